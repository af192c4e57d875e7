// Value types: one function a type, then the validations. The forms accepted are the documented
// ones; letter case never matters for booleans and names.
#include "config/values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <utility>

#include "base/text.h"

namespace penstock::config {
namespace {

using Parsed = base::Result<std::int64_t>;

base::Error expected(std::string what) { return base::Error{"expected " + std::move(what)}; }

std::optional<std::int64_t> digits(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

// Decimal, or hexadecimal after "0x".
std::optional<std::int64_t> integer(std::string_view text) {
  if (text.size() < 3 || text[0] != '0' || (text[1] | 0x20) != 'x') return digits(text);
  if (text[2] == '-') return std::nullopt;
  std::int64_t value = 0;
  const auto [end, code] = std::from_chars(text.data() + 2, text.data() + text.size(), value, 16);
  if (code != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Parsed integer_between(std::string_view text, std::int64_t min, std::int64_t max) {
  const auto value = integer(text);
  if (value && *value >= min && *value <= max) return *value;
  return expected("a whole number from " + std::to_string(min) + " to " + std::to_string(max));
}

Parsed parse_bool(std::string_view text) {
  if (base::ascii_iequals(text, "true")) return 1;
  if (base::ascii_iequals(text, "false")) return 0;
  return expected("true or false");
}

std::string list_of(const std::vector<NamedValue>& names) {
  std::string list;
  for (const NamedValue& name : names) list += (list.empty() ? "" : ", ") + name.name;
  return list;
}

std::optional<std::int64_t> named(const std::vector<NamedValue>& names, std::string_view text) {
  for (const NamedValue& name : names) {
    if (base::ascii_iequals(name.name, text)) return name.value;
  }
  return std::nullopt;
}

// Every bit set in `number` belongs to a flag.
bool only_known_bits(const std::vector<NamedValue>& names, std::int64_t number) {
  std::int64_t all = 0;
  for (const NamedValue& name : names) all |= name.value;
  return number >= 0 && (number & ~all) == 0;
}

Parsed parse_enum(const ValueRule& rule, std::string_view text) {
  if (const auto value = named(rule.names, text)) return *value;
  return expected("one of " + list_of(rule.names));
}

// Names separated by commas; a number stands for its bits.
Parsed parse_flags(const ValueRule& rule, std::string_view text) {
  std::int64_t bits = 0;
  if (base::trim(text).empty()) return bits;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::string_view name = base::trim(text.substr(begin, end - begin));
    auto value = named(rule.names, name);
    if (!value) value = integer(name);
    if (!value || (!named(rule.names, name) && !only_known_bits(rule.names, *value))) {
      return expected("any of " + list_of(rule.names) + ", separated by commas");
    }
    bits |= *value;
    begin = end + 1;
  }
  return bits;
}

// The digits after the point of a time span, as ticks.
std::optional<std::int64_t> fraction_ticks(std::string_view text) {
  if (text.empty() || text.size() > 7) return std::nullopt;
  auto value = digits(text);
  if (!value || *value < 0) return std::nullopt;
  for (std::size_t i = text.size(); i < 7; ++i) *value *= 10;
  return value;
}

std::optional<std::int64_t> field(std::string_view text, std::int64_t max) {
  const auto value = digits(text);
  if (!value || *value < 0 || *value > max || text[0] == '-') return std::nullopt;
  return value;
}

// "[d.]hh:mm:ss[.fffffff]"; without days, hours may exceed 23 (29:00:00 is a documented default).
std::optional<std::int64_t> clock_ticks(std::string_view text) {
  constexpr std::int64_t kMaxDays = 10'000'000;
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::size_t second_colon = text.find(':', colon + 1);
  if (second_colon == std::string_view::npos) return std::nullopt;
  std::string_view hours = text.substr(0, colon);
  std::optional<std::int64_t> days = 0;
  const std::size_t dot = hours.find('.');
  if (dot != std::string_view::npos) {
    days = field(hours.substr(0, dot), kMaxDays);
    hours.remove_prefix(dot + 1);
  }
  std::string_view seconds = text.substr(second_colon + 1);
  std::optional<std::int64_t> ticks = 0;
  const std::size_t point = seconds.find('.');
  if (point != std::string_view::npos) {
    ticks = fraction_ticks(seconds.substr(point + 1));
    seconds = seconds.substr(0, point);
  }
  const auto h = field(hours, dot == std::string_view::npos ? kMaxDays : 23);
  const auto m = field(text.substr(colon + 1, second_colon - colon - 1), 59);
  const auto s = field(seconds, 59);
  if (!days || !h || !m || !s || !ticks) return std::nullopt;
  return (((*days * 24 + *h) * 60 + *m) * 60 + *s) * kTicksPerSecond + *ticks;
}

Parsed parse_time_span(const ValueRule& rule, std::string_view text) {
  constexpr std::int64_t kMaxSeconds = 100'000'000'000;
  if (rule.time_format == TimeSpanFormat::kText) {
    if (const auto ticks = clock_ticks(text)) return *ticks;
    return expected("a time span as [days.]hours:minutes:seconds, for instance 00:02:00");
  }
  const bool minutes = rule.time_format == TimeSpanFormat::kMinutes;
  const auto value = integer(text);
  if (!value || *value < 0 || *value > kMaxSeconds) {
    return expected(std::string("a whole number of ") + (minutes ? "minutes" : "seconds"));
  }
  return *value * (minutes ? 60 : 1) * kTicksPerSecond;
}

Parsed parse_type(const ValueRule& rule, std::string_view text) {
  switch (rule.type) {
    case ValueType::kBool:
      return parse_bool(text);
    case ValueType::kString:
      return 0;
    case ValueType::kInt:
      return integer_between(text, std::numeric_limits<std::int32_t>::min(),
                             std::numeric_limits<std::int32_t>::max());
    case ValueType::kUInt:
      return integer_between(text, 0, std::numeric_limits<std::uint32_t>::max());
    case ValueType::kInt64:
      return integer_between(text, std::numeric_limits<std::int64_t>::min(),
                             std::numeric_limits<std::int64_t>::max());
    case ValueType::kEnum:
      return parse_enum(rule, text);
    case ValueType::kFlags:
      return parse_flags(rule, text);
    case ValueType::kTimeSpan:
      return parse_time_span(rule, text);
  }
  return expected("a known type");
}

std::string range_text(const Validation& v, std::string_view unit) {
  return (v.exclude ? "a value outside " : "a value from ") + std::to_string(v.min) + " to " +
         std::to_string(v.max) + std::string(unit);
}

std::optional<std::string> check_range(const Validation& v, std::int64_t value,
                                       std::string_view unit) {
  const bool inside = value >= v.min && value <= v.max;
  if (inside == v.exclude) return range_text(v, unit);
  if (v.granularity > 1 && value % v.granularity != 0) {
    return "a multiple of " + std::to_string(v.granularity) + std::string(unit);
  }
  return std::nullopt;
}

std::optional<std::string> check_characters(std::string_view text, std::string_view forbidden) {
  if (text.find_first_of(forbidden) == std::string_view::npos) return std::nullopt;
  return "a name without any of " + std::string(forbidden);
}

std::optional<std::string> check_path(std::string_view text) {
  if (text.empty() || text[0] != '/') return std::string("a path that begins with '/'");
  return check_characters(text, "\\?;:@&=+$,|\"<>*");
}

// What was expected, when the value does not have it.
std::optional<std::string> violated(const Validation& v, std::string_view text,
                                    std::int64_t number) {
  switch (v.kind) {
    case ValidationKind::kNone:
      return std::nullopt;
    case ValidationKind::kIntegerRange:
      return check_range(v, number, "");
    case ValidationKind::kTimeSpanRange:
      return check_range(v, number / kTicksPerSecond, " seconds");
    case ValidationKind::kNonEmptyString:
      return text.empty() ? std::optional<std::string>("a text that is not empty") : std::nullopt;
    case ValidationKind::kRequireTrimmed:
      return base::trim(text).size() == text.size()
                 ? std::nullopt
                 : std::optional<std::string>("a text without spaces at its ends");
    case ValidationKind::kApplicationPath:
    case ValidationKind::kVdirPath:
      return check_path(text);
    case ValidationKind::kSiteName:
      if (text.empty()) return std::string("a site name that is not empty");
      return check_characters(text, "\\/?;:@&=+$,|\"<>");
    case ValidationKind::kApplicationPoolName:
      if (text.empty() || text.size() > 64) return std::string("a pool name of 1 to 64 characters");
      return check_characters(text, "|<>&\"");
  }
  return std::nullopt;
}

constexpr std::array<std::pair<std::string_view, ValueType>, 8> kTypeNames = {{
    {"bool", ValueType::kBool},
    {"string", ValueType::kString},
    {"int", ValueType::kInt},
    {"uint", ValueType::kUInt},
    {"int64", ValueType::kInt64},
    {"enum", ValueType::kEnum},
    {"flags", ValueType::kFlags},
    {"timeSpan", ValueType::kTimeSpan},
}};

constexpr std::array<std::pair<std::string_view, ValidationKind>, 8> kValidationNames = {{
    {"integerRange", ValidationKind::kIntegerRange},
    {"timeSpanRange", ValidationKind::kTimeSpanRange},
    {"nonEmptyString", ValidationKind::kNonEmptyString},
    {"requireTrimmedString", ValidationKind::kRequireTrimmed},
    {"applicationPath", ValidationKind::kApplicationPath},
    {"vdirPath", ValidationKind::kVdirPath},
    {"siteName", ValidationKind::kSiteName},
    {"applicationPoolName", ValidationKind::kApplicationPoolName},
}};

// "min,max[,granularity][,exclude]"
base::Result<Validation> parse_range(Validation validation, std::string_view parameter) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= parameter.size();) {
    const std::size_t end = std::min(parameter.find(',', begin), parameter.size());
    parts.push_back(base::trim(parameter.substr(begin, end - begin)));
    begin = end + 1;
  }
  if (!parts.empty() && parts.back() == "exclude") {
    validation.exclude = true;
    parts.pop_back();
  }
  const auto number = [&](std::size_t i) { return i < parts.size() ? digits(parts[i]) : 0; };
  const auto min = number(0);
  const auto max = number(1);
  const auto granularity = number(2);
  if (parts.size() < 2 || parts.size() > 3 || !min || !max || !granularity || *min > *max) {
    return expected("validationParameter as \"min,max[,granularity][,exclude]\"");
  }
  validation.min = *min;
  validation.max = *max;
  validation.granularity = *granularity;
  return validation;
}

}  // namespace

base::Result<std::int64_t> parse_value(const ValueRule& rule, std::string_view text) {
  // Numbers and names tolerate spaces around them; strings are taken as they stand.
  auto number = parse_type(rule, rule.type == ValueType::kString ? text : base::trim(text));
  if (!number) return number;
  if (auto expectation = violated(rule.validation, text, number.value())) {
    return expected(std::move(*expectation));
  }
  return number;
}

base::Result<Validation> parse_validation(std::string_view type, std::string_view parameter) {
  for (const auto& [name, kind] : kValidationNames) {
    if (name != type) continue;
    Validation validation;
    validation.kind = kind;
    const bool range =
        kind == ValidationKind::kIntegerRange || kind == ValidationKind::kTimeSpanRange;
    return range ? parse_range(validation, parameter) : validation;
  }
  return expected("a known validationType, not \"" + std::string(type) + "\"");
}

std::string_view value_type_name(ValueType type) {
  for (const auto& [name, value] : kTypeNames) {
    if (value == type) return name;
  }
  return "";
}

base::Result<ValueType> parse_value_type(std::string_view name) {
  for (const auto& [known, type] : kTypeNames) {
    if (base::ascii_iequals(known, name)) return type;
  }
  return expected("a type: bool, string, int, uint, int64, enum, flags or timeSpan");
}

}  // namespace penstock::config
