// A source file's text as UTF-8, whatever Windows tools saved it as. Used by staging.cc.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace penstock::cli {

struct SourceText {
  std::string text;        // UTF-8 without a byte order mark
  bool was_utf16 = false;  // with a byte order mark of either order, or recognized without one
};

SourceText decode_source(std::string_view bytes);

// Nothing if it cannot be read.
std::optional<SourceText> read_source(const std::string& path);

}  // namespace penstock::cli
