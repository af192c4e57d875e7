// The value types of the configuration schema: their text forms and validation. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace penstock::config {

enum class ValueType { kBool, kString, kInt, kUInt, kInt64, kEnum, kFlags, kTimeSpan };

// A named value of an enum or flags type.
struct NamedValue {
  std::string name;
  std::int64_t value = 0;
};

// How the text of a timeSpan is written: "hh:mm:ss", or a whole number of a unit.
enum class TimeSpanFormat { kText, kSeconds, kMinutes };

// A time span as stored: 100-nanosecond ticks.
inline constexpr std::int64_t kTicksPerSecond = 10'000'000;

enum class ValidationKind {
  kNone,
  kIntegerRange,   // "min,max[,exclude]"
  kTimeSpanRange,  // seconds: "min,max,granularity[,exclude]"
  kNonEmptyString,
  kRequireTrimmed,   // no leading or trailing white space
  kApplicationPath,  // begins with '/', none of the characters a URL path cannot hold
  kVdirPath,
  kSiteName,  // none of \ / ? ; : @ & = + $ , | " < >
  kApplicationPoolName,
};

struct Validation {
  ValidationKind kind = ValidationKind::kNone;
  std::int64_t min = 0;
  std::int64_t max = 0;
  std::int64_t granularity = 0;
  bool exclude = false;
};

struct ValueRule {
  ValueType type = ValueType::kString;
  TimeSpanFormat time_format = TimeSpanFormat::kText;
  std::vector<NamedValue> names;  // of an enum or flags type
  Validation validation;
};

// The stored number of a text (0 for strings; ticks for time spans). The error says only what was
// expected: the caller knows where the text stands and what it belongs to.
base::Result<std::int64_t> parse_value(const ValueRule& rule, std::string_view text);

// "expected ..." of a rule's validation for a schema's validationType and validationParameter.
base::Result<Validation> parse_validation(std::string_view type, std::string_view parameter);

// The name of a type in schema files, and back.
std::string_view value_type_name(ValueType type);
base::Result<ValueType> parse_value_type(std::string_view name);

}  // namespace penstock::config
