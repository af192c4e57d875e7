// Implements event_format.h.
#include "observe/event_format.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/text.h"
#include "observe/json_text.h"

namespace penstock::observe {
namespace {

struct NamedType {
  EventType type;
  std::string_view name;
  std::string_view alias;
};

constexpr std::array<NamedType, 6> kTypes{{
    {EventType::kInformation, "information", "info"},
    {EventType::kWarning, "warning", "warn"},
    {EventType::kError, "error", "err"},
    {EventType::kSuccess, "success", "success"},
    {EventType::kAuditSuccess, "audit-success", "auditsuccess"},
    {EventType::kAuditFailure, "audit-failure", "auditfailure"},
}};

// The columns before the strings; numbers stand to the right.
struct Column {
  std::size_t width;
  bool right;
};
constexpr std::array<Column, 6> kColumns{
    {{27, false}, {13, false}, {12, false}, {16, false}, {10, true}, {8, true}}};

std::string columns(const std::array<std::string_view, kColumns.size()>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::size_t size = std::min(cells[i].size(), kColumns[i].width);
    const std::string padding(kColumns[i].width - size, ' ');
    line += kColumns[i].right ? padding : "";
    line += cells[i];
    line += kColumns[i].right ? "" : padding;
    line += i + 1 < cells.size() ? " " : "  ";
  }
  return line;
}

// Text as it is shown: control characters, C1 and ESC among them, as \n, \t or \x1b.
std::string shown(std::string_view text) {
  std::string out;
  for (const wchar_t c : base::to_wide(text)) {
    if (c == L'\n') {
      out += "\\n";
    } else if (c == L'\t') {
      out += "\\t";
    } else if (c < 0x20 || (c >= 0x7f && c < 0xa0)) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\x%02x", static_cast<unsigned>(c));
      out += escape;
    } else {
      base::append_utf8(out, static_cast<char32_t>(c));
    }
  }
  return out;
}

std::string base64(std::string_view bytes) {
  constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8 | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      out += k <= count ? kDigits[group >> (18 - 6 * k) & 63] : '=';
    }
  }
  return out;
}

const NamedType* find_type(std::string_view name) {
  for (const NamedType& candidate : kTypes) {
    if (base::ascii_iequals(name, candidate.name) || base::ascii_iequals(name, candidate.alias)) {
      return &candidate;
    }
  }
  return nullptr;
}

void append_member(std::string& out, std::string_view name, std::string_view text) {
  out += out.size() > 1 ? ",\"" : "\"";
  out += name;
  out += "\":";
  append_json_string(out, text);
}

void append_number(std::string& out, std::string_view name, std::uint32_t value) {
  out += ",\"";
  out += name;
  out += "\":" + std::to_string(value);
}

}  // namespace

std::string_view type_name(EventType type) {
  for (const NamedType& candidate : kTypes) {
    if (candidate.type == type) {
      return candidate.name;
    }
  }
  return "unknown";
}

base::Result<std::vector<EventType>> parse_levels(std::string_view text) {
  std::vector<EventType> types;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view name = base::trim(text.substr(0, comma));
    const NamedType* type = find_type(name);
    if (type == nullptr) {
      return base::Error{"not a level: '" + std::string(name) +
                         "' (expected information, warning, error, success, audit-success, "
                         "audit-failure, or several with commas)"};
    }
    types.push_back(type->type);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return types;
}

std::string human_line(const EventRecord& event) {
  const std::string log = shown(event.log);
  const std::string source = shown(event.source);
  const std::string id = std::to_string(event.event_id);
  const std::string category = std::to_string(event.category);
  const std::string time = iso_time(event.time_us);
  std::string line = columns({time, type_name(event.type), log, source, id, category});
  for (std::size_t i = 0; i < event.strings.size(); ++i) {
    line += i == 0 ? "" : " | ";
    line += shown(event.strings[i]);
  }
  if (!event.data.empty()) {
    line += " (+" + std::to_string(event.data.size()) + " bytes of data)";
  }
  return line;
}

std::string human_heading() {
  return columns({"TIME", "LEVEL", "LOG", "SOURCE", "EVENT", "CATEGORY"}) + "STRINGS";
}

std::string json_line(const EventRecord& event) {
  std::string out = "{";
  append_member(out, "time", iso_time(event.time_us));
  append_member(out, "log", event.log);
  append_member(out, "source", event.source);
  append_member(out, "type", type_name(event.type));
  append_number(out, "event_id", event.event_id);
  append_number(out, "category", event.category);
  out += ",\"strings\":[";
  for (std::size_t i = 0; i < event.strings.size(); ++i) {
    out += i == 0 ? "" : ",";
    append_json_string(out, event.strings[i]);
  }
  out += "]";
  append_member(out, "data", base64(event.data));
  return out + "}";
}

}  // namespace penstock::observe
