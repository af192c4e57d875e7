// The texts of a site and an application; see http_site.h.
#include "native/http_site.h"

#include "base/text.h"

namespace penstock::native {
namespace {

const std::string& root_directory(const config::ApplicationSettings& settings) {
  static const std::string kNone;
  for (const config::VirtualDirectorySettings& directory : settings.virtual_directories) {
    if (directory.path == "/") {
      return directory.physical_path;
    }
  }
  return kNone;
}

}  // namespace

VOID PerfCounters::IncrementCounter(DWORD index, DWORD value) {
  if (index < kMost) {
    values_[index].fetch_add(value, std::memory_order_relaxed);
  }
}

VOID PerfCounters::DecrementCounter(DWORD index, DWORD value) {
  if (index < kMost) {
    values_[index].fetch_sub(value, std::memory_order_relaxed);
  }
}

std::uint64_t PerfCounters::value(DWORD index) const {
  return index < kMost ? values_[index].load(std::memory_order_relaxed) : 0;
}

HttpSite::HttpSite(const config::SiteSettings& settings)
    : id_(settings.id), name_(base::to_wide(settings.name)) {}

// Pages: GetApplicationPhysicalPath (ends with a separator), GetApplicationId ("/LM/W3SVC/1/ROOT"),
// GetAppConfigPath ("MACHINE/WEBROOT/APPHOST/<site>/<application>").
HttpApplication::HttpApplication(const config::SiteSettings& site,
                                 const config::ApplicationSettings& settings) {
  std::string physical = root_directory(settings);
  if (!physical.empty() && physical.back() != '/') {
    physical += '/';
  }
  const std::string below = settings.path == "/" ? std::string() : settings.path;
  physical_path_ = base::to_wide(physical);
  id_ = base::to_wide("/LM/W3SVC/" + std::to_string(site.id) + "/ROOT" + below);
  config_path_ = base::to_wide("MACHINE/WEBROOT/APPHOST/" + site.name + below);
}

}  // namespace penstock::native
