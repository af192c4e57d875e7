// penstock port-check over the sources in port/, one folder for each way a module can go.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "support/test_server.h"

namespace penstock::tests {
namespace {

using nlohmann::json;
using testing::HasSubstr;

// One run over all of them; a module that never answers costs it the time limit.
class PortCheck : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const TempDir folder;
    folder_ = folder.path();
    std::filesystem::copy(PORT_SOURCES, folder_, std::filesystem::copy_options::recursive);
    write_file(folder.file("wide/module.cpp"),
               as_utf16(read_file(folder.file("answers/module.cpp"))));
    const auto before = listing();
    result_ = run_penstock({"port-check", "--json", "--timeout", "10", folder_});
    written_ = listing() != before;
    std::istringstream lines(result_.out);
    for (std::string line; std::getline(lines, line);) {
      const json object = json::parse(line, nullptr, false);
      ASSERT_FALSE(object.is_discarded()) << line;
      if (object.contains("summary")) {
        summary_ = object["summary"];
      } else {
        modules_[folder_of(object["name"].get<std::string>())] = object;
      }
    }
  }

  // ASCII as Windows tools save it: a byte order mark, little-endian, CR LF.
  static std::string as_utf16(const std::string& text) {
    std::string bytes = "\xFF\xFE";
    for (const char c : text) {
      if (c == '\n') bytes += std::string("\r\0", 2);
      bytes += c;
      bytes += '\0';
    }
    return bytes;
  }
  // The folder below port/ of a source or a folder.
  static std::string folder_of(const std::string& path) {
    return std::filesystem::path(path).lexically_relative(folder_).begin()->string();
  }
  static std::map<std::string, std::filesystem::file_time_type> listing() {
    std::map<std::string, std::filesystem::file_time_type> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_)) {
      files[entry.path()] = entry.last_write_time();
    }
    return files;
  }

  static json module(const std::string& folder) {
    EXPECT_EQ(modules_.count(folder), 1U) << result_.out << result_.err;
    return modules_[folder];
  }
  // How far it came: compiles, links, loads, registers, answers.
  static std::string steps(const json& module) {
    std::string steps;
    for (const char* step : {"compiles", "links", "loads", "registers", "answers"}) {
      steps += module.value(step, false) ? '1' : '0';
    }
    return steps;
  }
  static bool misses(const json& module, const std::string& kind, const std::string& name) {
    for (const json& missing : module["missing"]) {
      if (missing["kind"] == kind && missing["name"] == name) return true;
    }
    return false;
  }

  static inline std::string folder_;
  static inline RunResult result_;
  static inline bool written_ = false;
  static inline std::map<std::string, json> modules_;
  static inline json summary_;
};

TEST_F(PortCheck, AModuleThatAnswers) {
  const json answers = module("answers");
  EXPECT_EQ(steps(answers), "11111") << answers;
  EXPECT_EQ(answers["status"], 200);
  EXPECT_EQ(answers["standard"], "c++20");
  EXPECT_EQ(answers["missing"], json::array());
}

TEST_F(PortCheck, ASourceInUtf16) { EXPECT_EQ(steps(module("wide")), "11111") << module("wide"); }

TEST_F(PortCheck, IncludesInAnotherCaseAndAnOlderStandard) {
  const json wrong_case = module("wrong_case");
  EXPECT_EQ(steps(wrong_case), "11111") << wrong_case;
  EXPECT_EQ(wrong_case["standard"], "c++14");
  EXPECT_EQ(wrong_case["units"].size(), 2U);
}

TEST_F(PortCheck, AFunctionThatNothingDefines) {
  const json missing = module("missing_function");
  EXPECT_EQ(steps(missing), "10000") << missing;
  EXPECT_TRUE(misses(missing, "function", "DeclaredAndNowhere")) << missing;
}

TEST_F(PortCheck, NamesThatNothingDeclares) {
  const json missing = module("missing_names");
  EXPECT_EQ(steps(missing), "00000") << missing;
  EXPECT_TRUE(misses(missing, "macro", "FLAG_OF_NOWHERE")) << missing;
  EXPECT_TRUE(misses(missing, "type", "UnheardOfType")) << missing;
  EXPECT_TRUE(misses(missing, "function", "UnheardOfFunction")) << missing;
  EXPECT_THAT(missing["missing"][0]["where"].get<std::string>(), HasSubstr("module.cpp:5"));
}

TEST_F(PortCheck, AModuleThatThrowsInRegistering) {
  const json throws = module("throws");
  EXPECT_EQ(steps(throws), "11100") << throws;
  EXPECT_THAT(throws["why"].get<std::string>(), HasSubstr("no licence"));
}

TEST_F(PortCheck, AModuleThatNeverAnswers) {
  const json silent = module("silent");
  EXPECT_EQ(steps(silent), "11110") << silent;
  EXPECT_THAT(silent["why"].get<std::string>(), HasSubstr("no answer within"));
}

TEST_F(PortCheck, TheSummaryCounts) {
  EXPECT_EQ(result_.exit_code, 1);
  EXPECT_EQ(result_.err, "");
  EXPECT_EQ(summary_["units"], 8);
  EXPECT_EQ(summary_["units_compile"], 7);
  EXPECT_EQ(summary_["standards"], json({{"c++14", 2}, {"c++20", 5}}));
  EXPECT_EQ(summary_["modules"], 7);
  EXPECT_EQ(summary_["compile"], 6);
  EXPECT_EQ(summary_["link"], 5);
  EXPECT_EQ(summary_["load"], 5);
  EXPECT_EQ(summary_["register"], 4);
  EXPECT_EQ(summary_["answer"], 3);
  EXPECT_FALSE(written_);
}

TEST(PortCheckCommand, SucceedsWhenEveryModuleAnswers) {
  const RunResult result = run_penstock({"port-check", PORT_SOURCES "/answers"});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_THAT(result.out, HasSubstr("answers with 200 (c++20)"));
  EXPECT_THAT(result.out, HasSubstr("1 modules: 1 compile, 1 link, 1 load, 1 register, 1 answer"));
  EXPECT_EQ(result.out.find('\x1b'), std::string::npos);
}

TEST(PortCheckCommand, WhatIsNotThereIsAnErrorOfTheArguments) {
  EXPECT_EQ(run_penstock({"port-check", "/no/such/folder"}).exit_code, 2);
  EXPECT_EQ(run_penstock({"port-check"}).exit_code, 2);
  const TempDir empty;
  const RunResult result = run_penstock({"port-check", empty.path()});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("no C++ sources"));
}

TEST(PortCheckCommand, AHeaderThatIsNotThereIsNamed) {
  const TempDir folder;
  write_file(folder.file("a.cpp"), "#include <httpserv.h>\n#include \"no\\such.h\"\n");
  const RunResult result = run_penstock({"port-check", folder.path()});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("missing header: no/such.h (" + folder.file("a.cpp") + ":2)"));
}

TEST(PortCheckCommand, ACompilerThatIsNotThereIsNamed) {
  const RunResult result =
      run_penstock({"port-check", "--compiler", "no-such-compiler", PORT_SOURCES "/answers"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("no-such-compiler"));
}

}  // namespace
}  // namespace penstock::tests
