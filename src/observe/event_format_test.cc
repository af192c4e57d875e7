// Tests of event_format.h and json_text.h.
#include "observe/event_format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "observe/json_text.h"

namespace penstock::observe {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

EventRecord example() {
  EventRecord event;
  event.time_us = 1'767'225'600'123'456;
  event.log = "Application";
  event.source = "IISADMIN";
  event.type = EventType::kWarning;
  event.event_id = 7;
  event.category = 2;
  event.strings = {"first", "second"};
  return event;
}

TEST(EventFormat, JsonHasEveryField) {
  EventRecord event = example();
  event.data = std::string("\0\xff", 2);
  EXPECT_EQ(json_line(event),
            R"({"time":"2026-01-01T00:00:00.123456Z","log":"Application","source":"IISADMIN",)"
            R"("type":"warning","event_id":7,"category":2,"strings":["first","second"],)"
            R"("data":"AP8="})");
}

TEST(EventFormat, Base64OfEveryRemainder) {
  const std::pair<const char*, const char*> cases[] = {
      {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}};
  for (const auto& [bytes, text] : cases) {
    EventRecord event = example();
    event.data = bytes;
    EXPECT_THAT(json_line(event), HasSubstr("\"data\":\"" + std::string(text) + "\"}"));
  }
}

TEST(EventFormat, HumanLineStandsUnderItsHeading) {
  const std::string line = human_line(example());
  const std::string heading = human_heading();
  EXPECT_EQ(line.find("warning"), heading.find("LEVEL"));
  EXPECT_EQ(line.find("Application"), heading.find("LOG"));
  EXPECT_EQ(line.find("IISADMIN"), heading.find("SOURCE"));
  EXPECT_EQ(line.find("first | second"), heading.find("STRINGS"));
  EXPECT_EQ(line.find(" 7 "), heading.find("EVENT") + 3);
}

TEST(EventFormat, NoEventForgesALineOrDrivesATerminal) {
  EventRecord event = example();
  event.source = "a\nb";
  event.strings = {"\x1b[2J\r\n", "\xC2\x9B", "gr\xC3\xBC\xC3\x9F"};
  const std::string line = human_line(event);
  EXPECT_EQ(line.find_first_of("\n\r\x1b"), std::string::npos);
  EXPECT_THAT(line, HasSubstr("a\\nb"));
  EXPECT_THAT(line, HasSubstr("\\x1b[2J\\x0d\\n | \\x9b | gr\xC3\xBC\xC3\x9F"));
}

TEST(EventFormat, LongNamesPushTheirColumns) {
  EventRecord event = example();
  event.source = "a source with a name wider than its column";
  EXPECT_THAT(human_line(event), HasSubstr(event.source + " "));
}

TEST(EventFormat, EveryTypeHasANameThatParses) {
  for (const EventType type :
       {EventType::kSuccess, EventType::kError, EventType::kWarning, EventType::kInformation,
        EventType::kAuditSuccess, EventType::kAuditFailure}) {
    EXPECT_THAT(parse_levels(type_name(type)).value(), ElementsAre(type));
  }
  EXPECT_EQ(type_name(static_cast<EventType>(77)), "unknown");
}

TEST(EventFormat, LevelsAsAList) {
  EXPECT_THAT(parse_levels("Error, WARN").value(),
              ElementsAre(EventType::kError, EventType::kWarning));
  for (const char* bad : {"fatal", "error,,warning", " "}) {
    EXPECT_FALSE(parse_levels(bad)) << bad;
  }
  EXPECT_THAT(parse_levels("error,fatal").error().message, HasSubstr("'fatal'"));
}

TEST(JsonText, EveryStringComesBack) {
  const std::vector<std::string> strings = {
      "",  "plain", "\"\\/", "\n\r\t\b\x01\x7f", std::string("\0", 1), "gr\xC3\xBC\xC3\x9F",
      "]", ","};
  std::string json = "[";
  for (const std::string& text : strings) {
    json += json.size() > 1 ? "," : "";
    append_json_string(json, text);
  }
  json += "]";
  EXPECT_EQ(parse_json_strings(json), strings);
  EXPECT_EQ(json.find_first_of("\n\r\t\x01"), std::string::npos);
}

TEST(JsonText, IllFormedBytesAreReadAsLatin1) {
  std::string json;
  append_json_string(json, "a\xff");
  EXPECT_EQ(json, "\"a\xC3\xBF\"");
}

TEST(JsonText, StopsAtWhatItDidNotWrite) {
  EXPECT_THAT(parse_json_strings(""), ElementsAre());
  EXPECT_THAT(parse_json_strings("[]"), ElementsAre());
  EXPECT_THAT(parse_json_strings("[1]"), ElementsAre());
  EXPECT_THAT(parse_json_strings(R"(["a","b)"), ElementsAre("a"));
  EXPECT_THAT(parse_json_strings(R"(["a","\u12)"), ElementsAre("a"));
  EXPECT_THAT(parse_json_strings(R"(["a","b\)"), ElementsAre("a"));
}

}  // namespace
}  // namespace penstock::observe
