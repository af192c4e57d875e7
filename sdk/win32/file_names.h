// Paths as sources write them, turned into the platform's. Implementation: file_names.cc; users:
// files.cc, libraries.cc.
#pragma once

#include <string>
#include <string_view>

namespace penstock::win32 {

// Backslashes become slashes, "\\?\" and a drive letter with its colon are dropped, and NUL is
// /dev/null.
std::string native_path(std::string_view path);

}  // namespace penstock::win32
