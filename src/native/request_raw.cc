// Fills HTTP_REQUEST from the parsed head; see request_raw.h. Lengths of wide texts are in bytes.
#include "native/request_raw.h"

#include "base/arena_text.h"
#include "native/http_context.h"
#include "native/http_verb.h"
#include "native/raw_headers.h"

namespace penstock::native {

HTTP_REQUEST* RawRequest::get() {
  if (raw_ == nullptr) {
    raw_ = context_.arena().make<HTTP_REQUEST>();
    fill();
  }
  return raw_;
}

void RawRequest::fill() {
  *raw_ = {};
  const http::RequestHead& head = context_.request().head();
  HttpConnection& connection = context_.connection();
  raw_->Flags = head.has_body() ? HTTP_REQUEST_FLAG_MORE_ENTITY_BODY_EXISTS : 0;
  raw_->ConnectionId = connection.id();
  raw_->RawConnectionId = connection.id();
  raw_->RequestId = context_.start_time_100ns();
  raw_->UrlContext = context_.request().GetSiteId();
  raw_->Address = {connection.remote().sockaddr_pointer(), connection.local().sockaddr_pointer()};
  raw_->BytesReceived = head.head_bytes;
  fill_line();
  fill_cooked_url();
  fill_headers();
}

void RawRequest::fill_line() {
  const HttpRequest& request = context_.request();
  raw_->Version = {1, request.head().version_minor};
  raw_->Verb = verb_of(request.method());
  if (raw_->Verb == HttpVerbUnknown) {
    raw_->pUnknownVerb = request.method().data();
    raw_->UnknownVerbLength = raw_length(request.method().size());
  }
  raw_->pRawUrl = request.url().target().data();
  raw_->RawUrlLength = raw_length(request.url().target().size());
}

// One text, "http://host:port/path?query", into whose parts the structure points.
void RawRequest::fill_cooked_url() {
  const RequestUrl& url = context_.request().url();
  const std::string_view scheme = context_.connection().secure() ? "https://" : "http://";
  const std::string_view host = context_.host_and_port();
  const std::string_view mark = url.query().empty() ? "" : "?";
  base::Arena& arena = context_.arena();
  const std::wstring_view full =
      base::to_wide(base::concat(arena, {scheme, host, url.path(), mark, url.query()}), arena);
  const std::size_t path_begin = scheme.size() + host.size();
  const std::size_t path_size = url.wide_path().size();
  const std::size_t query_begin = path_begin + path_size;
  const auto bytes = [](std::size_t characters) { return raw_length(characters * sizeof(WCHAR)); };
  HTTP_COOKED_URL& cooked = raw_->CookedUrl;
  cooked.pFullUrl = full.data();
  cooked.FullUrlLength = bytes(full.size());
  cooked.pHost = full.data() + scheme.size();
  cooked.HostLength = bytes(host.size());
  cooked.pAbsPath = full.data() + path_begin;
  cooked.AbsPathLength = bytes(path_size);
  if (query_begin < full.size()) {
    cooked.pQueryString = full.data() + query_begin;
    cooked.QueryStringLength = bytes(full.size() - query_begin);
  }
}

void RawRequest::fill_headers() {
  HTTP_REQUEST_HEADERS& headers = raw_->Headers;
  const std::span<HTTP_UNKNOWN_HEADER> unknown =
      fill_raw_headers(context_.request().head().headers, headers.KnownHeaders, context_.arena());
  headers.pUnknownHeaders = unknown.data();
  headers.UnknownHeaderCount = raw_length(unknown.size());
}

}  // namespace penstock::native
