// Writes the configuration file; see server_config.h.
#include "support/server_config.h"

#include <fmt/format.h>

#include <algorithm>

namespace penstock::tests {
namespace {

std::string application_xml(const Application& application) {
  std::string xml = fmt::format(
      "        <application path=\"{}\" {}>\n"
      "          <virtualDirectory path=\"/\" physicalPath=\"{}\" />\n",
      application.path, application.attributes, application.physical_path);
  for (const VirtualDirectory& directory : application.directories) {
    xml += fmt::format("          <virtualDirectory path=\"{}\" physicalPath=\"{}\" />\n",
                       directory.path, directory.physical_path);
  }
  return xml + "        </application>\n";
}

std::string site_xml(const SiteEntry& site, const std::string& site_folder) {
  std::string xml = fmt::format("      <site name=\"{}\" id=\"{}\">\n", site.name, site.id);
  if (site.applications.empty()) {
    xml += application_xml({"/", site_folder, {}});
  }
  for (const Application& application : site.applications) {
    xml += application_xml(application);
  }
  xml += "        <bindings>\n";
  for (const std::string& binding : site.bindings) {
    xml +=
        fmt::format("          <binding protocol=\"http\" bindingInformation=\"{}\" />\n", binding);
  }
  return xml + "        </bindings>\n      </site>\n";
}

std::string modules_xml(const std::vector<ModuleEntry>& modules) {
  std::string global;
  std::string enabled;
  for (const ModuleEntry& module : modules) {
    global += fmt::format("      <add name=\"{}\" image=\"{}\" />\n", module.name, module.image);
    if (module.enabled) {
      enabled += fmt::format("      <add name=\"{}\" />\n", module.name);
    }
  }
  return fmt::format(
      "    <globalModules>\n{}    </globalModules>\n    <modules>\n{}    </modules>\n", global,
      enabled);
}

}  // namespace

std::vector<ModuleEntry> ServerConfig::built_in_modules() {
  return {{"HttpLoggingModule"},
          {"AnonymousAuthenticationModule"},
          {"DefaultDocumentModule"},
          {"StaticFileModule"},
          {"CustomErrorModule"}};
}

ServerConfig& ServerConfig::add(std::string name, std::string image) {
  modules.push_back({std::move(name), std::move(image)});
  return *this;
}

ServerConfig& ServerConfig::add_first(std::string name, std::string image) {
  modules.insert(modules.begin(), {std::move(name), std::move(image)});
  return *this;
}

ServerConfig& ServerConfig::remove(const std::string& name) {
  modules.erase(std::remove_if(modules.begin(), modules.end(),
                               [&](const ModuleEntry& module) { return module.name == name; }),
                modules.end());
  return *this;
}

std::string ServerConfig::xml(const std::string& site_folder, const std::string& event_folder,
                              const std::string& log_folder) const {
  std::string all_sites;
  for (const SiteEntry& site : sites) {
    all_sites += site_xml(site, site_folder);
  }
  return fmt::format(
      R"(<?xml version="1.0" encoding="UTF-8"?>
<configuration>
  <system.applicationHost>
    <sites>
{sites}      <siteDefaults>
        <logFile directory="{logs}" {log_attributes} />
        {site_defaults}
      </siteDefaults>
    </sites>
{host}
  </system.applicationHost>
  <system.webServer>
{modules}    <handlers accessPolicy="Read, Script">
      {handlers}
    </handlers>
    <defaultDocument enabled="true"><files><add value="index.html" /></files></defaultDocument>
    <staticContent>
      <mimeMap fileExtension=".html" mimeType="text/html" />
      <mimeMap fileExtension=".txt" mimeType="text/plain" />
      <mimeMap fileExtension=".bin" mimeType="application/octet-stream" />
    </staticContent>
{web_server}
  </system.webServer>
  {locations}
  <penstock>
    <server loops="{loops}" headerTimeout="{header}" drainTimeout="{drain}" {server_attributes}>
      <handoff enabled="{handoff}" thresholdMilliseconds="{threshold}" maxThreads="{threads}" />
    </server>
    <eventLog path="{events}" />
{penstock}
  </penstock>
</configuration>
)",
      fmt::arg("sites", all_sites), fmt::arg("logs", log_folder), fmt::arg("host", host),
      fmt::arg("log_attributes", log_attributes), fmt::arg("site_defaults", site_defaults),
      fmt::arg("locations", locations), fmt::arg("server_attributes", server_attributes),
      fmt::arg("modules", modules_xml(modules)), fmt::arg("handlers", handlers),
      fmt::arg("web_server", web_server), fmt::arg("loops", loops),
      fmt::arg("header",
               fmt::format("00:{:02}:{:02}", header_timeout_s / 60, header_timeout_s % 60)),
      fmt::arg("drain", fmt::format("00:{:02}:{:02}", drain_timeout_s / 60, drain_timeout_s % 60)),
      fmt::arg("handoff", handoff), fmt::arg("threshold", handoff_threshold_ms),
      fmt::arg("threads", max_threads), fmt::arg("events", event_folder),
      fmt::arg("penstock", penstock));
}

}  // namespace penstock::tests
