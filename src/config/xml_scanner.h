// XmlScanner: walks the tags of an XML text and refuses what the reader does not accept: document
// types, undefined entities, duplicate attributes, stray markup. It knows the exact offsets of
// every tag, which text-level edits (module_edit.cc) need; values come from xml_document.h.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace penstock::config {

struct XmlTag {
  enum class Kind { kOpen, kClose, kEmpty };
  Kind kind = Kind::kOpen;
  std::string_view name;
  std::size_t begin = 0;  // offset of '<'
  std::size_t end = 0;    // one past '>'
};

// What is wrong, and at which offset of the text.
struct XmlFault {
  std::size_t offset = 0;
  std::string message;
};

class XmlScanner {
 public:
  static constexpr std::size_t kMaxDepth = 64;

  // The text must be UTF-8 and outlive the scanner; a byte order mark is skipped.
  explicit XmlScanner(std::string_view text);

  // The next tag; empty at the end of the text or at a fault.
  std::optional<XmlTag> next();

  // Set once the text is found to be ill-formed.
  const std::optional<XmlFault>& fault() const { return fault_; }

 private:
  bool fail(std::size_t offset, std::string message);
  bool starts(std::string_view token) const;
  bool skip_past(std::string_view terminator, std::string_view what);
  bool skip_text();
  bool skip_markup(bool& skipped);
  bool read_tag(XmlTag& tag);
  bool read_close_tag(XmlTag& tag);
  bool read_attributes(XmlTag& tag);
  bool read_attribute(std::vector<std::string_view>& names);
  bool check_entity();
  bool enter(const XmlTag& tag);
  std::string_view read_name();
  void skip_space();

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<std::string_view> open_;
  bool seen_root_ = false;
  std::optional<XmlFault> fault_;
};

// The first fault of a whole text, if any.
std::optional<XmlFault> find_xml_fault(std::string_view text);

}  // namespace penstock::config
