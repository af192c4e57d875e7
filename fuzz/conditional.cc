// Fuzzes preconditions: entity tag lists and dates. Input: header values, one a line.
#include <array>
#include <cstring>
#include <string_view>

#include "check.h"
#include "http/conditional.h"
#include "http/date.h"
#include "http/etag.h"

namespace penstock::fuzz {
namespace {

std::string_view take_line(std::string_view& text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(line.size() == text.size() ? line.size() : line.size() + 1);
  return line;
}

// A date that parses, written again in the preferred form, is the same date.
void check_date(std::string_view text, std::int64_t now) {
  const auto date = http::parse_date(text, now);
  if (!date) return;
  std::array<char, http::kDateLength> out;
  http::format_date(*date, out.data());
  check(http::parse_date({out.data(), out.size()}, now) == date, "dates go round trip");
}

void check_etag(std::string_view text) {
  const auto tag = http::parse_etag(text);
  if (!tag) return;
  check(http::weak_match(*tag, *tag), "a tag matches itself weakly");
  check(http::strong_match(*tag, *tag) == !tag->weak, "a strong one strongly");
  check(http::match_etag_list(text, true, tag, http::EtagComparison::kWeak) ==
            http::EtagListMatch::kYes,
        "a list of one tag matches it");
}

}  // namespace
}  // namespace penstock::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace penstock;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  http::Preconditions request;
  request.if_match = fuzz::take_line(text);
  request.if_none_match = fuzz::take_line(text);
  request.if_modified_since = fuzz::take_line(text);
  request.if_unmodified_since = fuzz::take_line(text);
  request.if_range = fuzz::take_line(text);
  http::CurrentState current;
  current.etag = fuzz::take_line(text);
  current.now = 1700000000;
  current.modified = http::parse_date(fuzz::take_line(text), current.now);
  const auto verdict = http::evaluate_preconditions(request, current);
  http::range_applies(request, current);
  request.get_or_head = false;
  const auto other = http::evaluate_preconditions(request, current);
  fuzz::check(other != http::Verdict::kNotModified, "304 is for GET and HEAD");
  fuzz::check(other != http::Verdict::kPreconditionFailed || verdict != http::Verdict::kProceed,
              "what fails a PUT does not let a GET proceed");
  for (const std::string_view value :
       {request.if_match, request.if_modified_since, request.if_unmodified_since, request.if_range,
        current.etag}) {
    fuzz::check_date(value, current.now);
    fuzz::check_etag(value);
  }
  return 0;
}
