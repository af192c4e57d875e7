// Modules that cannot be loaded: each kind of reason, on the console and as an event, and a server
// that goes on without the module where the configuration says so.
#include <elf.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>

#include "support/test_server.h"

namespace penstock::tests {
namespace {

using testing::HasSubstr;

constexpr std::uint32_t kModuleNotLoaded = 103;  // docs/events.md

// A server with failOnModuleError="false" and the module; the event about the module.
class LoadFailure : public testing::Test {
 protected:
  observe::EventRecord event_of(const std::string& image) {
    ServerConfig config;
    config.loops = 1;
    config.server_attributes = R"(failOnModuleError="false")";
    config.add("Broken", image);
    server_ = std::make_unique<TestServer>(config);
    server_->write_site_file("a.txt", "text");
    EXPECT_EQ(server_->get("/a.txt").body, "text");
    const observe::EventRecord event = server_->events().wait_for(
        "Penstock", [](const auto& each) { return each.event_id == kModuleNotLoaded; });
    EXPECT_EQ(event.strings.size(), 4U);
    EXPECT_EQ(event.strings[0], "Broken");
    EXPECT_EQ(event.strings[2], image);
    server_->stop();
    EXPECT_THAT(server_->process().err(), HasSubstr(event.strings[3]));
    EXPECT_THAT(server_->process().err(), HasSubstr("going on without it"));
    return event;
  }
  // The same refuses the start by default, with one line that has the reason.
  static void expect_refused(const std::string& image, const std::string& reason) {
    ServerConfig config;
    config.add("Broken", image);
    const RunResult result = fail_to_start(config);
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.err, HasSubstr(reason));
    EXPECT_EQ(result.err.find('\n'), result.err.size() - 1) << result.err;
  }
  void expect(const std::string& image, const std::string& kind, const std::string& text) {
    const observe::EventRecord event = event_of(image);
    EXPECT_EQ(event.strings[1], kind) << event.strings[3];
    EXPECT_THAT(event.strings[3], HasSubstr(text));
    expect_refused(image, text);
  }

  std::unique_ptr<TestServer> server_;
};

// A good module's bytes, changed in the header.
std::string altered_module(const TempDir& folder, const std::function<void(Elf64_Ehdr&)>& alter) {
  std::string bytes = read_file(LOADS_MODULE);
  Elf64_Ehdr header{};
  std::memcpy(&header, bytes.data(), sizeof header);
  alter(header);
  std::memcpy(bytes.data(), &header, sizeof header);
  write_file(folder.file("altered.so"), bytes);
  return folder.file("altered.so");
}

TEST_F(LoadFailure, AFileThatIsMissing) {
  expect("/no/such/module.so", "file-missing", "/no/such/module.so: there is no such file");
}

TEST_F(LoadFailure, AFolderAndATextAreNoLibraries) {
  const TempDir folder;
  write_file(folder.file("text.so"), "text");
  expect(folder.path(), "not-a-library", "it is no file");
  expect(folder.file("text.so"), "not-a-library", "it is no shared library");
}

TEST_F(LoadFailure, ALibraryForWindows) {
  const TempDir folder;
  write_file(folder.file("module.dll"), std::string("MZ\x90\0\x03", 5));
  expect(folder.file("module.dll"), "not-a-library", "library for Windows");
}

TEST_F(LoadFailure, AnotherArchitecture) {
  const TempDir folder;
  const std::uint16_t other = EM_S390;
  expect(altered_module(folder, [&](Elf64_Ehdr& header) { header.e_machine = other; }),
         "wrong-architecture", "it is built for machine 22");
}

TEST_F(LoadFailure, AnObjectFileIsNoLibrary) {
  const TempDir folder;
  expect(altered_module(folder, [](Elf64_Ehdr& header) { header.e_type = ET_REL; }),
         "not-a-library", "link it with -shared");
}

TEST_F(LoadFailure, AnUndefinedFunctionIsNamedAsItsAuthorWroteIt) {
  expect(UNDEFINED_MODULE, "undefined-symbol", "nothing defines elsewhere::function(int)");
}

TEST_F(LoadFailure, ALibraryTheModuleNeeds) {
  expect(NEEDY_MODULE, "missing-library", "the library libload-failure-needed.so it needs");
}

TEST_F(LoadFailure, NoRegisterModule) {
  expect(NO_ENTRY_MODULE, "no-entry-point", "exports no RegisterModule; a module defines it");
}

TEST_F(LoadFailure, AMangledRegisterModule) {
  expect(MANGLED_MODULE, "no-entry-point", "but RegisterModule(unsigned int, void*, void*)");
}

TEST_F(LoadFailure, RegisterModuleFails) {
  expect(FAILS_MODULE, "register-failed",
         "RegisterModule failed with 0x80070005 (E_ACCESSDENIED): Access is denied.");
}

TEST_F(LoadFailure, RegisterModuleThrows) {
  expect(THROWS_MODULE, "register-threw", "RegisterModule threw: no licence");
}

TEST_F(LoadFailure, WhatTheModuleRegisteredBeforeItFailedIsTerminated) {
  const TempDir folder;
  ServerConfig config;
  config.server_attributes = R"(failOnModuleError="false")";
  config.add("Broken", FAILS_MODULE);
  const TestServer server(config, {{"LOAD_FAILURE_LOG", folder.file("log")}});
  EXPECT_EQ(read_file(folder.file("log")), "terminated\n");
  EXPECT_EQ(server.get("/x.txt").status, 404);
}

}  // namespace
}  // namespace penstock::tests
