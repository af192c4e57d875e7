// From a child's response to its parent's; see http_response.h and docs/adr/0005.
#include "native/chunk_resolver.h"
#include "native/http_context.h"
#include "native/http_response.h"

namespace penstock::native {

HRESULT HttpResponse::take_over(HttpResponse& child, bool with_head) {
  raw_.absorb();
  child.raw_.absorb();
  if (with_head && !headers_sent_ && !child.headers_sent_ && !child.headers_suppressed_) {
    take_head(child);
  }
  need_disconnect_ = need_disconnect_ || child.need_disconnect_;
  HRESULT result = child.body_.resolve();
  for (const HTTP_DATA_CHUNK& chunk : child.chunks()) {
    if (SUCCEEDED(result) && chunk_length(chunk) > 0) {
      result = body_.append_copy(chunk);
    }
  }
  child.drop_chunks();
  raw_.refresh();
  return result;
}

// The child's status, where it has set one, and its headers in place of those of the same name.
// How long the response is, it cannot know.
void HttpResponse::take_head(const HttpResponse& child) {
  if (child.status_.set) {
    status_ = child.status_;
    status_.reason = arena_.copy(child.status_.reason);
    status_.skip_custom_errors = true;  // the child's modules have had their say
    error_description_ = arena_.copy(child.error_description_);
  }
  const bool keeps_length = context_.request().head().method == http::Method::kHead;
  const auto is_taken = [&](const http::HeaderEntry& entry) {
    return !(entry.id == HttpHeaderContentLength && !keeps_length) &&
           !(entry.id == http::header::kServer && entry.value == default_server_);
  };
  for (const http::HeaderEntry& entry : child.headers_) {
    if (is_taken(entry) && entry.id != HttpHeaderSetCookie) {
      headers_.remove(entry.name);
    }
  }
  for (const http::HeaderEntry& entry : child.headers_) {
    if (is_taken(entry)) {
      static_cast<void>(headers_.add(entry.name, entry.value));
    }
  }
}

// From inside OnSendResponse, and for a parent that is held itself, there is nothing to do: what is
// there goes with the rest.
SendResult HttpResponse::send_taken_over(bool async, const pipeline::Completion& completion) {
  if (notifying_send_ || held_) {
    return {};
  }
  if (const HRESULT result = notify_send(true); FAILED(result)) {
    return {result, 0, false};
  }
  return context_.host().send(true, async, completion);
}

}  // namespace penstock::native
