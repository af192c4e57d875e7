// How a response's body is delimited (RFC 9112 6.3); see response_writer.h.
#include "http/http1/response_writer.h"
#include "http/status.h"

namespace penstock::http {
namespace {

// HEAD and 304: the length a GET would have told, where it is known. Zero bytes at hand may just
// mean that the body was not produced, so they tell nothing.
FramingDecision frame_without_body(const FramingRequest& request) {
  if (request.declared_length) {
    return {Framing::kContentLength, false, *request.declared_length};
  }
  if (request.status == 304 || request.more_data || request.ready_length == 0) {
    return {Framing::kNone, false};
  }
  return {Framing::kContentLength, false, request.ready_length};
}

}  // namespace

FramingDecision decide_framing(const FramingRequest& request) {
  const bool not_modified = request.status == 304;
  if (status_forbids_body(request.status) && !not_modified) return {Framing::kNone, false};
  if (request.head_method || not_modified) return frame_without_body(request);
  if (!request.more_data) return {Framing::kContentLength, true, request.ready_length};
  if (request.declared_length) return {Framing::kContentLength, true, *request.declared_length};
  return {request.version_minor >= 1 ? Framing::kChunked : Framing::kClose, true};
}

}  // namespace penstock::http
