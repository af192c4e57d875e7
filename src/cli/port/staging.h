// Copies of the sources to check, in a scratch folder, as this platform's compilers take them:
// UTF-8, and each #include by the name the file really has (include_finder.h). Line numbers and
// file names in messages stay the original's. The sources themselves are never written to.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/port/include_finder.h"

namespace penstock::cli {

class Staging {
 public:
  // `own` folders hold headers of the sources' makers, which are staged when they are included;
  // `given` ones (the SDK, the compiler's) are used where they are.
  Staging(std::filesystem::path scratch, const std::vector<std::filesystem::path>& own,
          std::vector<std::filesystem::path> given);

  // The copy of an absolute path, and of everything it includes. Empty if it cannot be read.
  std::filesystem::path stage(const std::filesystem::path& source);

  // Files of the sources that had to be converted, of those staged so far.
  std::size_t converted() const { return converted_; }

 private:
  std::string rewrite(std::string_view text, const std::filesystem::path& source);
  std::string rewrite_line(std::string_view line, const std::filesystem::path& folder);
  const std::filesystem::path* given_folder_of(const std::filesystem::path& file) const;

  std::filesystem::path scratch_;
  std::vector<std::filesystem::path> given_;
  IncludeFinder finder_;
  std::map<std::filesystem::path, std::filesystem::path> staged_;
  std::size_t converted_ = 0;
};

}  // namespace penstock::cli
