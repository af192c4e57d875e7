// HttpRequest: IHttpRequest over the parsed head. The URL is request_url.h, the entity body
// request_body.h, the HTTP_REQUEST structure request_raw.h.
#pragma once

#include <httpserv.h>

#include <string_view>

#include "base/arena.h"
#include "http/http1/request_parser.h"
#include "native/request_body.h"
#include "native/request_raw.h"
#include "native/request_url.h"

namespace penstock::native {

class HttpContext;

// Part of HttpContext; owned by the request's executor.
class HttpRequest final : public IHttpRequest4 {
 public:
  HttpRequest(HttpContext& context, base::Arena& arena)
      : context_(context), url_(arena), body_(context), raw_(context) {}

  // ---- the server's side

  void begin(http::RequestHead& head);
  http::RequestHead& head() { return *head_; }
  const http::RequestHead& head() const { return *head_; }
  RequestUrl& url() { return url_; }
  const RequestUrl& url() const { return url_; }
  RequestBody& body() { return body_; }
  // As SetHttpMethod left it; how the response is framed is head().method's matter alone.
  std::string_view method() const { return method_; }

  // ---- IHttpRequest

  HTTP_REQUEST* GetRawHttpRequest() override { return raw_.get(); }
  const HTTP_REQUEST* GetRawHttpRequest() const override { return raw_.get(); }
  PCSTR GetHeader(PCSTR name, USHORT* length) const override;
  PCSTR GetHeader(HTTP_HEADER_ID id, USHORT* length) const override;
  HRESULT SetHeader(PCSTR name, PCSTR value, USHORT length, BOOL replace) override;
  HRESULT SetHeader(HTTP_HEADER_ID id, PCSTR value, USHORT length, BOOL replace) override;
  HRESULT DeleteHeader(PCSTR name) override;
  HRESULT DeleteHeader(HTTP_HEADER_ID id) override;
  PCSTR GetHttpMethod() const override { return method_.data(); }
  HRESULT SetHttpMethod(PCSTR method) override;
  HRESULT SetUrl(PCWSTR url, DWORD length, BOOL reset_query) override;
  HRESULT SetUrl(PCSTR url, DWORD length, BOOL reset_query) override;
  BOOL GetUrlChanged() const override { return url_.changed(); }
  PCWSTR GetForwardedUrl() const override { return url_.forwarded(); }
  PSOCKADDR GetLocalAddress() const override;
  PSOCKADDR GetRemoteAddress() const override;
  HRESULT ReadEntityBody(VOID* buffer, DWORD size, BOOL async, DWORD* received,
                         BOOL* pending) override;
  HRESULT InsertEntityBody(VOID* buffer, DWORD size) override { return body_.insert(buffer, size); }
  DWORD GetRemainingEntityBytes() override { return body_.remaining(); }
  VOID GetHttpVersion(USHORT* major, USHORT* minor) const override;
  HRESULT GetClientCertificate(HTTP_SSL_CLIENT_CERT_INFO** certificate, BOOL* negotiated) override;
  HRESULT NegotiateClientCertificate(BOOL async, BOOL* pending) override;
  DWORD GetSiteId() const override;
  HRESULT GetHeaderChanges(DWORD old_number, DWORD* new_number, PCSTR known[], DWORD* unknown,
                           PCSTR** unknown_names, PCSTR** unknown_values, DWORD changed_known[],
                           DWORD* changed_unknown, DWORD** changed_indices) override;

  // IHttpRequest2
  HRESULT GetChannelBindingToken(PBYTE* token, DWORD* size) override;

  // IHttpRequest3
  HRESULT ReadEntityBody(VOID* buffer, DWORD size, BOOL async, PFN_ASYNC_COMPLETION routine,
                         VOID* routine_context, DWORD* received, BOOL* pending) override;

  // IHttpRequest4
  HRESULT ReadEntityBody(VOID* buffer, DWORD size, BOOL async, ULONG flags, DWORD* received,
                         BOOL* pending) override;

 private:
  HRESULT set_url(std::string_view url, bool reset_query);

  HttpContext& context_;
  http::RequestHead* head_ = nullptr;
  std::string_view method_;
  RequestUrl url_;
  RequestBody body_;
  mutable RawRequest raw_;
};

}  // namespace penstock::native
