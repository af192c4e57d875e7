// The text forms of each type, and the validations.
#include "config/values.h"

#include <gtest/gtest.h>

namespace penstock::config {
namespace {

ValueRule rule_of(ValueType type) {
  ValueRule rule;
  rule.type = type;
  return rule;
}

ValueRule checked(ValueType type, std::string_view validation, std::string_view parameter) {
  ValueRule rule = rule_of(type);
  rule.validation = parse_validation(validation, parameter).take();
  return rule;
}

// The stored number, or what was expected.
std::string read(const ValueRule& rule, std::string_view text) {
  auto value = parse_value(rule, text);
  return value ? std::to_string(value.value()) : value.error().message;
}

TEST(Values, BooleanIsTrueOrFalseInAnyCase) {
  const ValueRule rule = rule_of(ValueType::kBool);
  EXPECT_EQ(read(rule, "true"), "1");
  EXPECT_EQ(read(rule, "False"), "0");
  EXPECT_EQ(read(rule, " true "), "1");
  EXPECT_EQ(read(rule, "1"), "expected true or false");
  EXPECT_EQ(read(rule, ""), "expected true or false");
}

TEST(Values, IntegersHaveTheRangeOfTheirType) {
  EXPECT_EQ(read(rule_of(ValueType::kUInt), "4294967295"), "4294967295");
  EXPECT_EQ(read(rule_of(ValueType::kUInt), "0x1F"), "31");
  EXPECT_EQ(read(rule_of(ValueType::kUInt), "4294967296"),
            "expected a whole number from 0 to 4294967295");
  EXPECT_EQ(read(rule_of(ValueType::kUInt), "-1"), "expected a whole number from 0 to 4294967295");
  EXPECT_EQ(read(rule_of(ValueType::kInt), "-2147483648"), "-2147483648");
  EXPECT_EQ(read(rule_of(ValueType::kInt64), "9223372036854775807"), "9223372036854775807");
  for (const char* wrong : {"", "1x", "0x", "0x-1", "1.5", "+1", "9223372036854775808"}) {
    EXPECT_FALSE(parse_value(rule_of(ValueType::kInt64), wrong)) << wrong;
  }
}

TEST(Values, EnumTakesOneName) {
  ValueRule rule = rule_of(ValueType::kEnum);
  rule.names = {{"W3C", 2}, {"NCSA", 1}};
  EXPECT_EQ(read(rule, "w3c"), "2");
  EXPECT_EQ(read(rule, "XML"), "expected one of W3C, NCSA");
}

TEST(Values, FlagsAddUp) {
  ValueRule rule = rule_of(ValueType::kFlags);
  rule.names = {{"None", 0}, {"Read", 1}, {"Script", 512}};
  EXPECT_EQ(read(rule, "Read,Script"), "513");
  EXPECT_EQ(read(rule, " Read , Script "), "513");
  EXPECT_EQ(read(rule, ""), "0");
  EXPECT_EQ(read(rule, "None"), "0");
  EXPECT_EQ(read(rule, "513"), "513");
  EXPECT_EQ(read(rule, "2"), "expected any of None, Read, Script, separated by commas");
  EXPECT_FALSE(parse_value(rule, "Read,,Script"));
}

TEST(Values, TimeSpanIsStoredInTicks) {
  const ValueRule rule = rule_of(ValueType::kTimeSpan);
  EXPECT_EQ(read(rule, "00:02:00"), std::to_string(120 * kTicksPerSecond));
  EXPECT_EQ(read(rule, "1.05:00:00"), std::to_string(29 * 3600 * kTicksPerSecond));
  EXPECT_EQ(read(rule, "29:00:00"), std::to_string(29 * 3600 * kTicksPerSecond));
  EXPECT_EQ(read(rule, "00:00:00.5"), std::to_string(kTicksPerSecond / 2));
  EXPECT_EQ(read(rule, "10000000.00:00:00"), "8640000000000000000");
  for (const char* wrong : {"", "120", "00:60:00", "00:00:60", "1.24:00:00", "00:02", "a:b:c",
                            "-00:02:00", "00:00:00.", "00:00:00.12345678", "10000001.00:00:00"}) {
    EXPECT_FALSE(parse_value(rule, wrong)) << wrong;
  }
}

TEST(Values, TimeSpanMayBeWrittenInOneUnit) {
  ValueRule rule = rule_of(ValueType::kTimeSpan);
  rule.time_format = TimeSpanFormat::kMinutes;
  EXPECT_EQ(read(rule, "2"), std::to_string(120 * kTicksPerSecond));
  EXPECT_EQ(read(rule, "00:02:00"), "expected a whole number of minutes");
  EXPECT_FALSE(parse_value(rule, "9223372036854775807"));
}

TEST(Values, IntegerRange) {
  const ValueRule inside = checked(ValueType::kUInt, "integerRange", "10,20");
  EXPECT_EQ(read(inside, "10"), "10");
  EXPECT_EQ(read(inside, "21"), "expected a value from 10 to 20");
  const ValueRule outside = checked(ValueType::kUInt, "integerRange", "10,20,exclude");
  EXPECT_EQ(read(outside, "21"), "21");
  EXPECT_EQ(read(outside, "15"), "expected a value outside 10 to 20");
}

TEST(Values, TimeSpanRangeIsInSeconds) {
  const ValueRule rule = checked(ValueType::kTimeSpan, "timeSpanRange", "60,3600,60");
  EXPECT_TRUE(parse_value(rule, "00:02:00"));
  EXPECT_EQ(read(rule, "00:02:30"), "expected a multiple of 60 seconds");
  EXPECT_EQ(read(rule, "02:00:00"), "expected a value from 60 to 3600 seconds");
}

TEST(Values, StringValidations) {
  EXPECT_EQ(read(checked(ValueType::kString, "nonEmptyString", ""), ""),
            "expected a text that is not empty");
  EXPECT_FALSE(parse_value(checked(ValueType::kString, "requireTrimmedString", ""), " a"));
  EXPECT_TRUE(parse_value(checked(ValueType::kString, "applicationPath", ""), "/a b"));
  EXPECT_EQ(read(checked(ValueType::kString, "applicationPath", ""), "a"),
            "expected a path that begins with '/'");
  EXPECT_FALSE(parse_value(checked(ValueType::kString, "vdirPath", ""), "/a?b"));
  EXPECT_FALSE(parse_value(checked(ValueType::kString, "siteName", ""), "a/b"));
  EXPECT_FALSE(parse_value(checked(ValueType::kString, "applicationPoolName", ""), ""));
}

TEST(Values, WrongValidationsOfASchemaAreErrors) {
  EXPECT_FALSE(parse_validation("integerRange", "1"));
  EXPECT_FALSE(parse_validation("integerRange", "2,1"));
  EXPECT_FALSE(parse_validation("integerRange", "a,b"));
  EXPECT_FALSE(parse_validation("unknown", ""));
}

}  // namespace
}  // namespace penstock::config
