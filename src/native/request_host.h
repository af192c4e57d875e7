// RequestHost: what the native request objects need of the server below them: body bytes in,
// response bytes out, completions, connection control. server/request_driver implements it;
// tests implement it in memory.
#pragma once

#include <httpserv.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "pipeline/completion.h"

namespace penstock::native {

class HttpContext;

// Result of one read of the request's entity body.
struct BodyRead {
  enum class Status : std::uint8_t { data, end, would_block, failed };
  Status status = Status::failed;
  DWORD bytes = 0;
  HRESULT error = S_OK;  // for failed: ERROR_CONNECTION_INVALID-like codes, 413 exceeded, ...
};

// Result of handing response bytes to the connection.
struct SendResult {
  HRESULT result = S_OK;
  DWORD bytes = 0;       // entity bytes accepted by this call
  bool pending = false;  // asynchronous, and not finished: the completion will come
};

// Called by the thread that executes the request, except where it says "any thread".
class RequestHost {
 public:
  // Reads unread body bytes. With may_block the call waits (after giving the loop away) until
  // there is at least one byte, the end or a failure; without it may answer would_block.
  // Sends "100 Continue" first where the client waits for it.
  virtual BodyRead read_body(std::span<char> into, bool may_block) = 0;

  // After would_block: when bytes, the end or a failure are there, fills `into`, sets bytes and
  // result (ERROR_HANDLE_EOF at the end) in `completion` and completes the request's gate.
  virtual void read_body_later(std::span<char> into, const pipeline::Completion& completion) = 0;

  // Body bytes the client has still to deliver; nullopt for a chunked body that goes on.
  virtual std::optional<std::uint64_t> body_left() const = 0;

  // Sends the head (if it is due) and the chunks that the response holds, and empties it.
  // Not async: waits until all is with the kernel (gives the loop away before it blocks).
  // Async: pending means that `completion` will be delivered; until then chunk memory must live.
  virtual SendResult send(bool more_data, bool async, const pipeline::Completion& completion) = 0;

  virtual bool client_connected() const = 0;
  virtual void reset_connection() = 0;  // now, with RST
  virtual HRESULT cancel_io() = 0;

  // Any thread. Queues the completion to the request's loop, which resumes the request.
  // False: none was expected.
  virtual bool post_completion(const pipeline::Completion& completion) = 0;

  // Any thread. Resumes the request on the calling thread if it is parked; if its callback is
  // still running, the status counts when that returns PENDING. False: none was expected.
  virtual bool indicate_completion(REQUEST_NOTIFICATION_STATUS status) = 0;

  // The open file of a physical path of the request's URL, with a reference for the caller; null
  // when there is none, or it must not be opened.
  virtual IHttpFileInfo* open_file(std::string_view physical_path) = 0;

  // What is known of the request's URL across requests; this one is counted as one of its hits.
  // With a reference for the caller in the second member; null when there is none.
  struct KnownUrl {
    IHttpUrlInfo* info = nullptr;
    IHttpCacheSpecificData* record = nullptr;
  };
  virtual KnownUrl known_url() = 0;

  // After SetUrl: looks up application, scope and plan-independent data of the new URL.
  virtual HRESULT url_changed() = 0;

  // --- child requests: docs/adr/0005. The clone belongs to the server until it is released.
  virtual HRESULT clone_context(DWORD flags, IHttpContext** clone) = 0;
  // Any thread. S_OK: the child is executed when the callback in progress has returned, or now
  // where the request is parked; at its end the request's module hears of it.
  virtual HRESULT start_child(IHttpContext* child, DWORD flags, IHttpUser* user) = 0;
  // What a client's own request, which is nobody's child, says.
  virtual HRESULT release_clone() { return HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER); }
  virtual HttpContext* parent_context() const { return nullptr; }
  virtual IHttpContext* root_context() const { return nullptr; }
  virtual DWORD execute_flags() const { return 0; }

 protected:
  ~RequestHost() = default;
};

}  // namespace penstock::native
