// RFC 9110 13.2.2, step by step; see conditional.h.
#include "http/conditional.h"

#include "http/date.h"
#include "http/etag.h"

namespace penstock::http {
namespace {

std::optional<EntityTag> current_tag(const CurrentState& current) {
  return parse_etag(current.etag);
}

// A malformed If-Match protects nothing that can be named, so it fails; safer than proceeding.
bool if_match_holds(const Preconditions& request, const CurrentState& current) {
  return match_etag_list(request.if_match, current.exists, current_tag(current),
                         EtagComparison::kStrong) == EtagListMatch::kYes;
}

// Invalid dates are ignored (13.1.4); so is the header where there is no date to compare.
bool if_unmodified_since_holds(const Preconditions& request, const CurrentState& current) {
  const auto date = parse_date(request.if_unmodified_since, current.now);
  return !date || !current.modified || *current.modified <= *date;
}

// A malformed If-None-Match names no tag we have: proceed.
bool if_none_match_holds(const Preconditions& request, const CurrentState& current) {
  return match_etag_list(request.if_none_match, current.exists, current_tag(current),
                         EtagComparison::kWeak) != EtagListMatch::kYes;
}

bool if_modified_since_holds(const Preconditions& request, const CurrentState& current) {
  const auto date = parse_date(request.if_modified_since, current.now);
  return !date || !current.modified || *current.modified > *date;
}

}  // namespace

Verdict evaluate_preconditions(const Preconditions& request, const CurrentState& current) {
  // Steps 1 and 2: If-Match, or without it If-Unmodified-Since.
  if (!request.if_match.empty()) {
    if (!if_match_holds(request, current)) return Verdict::kPreconditionFailed;
  } else if (!request.if_unmodified_since.empty()) {
    if (!if_unmodified_since_holds(request, current)) return Verdict::kPreconditionFailed;
  }
  // Steps 3 and 4: If-None-Match, or without it If-Modified-Since (GET and HEAD only).
  if (!request.if_none_match.empty()) {
    if (!if_none_match_holds(request, current)) {
      return request.get_or_head ? Verdict::kNotModified : Verdict::kPreconditionFailed;
    }
  } else if (!request.if_modified_since.empty() && request.get_or_head) {
    if (!if_modified_since_holds(request, current)) return Verdict::kNotModified;
  }
  return Verdict::kProceed;
}

bool range_applies(const Preconditions& request, const CurrentState& current) {
  if (request.if_range.empty()) return true;
  if (const auto tag = parse_etag(request.if_range)) {
    const auto now_tag = current_tag(current);
    return now_tag && strong_match(*tag, *now_tag);
  }
  // 13.1.5: a date counts only if exact, and strong: the resource did not change in this second.
  const auto date = parse_date(request.if_range, current.now);
  return date && current.modified && *date == *current.modified && *date < current.now;
}

}  // namespace penstock::http
