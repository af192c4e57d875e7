// Preconditions in the order of RFC 9110 13.2.2, and If-Range.
#include "http/conditional.h"

#include <gtest/gtest.h>

namespace penstock::http {
namespace {

constexpr std::string_view kBefore = "Sun, 06 Nov 1994 08:49:36 GMT";
constexpr std::string_view kExact = "Sun, 06 Nov 1994 08:49:37 GMT";
constexpr std::string_view kAfter = "Sun, 06 Nov 1994 08:49:38 GMT";

CurrentState current() {
  CurrentState state;
  state.etag = "\"v1\"";
  state.modified = 784111777;
  state.now = 1700000000;
  return state;
}

struct Case {
  const char* what;
  Preconditions request;
  Verdict verdict;
};

Preconditions with(std::string_view Preconditions::*field, std::string_view value,
                   bool get_or_head = true) {
  Preconditions request;
  request.*field = value;
  request.get_or_head = get_or_head;
  return request;
}

TEST(Preconditions, EachAlone) {
  using P = Preconditions;
  const Case cases[] = {
      {"none", {}, Verdict::kProceed},
      {"match", with(&P::if_match, "\"v1\""), Verdict::kProceed},
      {"match, other", with(&P::if_match, "\"v2\""), Verdict::kPreconditionFailed},
      {"match, weak", with(&P::if_match, "W/\"v1\""), Verdict::kPreconditionFailed},
      {"match, star", with(&P::if_match, "*"), Verdict::kProceed},
      {"match, malformed", with(&P::if_match, "v1"), Verdict::kPreconditionFailed},
      {"unmodified", with(&P::if_unmodified_since, kExact), Verdict::kProceed},
      {"unmodified, older", with(&P::if_unmodified_since, kBefore), Verdict::kPreconditionFailed},
      {"unmodified, malformed", with(&P::if_unmodified_since, "x"), Verdict::kProceed},
      {"none match", with(&P::if_none_match, "\"v1\""), Verdict::kNotModified},
      {"none match, weak", with(&P::if_none_match, "W/\"v1\""), Verdict::kNotModified},
      {"none match, other", with(&P::if_none_match, "\"v2\""), Verdict::kProceed},
      {"none match, malformed", with(&P::if_none_match, "v1"), Verdict::kProceed},
      {"none match, PUT", with(&P::if_none_match, "*", false), Verdict::kPreconditionFailed},
      {"modified, same", with(&P::if_modified_since, kExact), Verdict::kNotModified},
      {"modified, later", with(&P::if_modified_since, kAfter), Verdict::kNotModified},
      {"modified, older", with(&P::if_modified_since, kBefore), Verdict::kProceed},
      {"modified, malformed", with(&P::if_modified_since, "x"), Verdict::kProceed},
      {"modified, PUT", with(&P::if_modified_since, kExact, false), Verdict::kProceed},
  };
  for (const Case& row : cases) {
    EXPECT_EQ(evaluate_preconditions(row.request, current()), row.verdict) << row.what;
  }
}

TEST(Preconditions, EntityTagsOutrankDates) {
  Preconditions request;
  request.if_match = "\"v1\"";
  request.if_unmodified_since = kBefore;
  EXPECT_EQ(evaluate_preconditions(request, current()), Verdict::kProceed);
  request = {};
  request.if_none_match = "\"v2\"";
  request.if_modified_since = kExact;
  EXPECT_EQ(evaluate_preconditions(request, current()), Verdict::kProceed);
  request.if_match = "\"v2\"";
  request.if_none_match = "\"v1\"";
  EXPECT_EQ(evaluate_preconditions(request, current()), Verdict::kPreconditionFailed);
}

TEST(Preconditions, WithoutAResourceOrAValidator) {
  CurrentState missing;
  missing.exists = false;
  EXPECT_EQ(evaluate_preconditions(with(&Preconditions::if_match, "*"), missing),
            Verdict::kPreconditionFailed);
  EXPECT_EQ(evaluate_preconditions(with(&Preconditions::if_none_match, "*", false), missing),
            Verdict::kProceed);
  const CurrentState bare;
  EXPECT_EQ(evaluate_preconditions(with(&Preconditions::if_none_match, "\"v1\""), bare),
            Verdict::kProceed);
  EXPECT_EQ(evaluate_preconditions(with(&Preconditions::if_modified_since, kExact), bare),
            Verdict::kProceed);
}

bool applies(std::string_view if_range, const CurrentState& state) {
  return range_applies(with(&Preconditions::if_range, if_range), state);
}

TEST(IfRange, NeedsAStrongExactMatch) {
  EXPECT_TRUE(applies("", current()));
  EXPECT_TRUE(applies("\"v1\"", current()));
  EXPECT_FALSE(applies("\"v2\"", current()));
  EXPECT_FALSE(applies("W/\"v1\"", current()));
  EXPECT_TRUE(applies(kExact, current()));
  EXPECT_FALSE(applies(kBefore, current()));
  EXPECT_FALSE(applies(kAfter, current()));
  EXPECT_FALSE(applies("x", current()));
  CurrentState weak = current();
  weak.etag = "W/\"v1\"";
  EXPECT_FALSE(applies("\"v1\"", weak));
  EXPECT_FALSE(applies("W/\"v1\"", weak));
  CurrentState fresh = current();
  fresh.now = *fresh.modified;
  EXPECT_FALSE(applies(kExact, fresh));
}

}  // namespace
}  // namespace penstock::http
