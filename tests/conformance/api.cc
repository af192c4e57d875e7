// See api.h.
#include "conformance/api.h"

#include <filesystem>

namespace penstock::tests {

ServerConfig config_with_api() {
  ServerConfig config;
  config.add("Api", API_MODULE);
  return config;
}

std::string access_log(const TestServer& server) {
  std::string text;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(server.log_folder())) {
    text += entry.is_regular_file() ? read_file(entry.path()) : std::string();
  }
  return text;
}

Values values_of(const std::string& text) {
  Values values;
  for (const std::string& line : lines_of(text)) {
    const std::size_t equals = line.find('=');
    values[line.substr(0, equals)] = equals == std::string::npos ? "" : line.substr(equals + 1);
  }
  return values;
}

}  // namespace penstock::tests
