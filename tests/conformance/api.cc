// See api.h.
#include "conformance/api.h"

namespace penstock::tests {

ServerConfig config_with_api() {
  ServerConfig config;
  config.add("Api", API_MODULE);
  return config;
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
