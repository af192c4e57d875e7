// ServerSettings: what the server reads once, at start, from applicationHost.config, as plain
// typed structures. Per-URL settings are in path_settings.h; both come from a Snapshot.
//
// Every path here is absolute, with %VARIABLES% expanded and Windows paths mapped.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "config/source_position.h"

namespace penstock::config {

// sites/site/bindings/binding
struct BindingSettings {
  std::string protocol;    // "http", "https"; others are kept, with port 0
  std::string address;     // without brackets; empty: every address
  std::uint16_t port = 0;  // 0: a free one is chosen at start
  std::string host;        // empty: every host name
  std::uint32_t ssl_flags = 0;
  std::string information;  // bindingInformation as written
  SourcePosition position;

  bool is_http() const { return protocol == "http" || protocol == "https"; }
};

// sites/site/application/virtualDirectory
struct VirtualDirectorySettings {
  std::string path;           // "/" or "/name", relative to the application
  std::string physical_path;  // absolute, no trailing slash (but "/")
  bool allow_sub_dir_config = true;
  SourcePosition position;
};

// sites/site/application
struct ApplicationSettings {
  std::string path;  // "/" or "/name"
  std::string pool;
  std::string enabled_protocols;
  bool preload_enabled = false;
  std::vector<VirtualDirectorySettings> virtual_directories;  // longest path first
  SourcePosition position;
};

// sites/site/limits
struct SiteLimits {
  std::chrono::milliseconds connection_timeout{120'000};
  std::uint32_t max_connections = 0xFFFFFFFF;
  std::uint32_t max_bandwidth = 0xFFFFFFFF;  // bytes a second
  std::uint32_t max_url_segments = 32;
};

enum class LogFormat { kIis = 0, kNcsa = 1, kW3c = 2, kCustom = 3 };
enum class LogPeriod { kMaxSize = 0, kDaily = 1, kWeekly = 2, kMonthly = 3, kHourly = 4 };

// Bits of SiteLogFile::fields (attribute logExtFileFlags).
namespace log_field {
inline constexpr std::uint32_t kDate = 0x1, kTime = 0x2, kClientIp = 0x4, kUserName = 0x8,
                               kSiteName = 0x10, kComputerName = 0x20, kServerIp = 0x40,
                               kMethod = 0x80, kUriStem = 0x100, kUriQuery = 0x200,
                               kHttpStatus = 0x400, kWin32Status = 0x800, kBytesSent = 0x1000,
                               kBytesRecv = 0x2000, kTimeTaken = 0x4000, kServerPort = 0x8000,
                               kUserAgent = 0x10000, kCookie = 0x20000, kReferer = 0x40000,
                               kProtocolVersion = 0x80000, kHost = 0x100000,
                               kHttpSubStatus = 0x200000;
}  // namespace log_field

// sites/site/logFile
struct SiteLogFile {
  bool enabled = true;
  LogFormat format = LogFormat::kW3c;
  std::string directory;
  LogPeriod period = LogPeriod::kDaily;
  std::int64_t truncate_size = 20971520;
  bool local_time_rollover = false;
  bool log_site_id = true;
  std::uint32_t fields = 0;  // log_field bits
  std::uint32_t max_line_length = 65536;
  SourcePosition position;
};

// sites/site
struct SiteSettings {
  std::uint32_t id = 0;
  std::string name;
  bool auto_start = true;
  std::vector<BindingSettings> bindings;
  std::vector<ApplicationSettings> applications;  // longest path first; the last is "/"
  SiteLimits limits;
  SiteLogFile log_file;
  SourcePosition position;
};

// applicationPools/add
struct ApplicationPoolSettings {
  std::string name;
  bool auto_start = true;
  std::uint32_t queue_length = 1000;
  std::chrono::milliseconds shutdown_time_limit{90'000};  // processModel/shutdownTimeLimit
  bool enable_32_bit = false;  // enable32BitAppOnWin64: decides the bitness32 precondition
  SourcePosition position;
};

// system.webServer/globalModules/add
struct GlobalModuleSettings {
  std::string name;
  std::string image;  // as written: a built-in module ignores it. See Snapshot::module_image()
  std::string pre_condition;
  SourcePosition position;
};

// penstock/server/handoff
struct HandoffSettings {
  bool enabled = true;
  std::chrono::milliseconds threshold{2};
  std::uint32_t max_threads = 256;
};

// penstock/server
struct EngineSettings {
  std::uint32_t loops = 0;  // 0: one a core
  HandoffSettings handoff;
  std::chrono::milliseconds header_timeout{30'000};
  std::chrono::milliseconds drain_timeout{30'000};
  std::string server_header;         // empty: none is sent
  bool fail_on_module_error = true;  // a module that does not load stops the start
};

// penstock/eventLog
struct EventLogSettings {
  std::string path;                 // directory of the store
  std::uint64_t max_size = 0;       // bytes
  std::chrono::seconds max_age{0};  // 0: kept for ever
  bool journal = true;              // memory-mapped journal in front of the store
  bool journald = false;            // second sink: the system's journal
};

struct PenstockSettings {
  EngineSettings engine;
  EventLogSettings event_log;
};

struct ServerSettings {
  std::vector<SiteSettings> sites;  // in the order of the file
  std::vector<ApplicationPoolSettings> application_pools;
  std::vector<GlobalModuleSettings> global_modules;  // in the order of the file
  PenstockSettings penstock;
};

}  // namespace penstock::config
