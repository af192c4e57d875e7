// PathSettings: the merged system.webServer configuration of one URL path: machine file, then
// location elements, then each web.config down to the path. Immutable; made by Snapshot.
//
// Parts that a path does not override are shared with its parent, hence the Shared<> pointers;
// none of them is ever null.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "config/mime_map.h"
#include "config/source_position.h"

namespace penstock::config {

class ElementView;
class MergedSections;

template <typename T>
using Shared = std::shared_ptr<const T>;

// modules/add; the position in the list is the configuration order
struct ModuleEntry {
  std::string name;
  std::string type;  // not empty: a managed module
  std::string pre_condition;
  SourcePosition position;
};

struct ModulesSettings {
  std::vector<ModuleEntry> entries;
};

enum class ResourceType { kFile = 0, kDirectory = 1, kEither = 2, kUnspecified = 3 };
enum class RequireAccess { kNone = 0, kRead = 1, kWrite = 2, kScript = 3, kExecute = 4 };

// Bits of HandlersSettings::access_policy.
namespace access_flag {
inline constexpr std::uint32_t kRead = 1, kWrite = 2, kExecute = 4, kSource = 16, kScript = 512,
                               kNoRemoteWrite = 1024, kNoRemoteRead = 4096, kNoRemoteExecute = 8192,
                               kNoRemoteScript = 16384;
}  // namespace access_flag

// handlers/add; the first whose path, verb, type and precondition match a request handles it
struct HandlerEntry {
  std::string name;
  std::string path;                  // "*", "*.ext", "/exact", or several separated by commas
  std::vector<std::string> verbs;    // as written, split at commas; "*" is every verb
  std::vector<std::string> modules;  // native module names, in order
  std::string type;                  // managed handler type
  std::string script_processor;
  ResourceType resource_type = ResourceType::kUnspecified;
  RequireAccess require_access = RequireAccess::kScript;
  std::string pre_condition;
  std::uint32_t response_buffer_limit = 4194304;
  bool allow_path_info = false;
  SourcePosition position;
};

struct HandlersSettings {
  std::uint32_t access_policy = access_flag::kRead;
  std::vector<HandlerEntry> entries;
};

struct DefaultDocumentSettings {
  bool enabled = true;
  std::vector<std::string> files;
};

enum class ClientCacheMode { kNoControl = 0, kDisableCache = 1, kUseMaxAge = 2, kUseExpires = 3 };

struct StaticContentSettings {
  MimeMap mime_map;
  ClientCacheMode cache_mode = ClientCacheMode::kNoControl;
  std::chrono::seconds cache_max_age{86'400};
  std::string http_expires;
  std::string cache_control_custom;
  bool set_etag = true;
};

enum class ErrorMode { kDetailedLocalOnly = 0, kCustom = 1, kDetailed = 2 };
enum class ErrorResponseMode { kFile = 0, kExecuteUrl = 1, kRedirect = 2 };
enum class ExistingResponse { kAuto = 0, kReplace = 1, kPassThrough = 2 };

// httpErrors/error
struct HttpErrorEntry {
  std::uint32_t status_code = 0;
  std::int32_t sub_status_code = -1;  // -1: every sub-status
  std::string path;                   // as written: a file (see Snapshot::map_path) or a URL
  std::string prefix_language_path;
  ErrorResponseMode mode = ErrorResponseMode::kFile;
  SourcePosition position;
};

struct HttpErrorsSettings {
  ErrorMode error_mode = ErrorMode::kDetailedLocalOnly;
  ExistingResponse existing_response = ExistingResponse::kAuto;
  ErrorResponseMode default_mode = ErrorResponseMode::kFile;
  std::string default_path;
  std::string more_information_link;
  std::vector<HttpErrorEntry> entries;
};

struct HeaderEntry {
  std::string name;
  std::string value;
};

struct HttpProtocolSettings {
  bool allow_keep_alive = true;
  std::vector<HeaderEntry> custom_headers;
  std::vector<HeaderEntry> redirect_headers;
};

enum class LogonMethod { kInteractive = 0, kBatch = 1, kNetwork = 2, kClearText = 3 };

struct AnonymousAuthenticationSettings {
  bool enabled = true;
  std::string user_name;
  std::string password;
  LogonMethod logon_method = LogonMethod::kClearText;
};

// security/requestFiltering; its lists are reached through PathSettings::section().
struct RequestFilteringSettings {
  std::uint32_t max_allowed_content_length = 30'000'000;
  std::uint32_t max_url = 4096;
  std::uint32_t max_query_string = 2048;
  bool allow_double_escaping = false;
  bool allow_high_bit_characters = true;
  bool remove_server_header = false;
};

struct ServerRuntimeSettings {
  bool enabled = true;
  std::string alternate_host_name;
  std::uint32_t app_concurrent_request_limit = 5000;
  std::uint32_t max_request_entity_allowed = 0xFFFFFFFF;
  std::uint32_t upload_read_ahead_size = 49152;
  std::uint32_t frequent_hit_threshold = 2;
  std::chrono::milliseconds frequent_hit_time_period{10'000};
};

enum class SelectiveLogging { kLogAll = 0, kLogSuccessful = 1, kLogError = 2 };

struct HttpLoggingSettings {
  bool dont_log = false;
  SelectiveLogging selective = SelectiveLogging::kLogAll;
};

// The small sections, together.
struct FeatureSwitches {
  bool directory_browse = false;
  std::uint32_t directory_browse_flags = 0;
  std::uint32_t access_ssl_flags = 0;  // security/access sslFlags
  bool static_compression = true;
  bool dynamic_compression = true;
  bool caching = true;
  bool kernel_caching = true;
  std::uint32_t max_cacheable_response = 262144;
};

// Immutable, safe to read from any thread. Lives at least as long as the Snapshot that made it,
// so a request that holds the snapshot may keep a bare pointer.
class PathSettings {
 public:
  std::string config_path;       // "MACHINE/WEBROOT/APPHOST/Default Web Site/app": the deepest
                                 // path with configuration of its own
  std::string application_path;  // "/" or "/app": the application that path belongs to

  Shared<ModulesSettings> modules;
  Shared<HandlersSettings> handlers;
  Shared<DefaultDocumentSettings> default_document;
  Shared<StaticContentSettings> static_content;
  Shared<HttpErrorsSettings> http_errors;
  Shared<HttpProtocolSettings> http_protocol;
  Shared<AnonymousAuthenticationSettings> anonymous_authentication;
  Shared<RequestFilteringSettings> request_filtering;
  Shared<ServerRuntimeSettings> server_runtime;
  Shared<HttpLoggingSettings> http_logging;
  Shared<FeatureSwitches> features;

  // Any merged section ("system.webServer/handlers"), generic over the schema; null when no
  // schema declares it. element_view.h has the accessors.
  const ElementView* section(std::string_view name) const;

  std::shared_ptr<const MergedSections> sections;
};

}  // namespace penstock::config
