// Headers, method, URL and addresses of a request; see http_request.h.
#include "native/http_request.h"

#include "base/arena_text.h"
#include "http/chars.h"
#include "native/change_snapshot.h"
#include "native/header_access.h"
#include "native/http_context.h"

namespace penstock::native {

void HttpRequest::begin(http::RequestHead& head) {
  head_ = &head;
  method_ = head.method_text;
  raw_.begin();
  body_.begin();
}

PCSTR HttpRequest::GetHeader(PCSTR name, USHORT* length) const {
  return header_value(name == nullptr ? nullptr : head_->headers.find(std::string_view(name)),
                      length);
}

PCSTR HttpRequest::GetHeader(HTTP_HEADER_ID id, USHORT* length) const {
  return header_value(head_->headers.find(static_cast<int>(id)), length);
}

HRESULT HttpRequest::SetHeader(PCSTR name, PCSTR value, USHORT length, BOOL replace) {
  if (name == nullptr) {
    return kInvalidParameter;
  }
  const HRESULT result =
      change_header(head_->headers, std::string_view(name), value, length, replace);
  raw_.refresh();
  return result;
}

HRESULT HttpRequest::SetHeader(HTTP_HEADER_ID id, PCSTR value, USHORT length, BOOL replace) {
  const HRESULT result =
      change_header(head_->headers, static_cast<int>(id), value, length, replace);
  raw_.refresh();
  return result;
}

HRESULT HttpRequest::DeleteHeader(PCSTR name) {
  if (name == nullptr) {
    return kInvalidParameter;
  }
  head_->headers.remove(std::string_view(name));
  raw_.refresh();
  return S_OK;
}

HRESULT HttpRequest::DeleteHeader(HTTP_HEADER_ID id) {
  head_->headers.remove(static_cast<int>(id));
  raw_.refresh();
  return S_OK;
}

HRESULT HttpRequest::SetHttpMethod(PCSTR method) {
  if (method == nullptr || !http::is_token(method)) {
    return kInvalidParameter;
  }
  method_ = context_.arena().copy(std::string_view(method));
  raw_.refresh();
  return S_OK;
}

HRESULT HttpRequest::SetUrl(PCWSTR url, DWORD length, BOOL reset_query) {
  if (url == nullptr || length == 0) {
    return kInvalidParameter;
  }
  return set_url(base::to_utf8({url, length}, context_.arena()), reset_query != FALSE);
}

HRESULT HttpRequest::SetUrl(PCSTR url, DWORD length, BOOL reset_query) {
  if (url == nullptr || length == 0) {
    return kInvalidParameter;
  }
  return set_url({url, length}, reset_query != FALSE);
}

HRESULT HttpRequest::set_url(std::string_view url, bool reset_query) {
  const HRESULT result = url_.replace(url, reset_query, head_->host);
  if (FAILED(result)) {
    return result;
  }
  raw_.refresh();
  return url_.forwarded() != nullptr ? S_OK : context_.url_was_changed();
}

PSOCKADDR HttpRequest::GetLocalAddress() const {
  return context_.connection().local().sockaddr_pointer();
}

PSOCKADDR HttpRequest::GetRemoteAddress() const {
  return context_.connection().remote().sockaddr_pointer();
}

HRESULT HttpRequest::ReadEntityBody(VOID* buffer, DWORD size, BOOL async, DWORD* received,
                                    BOOL* pending) {
  return body_.read(buffer, size, async != FALSE, received, pending, pipeline::Completion{});
}

HRESULT HttpRequest::ReadEntityBody(VOID* buffer, DWORD size, BOOL async,
                                    PFN_ASYNC_COMPLETION routine, VOID* routine_context,
                                    DWORD* received, BOOL* pending) {
  if (async && routine == nullptr) {
    return kInvalidParameter;
  }
  pipeline::Completion completion;
  completion.kind = pipeline::Completion::Kind::callback;
  completion.routine = routine;
  completion.routine_context = routine_context;
  return body_.read(buffer, size, async != FALSE, received, pending, completion);
}

// The flags (fill the buffer, flush the queue) only tune how many bytes one call returns.
HRESULT HttpRequest::ReadEntityBody(VOID* buffer, DWORD size, BOOL async, ULONG, DWORD* received,
                                    BOOL* pending) {
  return ReadEntityBody(buffer, size, async, received, pending);
}

VOID HttpRequest::GetHttpVersion(USHORT* major, USHORT* minor) const {
  store(major, 1);
  store(minor, head_->version_minor);
}

HRESULT HttpRequest::GetClientCertificate(HTTP_SSL_CLIENT_CERT_INFO** certificate,
                                          BOOL* negotiated) {
  if (certificate == nullptr || negotiated == nullptr) {
    return kInvalidParameter;
  }
  // status: comes with TLS; there is never a certificate
  *certificate = nullptr;
  *negotiated = FALSE;
  return HRESULT_FROM_WIN32(ERROR_NOT_FOUND);
}

HRESULT HttpRequest::NegotiateClientCertificate(BOOL, BOOL* pending) {
  // status: comes with TLS; fails with ERROR_NOT_SUPPORTED
  store(pending, FALSE);
  return kNotSupported;
}

DWORD HttpRequest::GetSiteId() const {
  const UrlScope* scope = context_.scope();
  return scope != nullptr ? scope->site_settings->id : 0;
}

HRESULT HttpRequest::GetHeaderChanges(DWORD old_number, DWORD* new_number, PCSTR known[],
                                      DWORD* unknown, PCSTR** unknown_names, PCSTR** unknown_values,
                                      DWORD changed_known[], DWORD* changed_unknown,
                                      DWORD** changed_indices) {
  return header_changes(
      head_->headers, old_number, new_number,
      {known,
       changed_known,
       {unknown, unknown_names, unknown_values, changed_unknown, changed_indices}},
      context_.arena());
}

HRESULT HttpRequest::GetChannelBindingToken(PBYTE* token, DWORD* size) {
  // status: comes with TLS; fails with ERROR_NOT_SUPPORTED
  store(token, nullptr);
  store(size, 0);
  return kNotSupported;
}

}  // namespace penstock::native
