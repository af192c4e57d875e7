// RequestBody: reading the entity body through the ReadEntity notification, and what modules put
// in front of it. Pages: IHttpRequest::ReadEntityBody, InsertEntityBody. Owner: http_request.h.
#pragma once

#include <httpserv.h>

#include <cstdint>
#include <optional>

#include "pipeline/completion.h"

namespace penstock::native {

class HttpContext;

// Owned by the request's executor.
class RequestBody {
 public:
  explicit RequestBody(HttpContext& context) : context_(context) {}

  void begin();

  // One ReadEntityBody call. Asynchronous, it first tries without waiting; only if it then has to
  // wait is *pending TRUE and `completion` delivered later.
  HRESULT read(void* buffer, DWORD size, bool async, DWORD* received, BOOL* pending,
               pipeline::Completion completion);

  // The memory is the module's and lives to the end of the request.
  HRESULT insert(void* buffer, DWORD size);

  // Bytes that modules have put in front of the client's.
  DWORD take_inserted(char* into, DWORD size);

  // Those and the client's; nullopt while a chunked body goes on.
  std::optional<std::uint64_t> left() const;
  // INFINITE while a chunked body goes on: its length is not known.
  DWORD remaining() const;

 private:
  // Bytes to be read before those of the client.
  struct Inserted {
    Inserted* next;
    const char* data;
    DWORD size;
  };

  bool push_front(const char* data, DWORD size);
  HRESULT notify(char* buffer, DWORD size, DWORD& bytes, HRESULT result);
  void take_replaced(const char* data, DWORD data_size, char* buffer, DWORD size, DWORD& bytes);
  static void notify_later(void* body, pipeline::Completion& completion);

  HttpContext& context_;
  Inserted* inserted_ = nullptr;
  std::uint64_t inserted_bytes_ = 0;
  char* pending_buffer_ = nullptr;  // of the read that waits
  DWORD pending_size_ = 0;
  bool notifying_ = false;
};

}  // namespace penstock::native
