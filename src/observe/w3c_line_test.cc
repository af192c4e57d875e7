// Tests of w3c_line.h and w3c_fields.h.
#include "observe/w3c_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace penstock::observe {
namespace {

using testing::HasSubstr;

std::string line_of(const LogEntry& entry, W3cFields fields) {
  std::string text(kMaxW3cLine, '\0');
  text.resize(format_w3c_line(entry, fields, {"W3SVC7", "host"}, text.data()));
  return text;
}

std::string stem(std::string_view value) {
  return line_of({.uri_stem = value}, static_cast<W3cFields>(W3cField::kUriStem));
}

LogEntry full_entry() {
  return {.time_us = 1'767'225'599'999'999,
          .server_ip = "10.0.0.1",
          .method = "GET",
          .uri_stem = "/a b",
          .uri_query = "q=1",
          .server_port = 8080,
          .user_name = "DOMAIN\\me",
          .client_ip = "::1",
          .protocol_version = "HTTP/1.1",
          .user_agent = "Agent/1 (x)",
          .cookie = "c=d; e=f",
          .referer = "http://x/",
          .host = "localhost:8080",
          .status = 404,
          .sub_status = 5,
          .win32_status = 2,
          .bytes_sent = 18446744073709551615u,
          .bytes_received = 77,
          .time_taken_ms = 15};
}

TEST(W3cLine, EveryFieldInTheOriginalsOrder) {
  EXPECT_EQ(w3c_fields_directive(kAllW3cFields),
            "date time s-sitename s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port "
            "cs-username c-ip cs-version cs(User-Agent) cs(Cookie) cs(Referer) cs-host sc-status "
            "sc-substatus sc-win32-status sc-bytes cs-bytes time-taken");
  EXPECT_EQ(line_of(full_entry(), kAllW3cFields),
            "2025-12-31 23:59:59 W3SVC7 host 10.0.0.1 GET /a+b q=1 8080 DOMAIN\\me ::1 HTTP/1.1 "
            "Agent/1+(x) c=d;+e=f http://x/ localhost:8080 404 5 2 18446744073709551615 77 15\n");
}

TEST(W3cLine, TheOriginalsDefaultFields) {
  EXPECT_EQ(w3c_fields_directive(kDefaultW3cFields),
            "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip "
            "cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken");
}

TEST(W3cLine, EmptyTextIsADashAndEmptyNumbersAreZero) {
  const LogEntry entry{.time_us = 1};
  EXPECT_EQ(line_of(entry, kDefaultW3cFields), "1970-01-01 00:00:00 - - - - 0 - - - - 0 0 0 0\n");
}

TEST(W3cLine, NoClientForgesAFieldOrALine) {
  EXPECT_EQ(stem("/a b\tc"), "/a+b%09c\n");
  EXPECT_EQ(stem("/x\r\n1970-01-01"), "/x%0D%0A1970-01-01\n");
  EXPECT_EQ(stem(std::string_view("/\0\x1b\x7f", 4)), "/%00%1B%7F\n");
  EXPECT_EQ(stem("/gr\xC3\xBC"), "/gr\xC3\xBC\n");
}

TEST(W3cLine, AValueThatIsTooLongIsLeftOut) {
  const std::string fits(kMaxW3cValue - 3, 'x');
  EXPECT_EQ(stem(fits), fits + "\n");
  EXPECT_EQ(stem(fits + "xxxx"), "...\n");
  EXPECT_EQ(stem(std::string(kMaxW3cValue / 2, '\n')), "...\n");
}

TEST(W3cLine, TheLargestLineFits) {
  const std::string longest(kMaxW3cValue - 3, 'x');
  LogEntry entry = full_entry();
  for (std::string_view* text : {&entry.server_ip, &entry.method, &entry.uri_stem, &entry.uri_query,
                                 &entry.user_name, &entry.client_ip, &entry.protocol_version,
                                 &entry.user_agent, &entry.cookie, &entry.referer, &entry.host}) {
    *text = longest;
  }
  EXPECT_GT(line_of(entry, kAllW3cFields).size(), 11 * longest.size());
}

TEST(W3cLine, TimeOfEveryPart) {
  char text[19];
  format_w3c_time(1'709'210'096, text);
  EXPECT_EQ(std::string_view(text, sizeof text), "2024-02-29 12:34:56");
}

TEST(W3cFields, ParsesTheConfiguredFlags) {
  EXPECT_EQ(parse_w3c_fields("").value(), 0u);
  EXPECT_EQ(parse_w3c_fields("Date, time ,HttpSubStatus").value(),
            W3cField::kDate | W3cField::kTime | W3cField::kHttpSubStatus);
  EXPECT_EQ(parse_w3c_fields("Date,Time,ClientIP,UserName,SiteName,ComputerName,ServerIP,Method,"
                             "UriStem,UriQuery,HttpStatus,Win32Status,BytesSent,BytesRecv,"
                             "TimeTaken,ServerPort,UserAgent,Cookie,Referer,ProtocolVersion,Host,"
                             "HttpSubStatus")
                .value(),
            kAllW3cFields);
}

TEST(W3cFields, NamesWhatIsNoField) {
  auto fields = parse_w3c_fields("Date,Tme");
  ASSERT_FALSE(fields);
  EXPECT_THAT(fields.error().message, HasSubstr("'Tme'"));
}

}  // namespace
}  // namespace penstock::observe
