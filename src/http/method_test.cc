// Methods by text and back; case matters.
#include "http/method.h"

#include <gtest/gtest.h>

namespace penstock::http {
namespace {

TEST(Method, EveryKnownMethodGoesRoundTrip) {
  for (int i = 1; i <= static_cast<int>(Method::kSearch); ++i) {
    const Method method = static_cast<Method>(i);
    EXPECT_FALSE(method_text(method).empty());
    EXPECT_EQ(method_from_text(method_text(method)), method);
  }
}

TEST(Method, NumbersMatchNames) {
  EXPECT_EQ(method_text(Method::kGet), "GET");
  EXPECT_EQ(method_text(Method::kTrack), "TRACK");
  EXPECT_EQ(method_text(Method::kPropfind), "PROPFIND");
  EXPECT_EQ(method_text(Method::kSearch), "SEARCH");
}

TEST(Method, OthersAreOther) {
  for (const char* text : {"", "get", "GETS", "GE", "BREW"}) {
    EXPECT_EQ(method_from_text(text), Method::kOther) << text;
  }
  EXPECT_EQ(method_text(Method::kOther), "");
}

}  // namespace
}  // namespace penstock::http
