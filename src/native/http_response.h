// HttpResponse: IHttpResponse. Status and headers are here (http_response.cc), sending is
// response_send.cc, Redirect response_redirect.cc; the body's list is response_chunks.h, the
// HTTP_RESPONSE structure response_raw.h, caching cache_policy.h, the log line log_data.h.
#pragma once

#include <httpserv.h>

#include <cstdint>
#include <span>
#include <string_view>

#include "base/arena.h"
#include "http/header_map.h"
#include "native/cache_policy.h"
#include "native/log_data.h"
#include "native/request_host.h"
#include "native/response_chunks.h"
#include "native/response_raw.h"
#include "native/response_trailers.h"
#include "pipeline/completion.h"
#include "pipeline/module_record.h"

namespace penstock::native {

class HttpContext;

struct ResponseStatus {
  std::uint16_t code = 200;
  std::uint16_t sub_status = 0;
  std::string_view reason = "OK";  // NUL-terminated
  HRESULT error = S_OK;
  IAppHostConfigException* exception = nullptr;
  bool skip_custom_errors = false;
  bool set = false;                                // by SetStatus, Redirect or a raw edit
  const pipeline::ModuleRecord* module = nullptr;  // who set it, and when
  DWORD notification = 0;
};

// Part of HttpContext; owned by the request's executor.
class HttpResponse final : public IHttpResponse4 {
 public:
  HttpResponse(HttpContext& context, base::Arena& arena);

  // ---- the server's side

  void begin();
  void end();

  // The Server header that a response has unless a module says otherwise; lives as long as the
  // server. Empty: none. It is among headers(), so the head writer needs no default of its own.
  void set_default_server(std::string_view value) { default_server_ = value; }
  std::string_view server_software() const {
    return default_server_.empty() ? std::string_view("Penstock") : default_server_;
  }

  std::uint16_t status() const { return status_.code; }
  std::uint16_t sub_status() const { return status_.sub_status; }
  std::string_view reason() const { return status_.reason; }  // NUL-terminated, never empty
  HRESULT error() const { return status_.error; }
  const ResponseStatus& status_details() const { return status_; }
  bool status_set() const { return status_.set; }
  http::HeaderMap& headers() { return headers_; }
  const http::HeaderMap& headers() const { return headers_; }

  ResponseTrailers& trailers() { return trailers_; }

  std::span<const HTTP_DATA_CHUNK> chunks() const { return body_.all(); }
  // Sum of the chunks' lengths, files and fragments included: makes every chunk definite first,
  // so that it stays true. A chunk that cannot be sent counts 0.
  std::uint64_t entity_bytes();
  // Empties the body. Copies it held are freed at the next drop: by then they have been sent.
  void drop_chunks();

  bool headers_sent() const { return headers_sent_; }
  void mark_headers_sent() { headers_sent_ = true; }
  bool headers_suppressed() const { return headers_suppressed_; }
  bool need_disconnect() const { return need_disconnect_; }
  // HTTP_SEND_RESPONSE_FLAG_*, as SendResponse left them.
  DWORD send_flags() const { return send_flags_; }
  bool kernel_cache_enabled() const { return kernel_cache_; }

  // Raises SendResponse and takes over what modules changed in the raw response. The server calls
  // it before the final send; Flush and an unbuffered write call it themselves. Fails if a chunk
  // cannot be sent: no such fragment, no open file.
  HRESULT notify_send(bool more_data);

  // Takes over edits of the raw structure. notify_send() and every method here do it themselves.
  void absorb_raw() { raw_.absorb(); }

  // ---- a child's response and its parent's: response_child.cc

  // Kept whole for the parent to read: Flush does nothing.
  void hold(bool held) { held_ = held; }
  // Appends a copy of what the child has written, and makes its status and headers this
  // response's, if wanted and not yet sent. The child's response is empty then.
  HRESULT take_over(HttpResponse& child, bool with_head);
  // Sends what was taken over, with what is before it, unless this response has to wait itself.
  SendResult send_taken_over(bool async, const pipeline::Completion& completion);

  HTTP_LOG_FIELDS_DATA* log_data() { return log_data_.get(); }
  LogData& log() { return log_data_; }
  HttpCachePolicy& cache_policy() { return cache_policy_; }

  // A body limit of the mapped handler; 0: none. Page: IScriptMapInfo::GetResponseBufferLimit.
  void set_buffer_limit(std::uint32_t bytes) { buffer_limit_ = bytes; }

  // ---- IHttpResponse

  HTTP_RESPONSE* GetRawHttpResponse() override { return raw_.get(); }
  const HTTP_RESPONSE* GetRawHttpResponse() const override { return raw_.get(); }
  IHttpCachePolicy* GetCachePolicy() override { return &cache_policy_; }
  HRESULT SetStatus(USHORT code, PCSTR reason, USHORT sub_status, HRESULT error,
                    IAppHostConfigException* exception, BOOL skip_custom_errors) override;
  HRESULT SetHeader(PCSTR name, PCSTR value, USHORT length, BOOL replace) override;
  HRESULT SetHeader(HTTP_HEADER_ID id, PCSTR value, USHORT length, BOOL replace) override;
  HRESULT DeleteHeader(PCSTR name) override;
  HRESULT DeleteHeader(HTTP_HEADER_ID id) override;
  PCSTR GetHeader(PCSTR name, USHORT* length) const override;
  PCSTR GetHeader(HTTP_HEADER_ID id, USHORT* length) const override;
  VOID Clear() override;
  VOID ClearHeaders() override;
  VOID SetNeedDisconnect() override { need_disconnect_ = true; }
  VOID ResetConnection() override;
  VOID DisableKernelCache(ULONG reason) override;
  BOOL GetKernelCacheEnabled() const override { return kernel_cache_; }
  VOID SuppressHeaders() override { headers_suppressed_ = true; }
  BOOL GetHeadersSuppressed() const override { return headers_suppressed_; }
  HRESULT Flush(BOOL async, BOOL more_data, DWORD* sent, BOOL* pending) override;
  HRESULT Redirect(PCSTR url, BOOL reset_status, BOOL include_parameters) override;
  HRESULT WriteEntityChunkByReference(HTTP_DATA_CHUNK* chunk, LONG position) override;
  HRESULT WriteEntityChunks(HTTP_DATA_CHUNK* chunks, DWORD count, BOOL async, BOOL more_data,
                            DWORD* sent, BOOL* pending) override;
  VOID DisableBuffering() override { buffering_ = false; }
  VOID GetStatus(USHORT* code, USHORT* sub_status, PCSTR* reason, USHORT* reason_length,
                 HRESULT* error, PCWSTR* module, DWORD* notification,
                 IAppHostConfigException** exception, BOOL* skip_custom_errors) override;
  HRESULT SetErrorDescription(PCWSTR description, DWORD length, BOOL html_encode) override;
  PCWSTR GetErrorDescription(DWORD* length) override;
  HRESULT GetHeaderChanges(DWORD old_number, DWORD* new_number, PCSTR known[], DWORD* unknown,
                           PCSTR** unknown_names, PCSTR** unknown_values, DWORD changed_known[],
                           DWORD* changed_unknown, DWORD** changed_indices) override;
  VOID CloseConnection() override;

  // IHttpResponse2
  HRESULT WriteEntityChunks(HTTP_DATA_CHUNK* chunks, DWORD count, BOOL async, BOOL more_data,
                            PFN_ASYNC_COMPLETION routine, VOID* routine_context, DWORD* sent,
                            BOOL* pending) override;
  HRESULT Flush(BOOL async, BOOL more_data, PFN_ASYNC_COMPLETION routine, VOID* routine_context,
                DWORD* sent, BOOL* pending) override;

  // IHttpResponse3
  HRESULT PushPromise(PCSTR verb, PCWSTR path, PCWSTR query, DWORD count, PCSTR* names,
                      PCSTR* values) override;

  // IHttpResponse4
  HRESULT DeleteTrailer(PCSTR name) override { return trailers_.remove(name); }
  PCSTR GetTrailer(PCSTR name, USHORT* length) const override {
    return trailers_.get(name, length);
  }
  VOID ResetStream(ULONG error) override;
  VOID SetNeedGoAway() override { need_disconnect_ = true; }
  HRESULT SetTrailer(PCSTR name, PCSTR value, USHORT length, BOOL replace) override {
    return trailers_.set(name, value, length, replace);
  }

 private:
  friend class RawResponse;

  void set_default_headers();
  void take_head(const HttpResponse& child);
  void change_status(std::uint16_t code, std::string_view reason);
  HRESULT write(std::span<const HTTP_DATA_CHUNK> chunks, bool async, bool more_data, DWORD* sent,
                BOOL* pending, const pipeline::Completion& completion);
  HRESULT flush(bool async, bool more_data, DWORD* sent, BOOL* pending,
                const pipeline::Completion& completion);
  HRESULT add_chunk(const HTTP_DATA_CHUNK& chunk);
  HRESULT add_chunks(std::span<const HTTP_DATA_CHUNK> chunks, std::uint64_t& length);
  HRESULT write_notice(std::string_view location);

  HttpContext& context_;
  base::Arena& arena_;
  ResponseStatus status_;
  http::HeaderMap headers_;
  ResponseTrailers trailers_;
  ResponseChunks body_;
  mutable RawResponse raw_;
  HttpCachePolicy cache_policy_;
  LogData log_data_;
  std::string_view default_server_;
  std::wstring_view error_description_;
  std::uint32_t buffer_limit_ = 0;
  DWORD send_flags_ = 0;
  bool headers_sent_ = false;
  bool headers_suppressed_ = false;
  bool need_disconnect_ = false;
  bool buffering_ = true;
  bool kernel_cache_ = true;
  bool notifying_send_ = false;
  bool held_ = false;
};

}  // namespace penstock::native
