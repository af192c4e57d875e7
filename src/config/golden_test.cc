// Runs tests/config/*.golden. A file is a list of parts, each headed by a line "=== ...":
//   === file NAME             the text of a file below a temporary folder
//   === settings PATH         the typed settings of a URL path of site 1, as describe() prints them
//   === section NAME PATH     a merged section at a URL path of site 1 ("-": the machine level)
//   === error                 what loading applicationHost.config says
//   === error PATH            what asking for a URL path of site 1 says
// The temporary folder is written $ROOT in errors. With PENSTOCK_UPDATE_GOLDEN=1 in the environment
// the expectations are rewritten from what the code says; review the difference.
#include <algorithm>
#include <cstdlib>
#include <optional>

#include "config/element_view.h"
#include "config/test_support.h"
#include "config/view_dump.h"

namespace penstock::config {
namespace {

struct Part {
  std::vector<std::string> words;  // of the head, without "==="
  std::string text;
};

std::vector<std::string> split_words(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

std::vector<Part> read_parts(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  std::vector<Part> parts(1);
  for (std::string line; std::getline(stream, line);) {
    if (line.rfind("=== ", 0) == 0) {
      parts.push_back({split_words(line.substr(4)), ""});
    } else {
      parts.back().text += line + "\n";
    }
  }
  return parts;
}

void write_parts(const std::string& file, const std::vector<Part>& parts) {
  std::ofstream stream(file, std::ios::binary);
  stream << parts.front().text;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    stream << "===";
    for (const std::string& word : parts[i].words) stream << " " << word;
    stream << "\n" << parts[i].text;
  }
}

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& entry : list) text += (text.empty() ? "" : ",") + entry;
  return text;
}

// The typed settings of a path, a line a fact.
std::string describe(const PathSettings& settings) {
  std::ostringstream out;
  out << "config_path " << settings.config_path << "\n";
  out << "application_path " << settings.application_path << "\n";
  for (const ModuleEntry& module : settings.modules->entries) {
    out << "module " << module.name << "\n";
  }
  for (const HandlerEntry& handler : settings.handlers->entries) {
    out << "handler " << handler.name << " " << handler.path << " " << joined(handler.verbs) << " "
        << joined(handler.modules) << "\n";
  }
  out << "default_document " << settings.default_document->enabled << " "
      << joined(settings.default_document->files) << "\n";
  out << "mime_types " << settings.static_content->mime_map.size() << "\n";
  out << "max_age " << settings.static_content->cache_max_age.count() << "\n";
  for (const HttpErrorEntry& error : settings.http_errors->entries) {
    out << "error " << error.status_code << "." << error.sub_status_code << " " << error.path
        << "\n";
  }
  for (const HeaderEntry& header : settings.http_protocol->custom_headers) {
    out << "header " << header.name << ": " << header.value << "\n";
  }
  out << "anonymous " << settings.anonymous_authentication->enabled << "\n";
  out << "max_content " << settings.request_filtering->max_allowed_content_length << "\n";
  out << "dont_log " << settings.http_logging->dont_log << "\n";
  out << "browse " << settings.features->directory_browse << "\n";
  return out.str();
}

class Golden : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    folder_.write("applicationHost.config", machine_file());
    std::filesystem::create_directories(folder_.path() + "/www");
  }

  std::string without_root(std::string text) const {
    for (std::size_t at; (at = text.find(folder_.path())) != std::string::npos;) {
      text.replace(at, folder_.path().size(), "$ROOT");
    }
    return text + "\n";
  }

  // What the code says where the part has its expectation.
  std::string actual(const Part& part) {
    if (!loaded_) {
      loaded_.emplace(
          Configuration::load(folder_.path() + "/applicationHost.config", test_options()));
    }
    const bool load_error = part.words[0] == "error" && part.words.size() == 1;
    if (!loaded_->ok())
      return without_root((load_error ? "" : "load: ") + loaded_->error().message);
    if (load_error) return "(no error)\n";
    const std::string& path = part.words.back();
    if (part.words[0] == "section" && path == "-") {
      return dump_view(*loaded_->value()->section(part.words[1]));
    }
    auto settings = loaded_->value()->path_settings(1, path);
    if (!settings.ok()) {
      return without_root((part.words[0] == "error" ? "" : "error: ") + settings.error().message);
    }
    if (part.words[0] == "error") return "(no error)\n";
    if (part.words[0] == "settings") return describe(*settings.value());
    return dump_view(*settings.value()->section(part.words[1]));
  }

  TemporaryFolder folder_;
  std::optional<base::Result<std::shared_ptr<const Snapshot>>> loaded_;
};

TEST_P(Golden, IsAsWritten) {
  const std::string file = kSourceDir + "/tests/config/" + GetParam() + ".golden";
  std::vector<Part> parts = read_parts(file);
  const bool update = std::getenv("PENSTOCK_UPDATE_GOLDEN") != nullptr;
  std::size_t checks = 0;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    Part& part = parts[i];
    ASSERT_FALSE(part.words.empty());
    if (part.words[0] == "file") {
      ASSERT_FALSE(loaded_) << "files come before expectations";
      folder_.write(part.words[1], part.text);
      continue;
    }
    ++checks;
    const std::string said = actual(part);
    if (update) {
      part.text = said;
    } else {
      EXPECT_EQ(said, part.text) << "=== " << joined(part.words);
    }
  }
  EXPECT_GT(checks, 0u);
  if (update) write_parts(file, parts);
}

std::vector<std::string> golden_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(kSourceDir + "/tests/config")) {
    if (entry.path().extension() == ".golden") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Files, Golden, testing::ValuesIn(golden_names()),
                         [](const auto& each) { return each.param; });

}  // namespace
}  // namespace penstock::config
