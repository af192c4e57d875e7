// IPenstockServer: preconditions and ranges of a request, for modules that answer with
// representations of their own; see penstock/server.h and http/conditional.h, http/range.h.
#include <ctime>

#include "http/conditional.h"
#include "http/range.h"
#include "native/http_context.h"
#include "native/http_server.h"

namespace penstock::native {
namespace {

constexpr std::int64_t kFileTimeEpochSeconds = 11'644'473'600;

http::Preconditions preconditions_of(const HttpContext& context) {
  const http::RequestHead& head = context.request().head();
  http::Preconditions wanted;
  wanted.if_match = head.headers.get(HttpHeaderIfMatch);
  wanted.if_none_match = head.headers.get(HttpHeaderIfNoneMatch);
  wanted.if_modified_since = head.headers.get(HttpHeaderIfModifiedSince);
  wanted.if_unmodified_since = head.headers.get(HttpHeaderIfUnmodifiedSince);
  wanted.if_range = head.headers.get(HttpHeaderIfRange);
  wanted.get_or_head = head.method == http::Method::kGet || head.method == http::Method::kHead;
  return wanted;
}

http::CurrentState state_of(PCSTR etag, const FILETIME* modified) {
  http::CurrentState state;
  state.etag = etag == nullptr ? std::string_view() : std::string_view(etag);
  if (modified != nullptr) {
    const std::uint64_t units =
        (static_cast<std::uint64_t>(modified->dwHighDateTime) << 32) | modified->dwLowDateTime;
    state.modified = static_cast<std::int64_t>(units / 10'000'000) - kFileTimeEpochSeconds;
  }
  state.now = std::time(nullptr);
  return state;
}

}  // namespace

PENSTOCK_PRECONDITION HttpServer::CheckPreconditions(IHttpContext* context, PCSTR etag,
                                                     const FILETIME* modified) {
  const auto* request = dynamic_cast<const HttpContext*>(context);
  if (request == nullptr) {
    return PENSTOCK_PRECONDITION_PROCEED;
  }
  switch (http::evaluate_preconditions(preconditions_of(*request), state_of(etag, modified))) {
    case http::Verdict::kNotModified:
      return PENSTOCK_PRECONDITION_NOT_MODIFIED;
    case http::Verdict::kPreconditionFailed:
      return PENSTOCK_PRECONDITION_FAILED;
    case http::Verdict::kProceed:
      return PENSTOCK_PRECONDITION_PROCEED;
  }
  return PENSTOCK_PRECONDITION_PROCEED;
}

PENSTOCK_RANGE HttpServer::ResolveRange(IHttpContext* context, ULONGLONG size, PCSTR etag,
                                        const FILETIME* modified, PENSTOCK_BYTE_RANGE* ranges,
                                        DWORD capacity, DWORD* count) {
  const auto* request = dynamic_cast<const HttpContext*>(context);
  if (count != nullptr) {
    *count = 0;
  }
  if (request == nullptr || count == nullptr) {
    return PENSTOCK_RANGE_FULL;
  }
  const std::string_view header = request->request().head().headers.get(HttpHeaderRange);
  if (header.empty() || request->request().head().method != http::Method::kGet ||
      !http::range_applies(preconditions_of(*request), state_of(etag, modified))) {
    return PENSTOCK_RANGE_FULL;
  }
  http::RangeSet set;
  switch (set.resolve(header, size)) {
    case http::RangeOutcome::kFull:
      return PENSTOCK_RANGE_FULL;
    case http::RangeOutcome::kUnsatisfiable:
      return PENSTOCK_RANGE_UNSATISFIABLE;
    case http::RangeOutcome::kPartial:
      break;
  }
  if (set.ranges().size() > capacity) {
    return PENSTOCK_RANGE_FULL;
  }
  for (const http::ByteRange& range : set.ranges()) {
    ranges[(*count)++] = {range.first, range.last};
  }
  return PENSTOCK_RANGE_PARTIAL;
}

}  // namespace penstock::native
