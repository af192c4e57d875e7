// Runs a fuzz target over files and folders of inputs, without libFuzzer: the suite's regression
// test of every committed corpus. Usage: <target>_replay PATH...
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "check.h"

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_under(const fs::path& path) {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  return files;
}

void run(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  // Named before it runs, so that an abort tells its input.
  std::printf("%s (%zu bytes)\n", path.c_str(), bytes.size());
  std::fflush(stdout);
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

int replay(int count, char** paths) {
  std::size_t inputs = 0;
  for (int i = 1; i < count; ++i) {
    for (const fs::path& file : files_under(paths[i])) {
      run(file);
      ++inputs;
    }
  }
  if (inputs > 0) return 0;
  std::fprintf(stderr, "no inputs found: expected a corpus file or folder as argument\n");
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return replay(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "replay failed: %s\n", error.what());
    return 1;
  }
}
