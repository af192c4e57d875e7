// ServerConfig: what a test wants of its server, written out as an applicationHost.config.
// Everything has a default that serves one site; test_server.h fills in the folders.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace penstock::tests {

// An entry of <globalModules> and, if enabled, of <modules>.
struct ModuleEntry {
  std::string name;
  std::string image{};  // empty: built in
  bool enabled = true;
};

struct VirtualDirectory {
  std::string path;
  std::string physical_path;
};

struct Application {
  std::string path;
  std::string physical_path;
  std::vector<VirtualDirectory> directories{};  // besides "/"
  std::string attributes{};                     // further ones, as XML
};

struct SiteEntry {
  std::string name = "test";
  unsigned id = 1;
  std::vector<std::string> bindings{"127.0.0.1:0:"};
  std::vector<Application> applications{};  // empty: "/" in the server's site folder
};

struct ServerConfig {
  std::vector<SiteEntry> sites{SiteEntry()};
  // In the order of <globalModules> and <modules>.
  std::vector<ModuleEntry> modules = built_in_modules();
  // The content of <handlers>.
  std::string handlers =
      R"(<add name="StaticFile" path="*" verb="*" modules="DefaultDocumentModule,StaticFileModule")"
      R"( resourceType="Either" requireAccess="Read" />)";
  std::string web_server;         // further sections of <system.webServer>, as XML
  std::string penstock;           // further sections of <penstock>, as XML
  std::string host;               // further sections of <system.applicationHost>, as XML
  std::string locations;          // <location> elements, as XML
  std::string site_defaults;      // further elements of <siteDefaults>, as XML
  std::string log_attributes;     // of every site's <logFile>
  std::string server_attributes;  // further ones of <penstock><server>

  unsigned loops = 2;
  bool handoff = true;
  unsigned handoff_threshold_ms = 5;
  unsigned max_threads = 64;
  unsigned header_timeout_s = 30;
  unsigned drain_timeout_s = 30;

  // The built-in modules in the shipped order.
  static std::vector<ModuleEntry> built_in_modules();

  // Behind the last module; in front of the first one.
  ServerConfig& add(std::string name, std::string image = "");
  ServerConfig& add_first(std::string name, std::string image = "");
  ServerConfig& remove(const std::string& name);

  std::string xml(const std::string& site_folder, const std::string& event_folder,
                  const std::string& log_folder) const;
};

}  // namespace penstock::tests
