// Whole files in, whole files out; see also temp_dir.h.
#pragma once

#include <string>
#include <string_view>

namespace penstock::tests {

// Makes the folders on the way.
void write_file(const std::string& path, std::string_view content);
std::string read_file(const std::string& path);

}  // namespace penstock::tests
