// Redirect: Location made absolute, a short page for clients that do not follow; see
// http_response.h. Page: IHttpResponse::Redirect.
#include "base/arena_text.h"
#include "http/uri.h"
#include "native/hresult_boundary.h"
#include "native/http_context.h"

namespace penstock::native {
namespace {

std::string_view with_query(std::string_view url, std::string_view query, base::Arena& arena) {
  if (query.empty()) {
    return url;
  }
  const bool has_query = url.find('?') != std::string_view::npos;
  return base::concat(arena, {url, has_query ? "&" : "?", query});
}

std::string_view html_escape(std::string_view url, base::Arena& arena) {
  constexpr std::size_t kLongest = 5;
  char* out = static_cast<char*>(arena.allocate(url.size() * kLongest + 1, 1));
  std::size_t size = 0;
  for (const char& c : url) {
    const std::string_view escaped = c == '&'    ? "&amp;"
                                     : c == '<'  ? "&lt;"
                                     : c == '>'  ? "&gt;"
                                     : c == '"'  ? "&#34;"
                                     : c == '\'' ? "&#39;"
                                                 : std::string_view(&c, 1);
    size += escaped.copy(out + size, escaped.size());
  }
  return {out, size};
}

}  // namespace

// The API is silent where the response is on its way already; the module is told that it came too
// late.
HRESULT HttpResponse::Redirect(PCSTR url, BOOL reset_status, BOOL include_parameters) {
  if (url == nullptr || *url == '\0') {
    return kInvalidParameter;
  }
  if (headers_sent_) {
    return HRESULT_FROM_WIN32(ERROR_INVALID_OPERATION);
  }
  const HttpRequest& request = context_.request();
  std::string_view target = http::percent_encode_url(url, arena_);
  if (include_parameters) {
    target = with_query(target, request.url().query(), arena_);
  }
  const std::string_view base = base::concat(
      arena_, {context_.connection().secure() ? "https://" : "http://", context_.host_header(),
               http::percent_encode_path(request.url().path(), arena_)});
  const std::string_view location = http::join_url(base, target, arena_);
  raw_.absorb();
  body_.drop();
  if (reset_status) {
    change_status(302, {});
  }
  const HRESULT result = from_header_error(headers_.set(http::header::kLocation, location));
  const HRESULT written = FAILED(result) ? result : write_notice(location);
  raw_.refresh();
  return written;
}

HRESULT HttpResponse::write_notice(std::string_view location) {
  const std::string_view page =
      base::concat(arena_, {"<!DOCTYPE html>\n<title>Moved</title>\n<p>This page is at <a href=\"",
                            html_escape(location, arena_), "\">another address</a>.</p>\n"});
  HTTP_DATA_CHUNK chunk{};
  chunk.DataChunkType = HttpDataChunkFromMemory;
  chunk.FromMemory.pBuffer = const_cast<char*>(page.data());
  chunk.FromMemory.BufferLength = static_cast<ULONG>(page.size());
  const HRESULT result =
      from_header_error(headers_.set(http::header::kContentType, "text/html; charset=utf-8"));
  return FAILED(result) ? result : body_.insert(chunk, -1);
}

}  // namespace penstock::native
