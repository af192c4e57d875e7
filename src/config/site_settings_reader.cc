// SiteSettings: bindings, applications with their directories, limits, log file.
#include "config/site_settings_reader.h"

#include <arpa/inet.h>
#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace penstock::config {
namespace {

base::Error at(const ElementView& element, std::string_view message) {
  return base::Error{element.position().to_string() + ": " + std::string(message)};
}

// "/name" without a trailing slash; "/" alone stays.
std::string normal_url_path(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

template <typename Entry>
void longest_path_first(std::vector<Entry>& entries) {
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return (a.path == "/" ? 0 : a.path.size()) > (b.path == "/" ? 0 : b.path.size());
  });
}

bool is_address(const std::string& text, bool bracketed) {
  unsigned char buffer[sizeof(in6_addr)];
  return ::inet_pton(bracketed ? AF_INET6 : AF_INET, text.c_str(), buffer) == 1;
}

base::Error wrong_binding() {
  return base::Error{
      "expected \"address:port:host\", for instance \"*:80:\" or \"[::1]:8080:example.org\""};
}

base::Result<void> read_bindings(const ElementView& site, SiteSettings& settings) {
  for (const auto& item : site.child("bindings").items()) {
    const std::string& information = item->get_string("bindingInformation");
    auto binding = parse_binding(item->get_string("protocol"), information);
    if (!binding) {
      return base::Error{item->position("bindingInformation").to_string() +
                         ": attribute \"bindingInformation\" of site \"" + settings.name +
                         "\" is \"" + information + "\", " + binding.error().message};
    }
    settings.bindings.push_back(binding.take());
    settings.bindings.back().ssl_flags = item->get_uint("sslFlags");
    settings.bindings.back().position = item->position();
  }
  return {};
}

base::Result<ApplicationSettings> read_application(const ElementView& element,
                                                   const PathMapper& paths) {
  ApplicationSettings application;
  application.path = normal_url_path(element.get_string("path"));
  application.pool = element.get_string("applicationPool");
  application.enabled_protocols = element.get_string("enabledProtocols");
  application.preload_enabled = element.get_bool("preloadEnabled");
  application.position = element.position();
  for (const auto& item : element.items()) {
    auto physical = paths.map(*item, "physicalPath");
    if (!physical) return physical.error();
    application.virtual_directories.push_back({normal_url_path(item->get_string("path")),
                                               physical.take(), item->get_bool("allowSubDirConfig"),
                                               item->position()});
  }
  longest_path_first(application.virtual_directories);
  const auto& directories = application.virtual_directories;
  if (directories.empty() || directories.back().path != "/") {
    return at(element, "application \"" + application.path +
                           "\" has no root directory, expected <virtualDirectory path=\"/\" "
                           "physicalPath=...>");
  }
  return application;
}

base::Result<void> read_applications(const ElementView& site, const PathMapper& paths,
                                     SiteSettings& settings) {
  for (const auto& item : site.items()) {
    auto application = read_application(*item, paths);
    if (!application) return application.error();
    settings.applications.push_back(application.take());
  }
  longest_path_first(settings.applications);
  if (settings.applications.empty() || settings.applications.back().path != "/") {
    return at(site, "site \"" + settings.name +
                        "\" has no root application, expected <application path=\"/\">");
  }
  return {};
}

SiteLimits read_limits(const ElementView& limits) {
  return {limits.get_timespan("connectionTimeout"), limits.get_uint("maxConnections"),
          limits.get_uint("maxBandwidth"), limits.get_uint("maxUrlSegments")};
}

base::Result<SiteLogFile> read_log_file(const ElementView& element, const PathMapper& paths) {
  SiteLogFile log;
  log.enabled = element.get_bool("enabled");
  log.format = element.get_enum<LogFormat>("logFormat");
  log.period = element.get_enum<LogPeriod>("period");
  log.truncate_size = element.get_int64("truncateSize");
  log.local_time_rollover = element.get_bool("localTimeRollover");
  log.log_site_id = element.get_bool("logSiteId");
  log.fields = element.get_uint("logExtFileFlags");
  log.max_line_length = element.get_uint("maxLogLineLength");
  log.position = element.position();
  // A folder that is not used need not exist here.
  if (!log.enabled) return log;
  auto directory = paths.map(element, "directory");
  if (!directory) return directory.error();
  log.directory = directory.take();
  return log;
}

}  // namespace

base::Result<SiteSettings> read_site(const ElementView& site, const PathMapper& paths) {
  SiteSettings settings;
  settings.id = site.get_uint("id");
  settings.name = site.get_string("name");
  settings.auto_start = site.get_bool("serverAutoStart");
  settings.position = site.position();
  if (auto status = read_bindings(site, settings); !status) return status.error();
  if (auto status = read_applications(site, paths, settings); !status) return status.error();
  settings.limits = read_limits(site.child("limits"));
  auto log_file = read_log_file(site.child("logFile"), paths);
  if (!log_file) return log_file.error();
  settings.log_file = log_file.take();
  return settings;
}

base::Result<BindingSettings> parse_binding(std::string_view protocol,
                                            std::string_view information) {
  BindingSettings binding;
  binding.protocol = base::ascii_lower(protocol);
  binding.information = information;
  if (!binding.is_http()) return binding;
  const bool bracketed = !information.empty() && information.front() == '[';
  const std::size_t close = bracketed ? information.find(']') : 0;
  if (close == std::string_view::npos) return wrong_binding();
  const std::size_t first = information.find(':', close);
  if (first == std::string_view::npos || (bracketed && first != close + 1)) return wrong_binding();
  const std::size_t second = information.find(':', first + 1);
  if (second == std::string_view::npos) return wrong_binding();
  std::string_view address = information.substr(0, first);
  if (bracketed) address = address.substr(1, address.size() - 2);
  if (address != "*") binding.address = address;
  if (!binding.address.empty() && !is_address(binding.address, bracketed)) return wrong_binding();
  const std::string_view port = information.substr(first + 1, second - first - 1);
  const auto [end, code] = std::from_chars(port.data(), port.data() + port.size(), binding.port);
  if (code != std::errc() || end != port.data() + port.size()) {
    return base::Error{
        "expected a port from 1 to 65535 between its two colons, or 0 for one that is free"};
  }
  binding.host = base::ascii_lower(information.substr(second + 1));
  if (binding.host.find_first_of(" :/\\") != std::string::npos) return wrong_binding();
  if (binding.host == "*") binding.host.clear();
  return binding;
}

}  // namespace penstock::config
