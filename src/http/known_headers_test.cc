// The table of known headers: numbers as in the native API, names in any case, nothing else.
#include "http/known_headers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace penstock::http {
namespace {

constexpr HeaderKind kKinds[] = {HeaderKind::kRequest, HeaderKind::kResponse};

std::string with_case(std::string_view text, int (*change)(int)) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [change](char c) {
    return static_cast<char>(change(static_cast<unsigned char>(c)));
  });
  return out;
}

TEST(KnownHeaders, EveryNameFindsItsIdInAnyCase) {
  for (const HeaderKind kind : kKinds) {
    for (int id = 0; id < known_header_count(kind); ++id) {
      const std::string_view name = known_header_name(kind, id);
      EXPECT_EQ(known_header_id(kind, name), id) << name;
      EXPECT_EQ(known_header_id(kind, with_case(name, std::toupper)), id) << name;
      EXPECT_EQ(known_header_id(kind, with_case(name, std::tolower)), id) << name;
    }
  }
}

TEST(KnownHeaders, AChangedByteIsAnotherName) {
  for (const HeaderKind kind : kKinds) {
    for (int id = 0; id < known_header_count(kind); ++id) {
      const std::string name(known_header_name(kind, id));
      for (std::size_t i = 0; i < name.size(); ++i) {
        for (int bit = 0; bit < 8; ++bit) {
          std::string changed = name;
          changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
          const bool case_only = std::isalpha(static_cast<unsigned char>(name[i])) && bit == 5;
          EXPECT_EQ(known_header_id(kind, changed) == id, case_only) << name << " at " << i;
        }
      }
      EXPECT_NE(known_header_id(kind, name + "x"), id);
      EXPECT_NE(known_header_id(kind, std::string_view(name).substr(1)), id);
    }
  }
}

TEST(KnownHeaders, NumbersAreThoseOfTheNativeApi) {
  EXPECT_EQ(known_header_name(HeaderKind::kRequest, header::kHost), "Host");
  EXPECT_EQ(known_header_id(HeaderKind::kRequest, "host"), 28);
  EXPECT_EQ(known_header_id(HeaderKind::kRequest, "user-agent"), 40);
  EXPECT_EQ(known_header_id(HeaderKind::kRequest, "te"), 38);
  EXPECT_EQ(known_header_id(HeaderKind::kResponse, "WWW-authenticate"), 29);
  EXPECT_EQ(known_header_id(HeaderKind::kResponse, "etag"), 22);
  EXPECT_EQ(known_header_id(HeaderKind::kResponse, "last-modified"), 19);
}

TEST(KnownHeaders, NamesOfTheOtherKindAreUnknown) {
  EXPECT_EQ(known_header_id(HeaderKind::kRequest, "Set-Cookie"), kUnknownHeader);
  EXPECT_EQ(known_header_id(HeaderKind::kResponse, "Host"), kUnknownHeader);
}

TEST(KnownHeaders, OtherNamesAndIdsAreUnknown) {
  EXPECT_EQ(known_header_id(HeaderKind::kRequest, ""), kUnknownHeader);
  EXPECT_EQ(known_header_id(HeaderKind::kRequest, "X"), kUnknownHeader);
  EXPECT_EQ(known_header_id(HeaderKind::kRequest, std::string(10000, 'a')), kUnknownHeader);
  EXPECT_EQ(known_header_name(HeaderKind::kRequest, -1), "");
  EXPECT_EQ(known_header_name(HeaderKind::kRequest, 41), "");
  EXPECT_EQ(known_header_name(HeaderKind::kResponse, 30), "");
}

}  // namespace
}  // namespace penstock::http
