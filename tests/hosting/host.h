// Host: what a program around a hosted web core has: the library's functions by their names, a
// configuration, and the event log in which the core says where it listens.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hwebcore.h>
#include <windows.h>

#include <string>

#include "base/text.h"
#include "server/event_report.h"
#include "support/event_reader.h"
#include "support/files.h"
#include "support/raw_client.h"
#include "support/server_config.h"
#include "support/temp_dir.h"

namespace penstock::tests {

constexpr const char* kOnePool = R"(<applicationPools><add name="DefaultAppPool">
  <processModel shutdownTimeLimit="00:00:01" /></add></applicationPools>)";

class Host {
 public:
  Host() : events_(folder_.file("events")) {
    std::filesystem::create_directories(folder_.file("site"));
    setenv("PENSTOCK_STATE", folder_.file("state").c_str(), 1);
    setenv("PENSTOCK_LOGS", folder_.file("logs").c_str(), 1);
    write_file(folder_.file("site/page.txt"), "hosted");
    const HMODULE library = LoadLibraryW(base::to_wide(HWEBCORE_LIBRARY).c_str());
    EXPECT_NE(library, nullptr) << HWEBCORE_LIBRARY;
    activate_ = reinterpret_cast<PFN_WEB_CORE_ACTIVATE>(
        GetProcAddress(library, WEB_CORE_ACTIVATE_DLL_ENTRY));
    shutdown_ = reinterpret_cast<PFN_WEB_CORE_SHUTDOWN>(
        GetProcAddress(library, WEB_CORE_SHUTDOWN_DLL_ENTRY));
    set_metadata_ = reinterpret_cast<PFN_WEB_CORE_SET_METADATA_DLL_ENTRY>(
        GetProcAddress(library, WEB_CORE_SET_METADATA_DLL_ENTRY));
  }

  static ServerConfig sound_config() {
    ServerConfig config;
    config.host = kOnePool;
    return config;
  }
  // The path of a written configuration.
  std::wstring write(const ServerConfig& config) const {
    return write_text("host.config", config.xml(folder_.file("site"), folder_.file("events"),
                                                folder_.file("logs")));
  }
  std::wstring write_text(const std::string& name, const std::string& text) const {
    write_file(folder_.file(name), text);
    return base::to_wide(folder_.file(name));
  }

  HRESULT activate(const std::wstring& config, PCWSTR root_web_config = nullptr) const {
    return activate_(config.c_str(), root_web_config, L"HostedTest");
  }
  HRESULT shutdown(bool immediate = false) const { return shutdown_(immediate ? 1 : 0); }
  HRESULT set_metadata(PCWSTR type, PCWSTR value) const { return set_metadata_(type, value); }
  PFN_WEB_CORE_ACTIVATE activate_function() const { return activate_; }

  // What the shipped configuration's event log has from it: why an activation failed.
  std::vector<observe::EventRecord> failures() const {
    return EventReader(folder_.file("state/events")).of("HostedTest");
  }

  // Where the core said that it listens, at its `nth` start.
  std::uint16_t port(std::size_t nth = 0) {
    // Of each round before there are two events, of its start and of its end.
    const observe::EventRecord started = events_.wait_for("HostedTest", 2 * nth + 1).at(2 * nth);
    EXPECT_EQ(started.event_id, server::kEventStarted);
    const std::string& address = started.strings.at(0);
    return static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
  }

 private:
  TempDir folder_;
  EventReader events_;
  PFN_WEB_CORE_ACTIVATE activate_ = nullptr;
  PFN_WEB_CORE_SHUTDOWN shutdown_ = nullptr;
  PFN_WEB_CORE_SET_METADATA_DLL_ENTRY set_metadata_ = nullptr;
};

}  // namespace penstock::tests
