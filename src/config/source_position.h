// Where a configured value stands: file, line, column. Carried by every merged value and typed
// setting, so that whoever refuses a value later can still name its place.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace penstock::config {

struct SourcePosition {
  std::shared_ptr<const std::string> file;  // null: the value is a schema default
  std::uint32_t line = 0;                   // from 1
  std::uint32_t column = 0;                 // from 1, in bytes

  bool known() const { return file != nullptr; }

  // "file:line:column", or "(default)".
  std::string to_string() const {
    if (!file) return "(default)";
    return *file + ":" + std::to_string(line) + ":" + std::to_string(column);
  }
};

}  // namespace penstock::config
