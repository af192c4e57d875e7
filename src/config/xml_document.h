// XmlDocument: a parsed configuration file whose every element and attribute knows its line and
// column. Parsing is strict (xml_scanner.h); the tree is pugixml's, read-only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "config/source_position.h"

namespace penstock::config {

// Line and column of byte offsets.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);
  std::uint32_t line(std::size_t offset) const;
  std::uint32_t column(std::size_t offset) const;

 private:
  std::vector<std::size_t> starts_;
};

class XmlDocument {
 public:
  // UTF-8; UTF-16 with a byte order mark, and Latin-1 where the declaration says so, are
  // converted. `name` is what errors call the file.
  static base::Result<std::shared_ptr<const XmlDocument>> parse(std::string text, std::string name);
  static base::Result<std::shared_ptr<const XmlDocument>> read(const std::string& path);

  pugi::xml_node root() const { return tree_.document_element(); }
  const std::string& name() const { return *name_; }
  const std::shared_ptr<const std::string>& shared_name() const { return name_; }

  // Of an element's '<', and of the first letter of an attribute's name.
  SourcePosition position(pugi::xml_node node) const { return at(node.name() - 1); }
  SourcePosition position(pugi::xml_attribute attribute) const { return at(attribute.name()); }

  // "file:line:column: message"
  template <typename NodeOrAttribute>
  base::Error error(NodeOrAttribute where, std::string_view message) const {
    return base::Error{position(where).to_string() + ": " + std::string(message)};
  }

 private:
  XmlDocument(std::string text, std::string name);
  SourcePosition at(const char* in_buffer) const;

  std::string buffer_;  // parsed in place: names and values of the tree point into it
  LineIndex lines_;
  std::shared_ptr<const std::string> name_;
  pugi::xml_document tree_;
};

// A whole regular file of at most `limit` bytes.
base::Result<std::string> read_text_file(const std::string& path, std::size_t limit);

}  // namespace penstock::config
