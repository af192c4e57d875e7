// XmlScanner: one pass over the text, a stack of open elements. The grammar is XML 1.0 without
// document types; see xml_document.cc for the encodings.
#include "config/xml_scanner.h"

#include <algorithm>
#include <array>

#include "config/message.h"

namespace penstock::config {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}

bool is_name_start(char c) {
  return is_name_char(c) && !(c >= '0' && c <= '9') && c != '-' && c != '.';
}

// "#10", "#xA": a number within Unicode, not zero.
bool is_character_reference(std::string_view name) {
  if (name.size() < 2 || name[0] != '#') return false;
  const bool hex = name[1] == 'x';
  name.remove_prefix(hex ? 2 : 1);
  if (name.empty() || name.size() > 7) return false;
  std::uint32_t value = 0;
  for (const char c : name) {
    const int digit = (c >= '0' && c <= '9')          ? c - '0'
                      : (hex && c >= 'a' && c <= 'f') ? c - 'a' + 10
                      : (hex && c >= 'A' && c <= 'F') ? c - 'A' + 10
                                                      : -1;
    if (digit < 0) return false;
    value = value * (hex ? 16 : 10) + static_cast<std::uint32_t>(digit);
  }
  return value != 0 && value <= 0x10FFFF && !(value >= 0xD800 && value <= 0xDFFF);
}

bool is_known_entity(std::string_view name) {
  constexpr std::array<std::string_view, 5> kPredefined = {"amp", "lt", "gt", "quot", "apos"};
  return std::find(kPredefined.begin(), kPredefined.end(), name) != kPredefined.end() ||
         is_character_reference(name);
}

}  // namespace

XmlScanner::XmlScanner(std::string_view text) : text_(text) {
  if (starts("\xEF\xBB\xBF")) at_ = 3;
}

std::optional<XmlTag> XmlScanner::next() {
  while (!fault_) {
    if (!skip_text()) return std::nullopt;
    if (at_ == text_.size()) {
      if (!open_.empty()) {
        fail(at_, "the file ends inside element " + quoted(open_.back()) + ", expected " +
                      end_tag(open_.back()));
      } else if (!seen_root_) {
        fail(at_, "no element found, expected <configuration>");
      }
      return std::nullopt;
    }
    bool skipped = false;
    if (!skip_markup(skipped)) return std::nullopt;
    if (skipped) continue;
    XmlTag tag;
    if (!read_tag(tag) || !enter(tag)) return std::nullopt;
    return tag;
  }
  return std::nullopt;
}

bool XmlScanner::fail(std::size_t offset, std::string message) {
  if (!fault_) fault_ = XmlFault{std::min(offset, text_.size()), std::move(message)};
  return false;
}

bool XmlScanner::starts(std::string_view token) const {
  return text_.substr(at_, token.size()) == token;
}

bool XmlScanner::skip_past(std::string_view terminator, std::string_view what) {
  const std::size_t found = text_.find(terminator, at_);
  if (found == std::string_view::npos) {
    return fail(at_, "unfinished " + std::string(what) + ", expected " + quoted(terminator));
  }
  at_ = found + terminator.size();
  return true;
}

// Character data up to the next '<'.
bool XmlScanner::skip_text() {
  while (at_ < text_.size() && text_[at_] != '<') {
    if (text_[at_] == '&' && !check_entity()) return false;
    if (open_.empty() && !is_space(text_[at_])) {
      return fail(at_, "text outside the root element, expected only elements and comments");
    }
    ++at_;
  }
  return true;
}

// Comments, CDATA sections, processing instructions; a document type is an error.
bool XmlScanner::skip_markup(bool& skipped) {
  skipped = true;
  const std::size_t begin = at_;
  if (starts("<!--")) {
    at_ += 4;
    return skip_past("-->", "comment");
  }
  if (starts("<![CDATA[")) {
    if (open_.empty()) return fail(begin, "CDATA outside the root element");
    at_ += 9;
    return skip_past("]]>", "CDATA section");
  }
  if (starts("<?")) {
    at_ += 2;
    return skip_past("?>", "processing instruction");
  }
  if (starts("<!")) {
    return fail(begin, "document types and entity declarations are not accepted");
  }
  skipped = false;
  return true;
}

bool XmlScanner::read_tag(XmlTag& tag) {
  tag.begin = at_++;
  if (starts("/")) return read_close_tag(tag);
  tag.name = read_name();
  if (tag.name.empty()) return fail(tag.begin, "expected an element name after '<'");
  return read_attributes(tag);
}

bool XmlScanner::read_close_tag(XmlTag& tag) {
  ++at_;
  tag.kind = XmlTag::Kind::kClose;
  tag.name = read_name();
  skip_space();
  if (!starts(">")) return fail(tag.begin, "unfinished end tag, expected '>'");
  tag.end = ++at_;
  if (!open_.empty() && open_.back() == tag.name) return true;
  return fail(tag.begin,
              "unexpected end tag " + end_tag(tag.name) + ", expected " +
                  (open_.empty() ? std::string("the end of the file") : end_tag(open_.back())));
}

bool XmlScanner::read_attributes(XmlTag& tag) {
  std::vector<std::string_view> names;
  for (;;) {
    const std::size_t before = at_;
    skip_space();
    if (starts(">") || starts("/>")) {
      tag.kind = starts(">") ? XmlTag::Kind::kOpen : XmlTag::Kind::kEmpty;
      at_ += starts(">") ? 1 : 2;
      tag.end = at_;
      return true;
    }
    if (at_ == text_.size()) {
      return fail(tag.begin, "unfinished tag of element " + quoted(tag.name) + ", expected '>'");
    }
    if (before == at_) return fail(at_, "expected white space, '>' or '/>' after an attribute");
    if (!read_attribute(names)) return false;
  }
}

bool XmlScanner::read_attribute(std::vector<std::string_view>& names) {
  const std::size_t begin = at_;
  const std::string_view name = read_name();
  if (name.empty()) return fail(begin, "expected an attribute name, '>' or '/>'");
  if (std::find(names.begin(), names.end(), name) != names.end()) {
    return fail(begin, "attribute " + quoted(name) + " appears twice");
  }
  names.push_back(name);
  skip_space();
  if (!starts("=")) return fail(at_, "expected '=' after attribute " + quoted(name));
  ++at_;
  skip_space();
  if (!starts("\"") && !starts("'")) {
    return fail(at_, "expected a quoted value of attribute " + quoted(name));
  }
  const char quote = text_[at_++];
  while (at_ < text_.size() && text_[at_] != quote) {
    if (text_[at_] == '<') return fail(at_, "'<' in an attribute value, expected &lt;");
    if (text_[at_] == '&' && !check_entity()) return false;
    ++at_;
  }
  if (at_ == text_.size()) return fail(begin, "unfinished value of attribute " + quoted(name));
  ++at_;
  return true;
}

// Leaves the position at the '&'.
bool XmlScanner::check_entity() {
  constexpr std::size_t kLongest = 10;
  const std::string_view rest = text_.substr(at_ + 1, kLongest);
  const std::size_t end = rest.find(';');
  if (end != std::string_view::npos && is_known_entity(rest.substr(0, end))) return true;
  return fail(at_,
              "unknown entity after '&', expected &amp;, &lt;, &gt;, &quot;, &apos; or a "
              "character number");
}

bool XmlScanner::enter(const XmlTag& tag) {
  if (tag.kind == XmlTag::Kind::kClose) {
    open_.pop_back();
    return true;
  }
  if (open_.empty() && seen_root_) {
    return fail(tag.begin, "a second root element, expected the end of the file");
  }
  seen_root_ = true;
  if (tag.kind == XmlTag::Kind::kEmpty) return true;
  if (open_.size() >= kMaxDepth) return fail(tag.begin, "elements nested too deeply");
  open_.push_back(tag.name);
  return true;
}

std::string_view XmlScanner::read_name() {
  const std::size_t begin = at_;
  if (at_ < text_.size() && is_name_start(text_[at_])) {
    while (at_ < text_.size() && is_name_char(text_[at_])) ++at_;
  }
  return text_.substr(begin, at_ - begin);
}

void XmlScanner::skip_space() {
  while (at_ < text_.size() && is_space(text_[at_])) ++at_;
}

std::optional<XmlFault> find_xml_fault(std::string_view text) {
  XmlScanner scanner(text);
  while (scanner.next()) {
  }
  return scanner.fault();
}

}  // namespace penstock::config
