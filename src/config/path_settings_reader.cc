// PathSettings from merged sections: one small function a part. The names and numbers used here
// are those of config/schema/.
#include "config/path_settings_reader.h"

#include <algorithm>
#include <initializer_list>

#include "base/text.h"
#include "config/element_view.h"

namespace penstock::config {
namespace {

constexpr const char* kModules = "system.webServer/modules";
constexpr const char* kHandlers = "system.webServer/handlers";
constexpr const char* kDefaultDocument = "system.webServer/defaultDocument";
constexpr const char* kStaticContent = "system.webServer/staticContent";
constexpr const char* kHttpErrors = "system.webServer/httpErrors";
constexpr const char* kHttpProtocol = "system.webServer/httpProtocol";
constexpr const char* kAnonymous =
    "system.webServer/security/authentication/anonymousAuthentication";
constexpr const char* kFiltering = "system.webServer/security/requestFiltering";
constexpr const char* kServerRuntime = "system.webServer/serverRuntime";
constexpr const char* kHttpLogging = "system.webServer/httpLogging";
constexpr const char* kDirectoryBrowse = "system.webServer/directoryBrowse";
constexpr const char* kAccess = "system.webServer/security/access";
constexpr const char* kUrlCompression = "system.webServer/urlCompression";
constexpr const char* kCaching = "system.webServer/caching";

const ElementView& view(const MergedSections& sections, const char* name) {
  return *sections.find(name);
}

ModulesSettings read_modules(const MergedSections& sections) {
  ModulesSettings settings;
  for (const auto& item : view(sections, kModules).items()) {
    settings.entries.push_back({item->get_string("name"), item->get_string("type"),
                                item->get_string("preCondition"), item->position()});
  }
  return settings;
}

HandlerEntry read_handler(const ElementView& item) {
  HandlerEntry handler;
  handler.name = item.get_string("name");
  handler.path = item.get_string("path");
  handler.verbs = base::split_list(item.get_string("verb"));
  handler.modules = base::split_list(item.get_string("modules"));
  handler.type = item.get_string("type");
  handler.script_processor = item.get_string("scriptProcessor");
  handler.resource_type = item.get_enum<ResourceType>("resourceType");
  handler.require_access = item.get_enum<RequireAccess>("requireAccess");
  handler.pre_condition = item.get_string("preCondition");
  handler.response_buffer_limit = item.get_uint("responseBufferLimit");
  handler.allow_path_info = item.get_bool("allowPathInfo");
  handler.position = item.position();
  return handler;
}

HandlersSettings read_handlers(const MergedSections& sections) {
  const ElementView& section = view(sections, kHandlers);
  HandlersSettings settings;
  settings.access_policy = section.get_uint("accessPolicy");
  for (const auto& item : section.items()) settings.entries.push_back(read_handler(*item));
  return settings;
}

DefaultDocumentSettings read_default_document(const MergedSections& sections) {
  const ElementView& section = view(sections, kDefaultDocument);
  DefaultDocumentSettings settings;
  settings.enabled = section.get_bool("enabled");
  for (const auto& item : section.child("files").items()) {
    settings.files.push_back(item->get_string("value"));
  }
  return settings;
}

StaticContentSettings read_static_content(const MergedSections& sections) {
  const ElementView& section = view(sections, kStaticContent);
  StaticContentSettings settings;
  std::vector<std::pair<std::string, std::string>> types;
  types.reserve(section.items().size());
  for (const auto& item : section.items()) {
    types.emplace_back(item->get_string("fileExtension"), item->get_string("mimeType"));
  }
  settings.mime_map = MimeMap(std::move(types));
  const ElementView& cache = section.child("clientCache");
  settings.cache_mode = cache.get_enum<ClientCacheMode>("cacheControlMode");
  settings.cache_max_age =
      std::chrono::duration_cast<std::chrono::seconds>(cache.get_timespan("cacheControlMaxAge"));
  settings.http_expires = cache.get_string("httpExpires");
  settings.cache_control_custom = cache.get_string("cacheControlCustom");
  settings.set_etag = cache.get_bool("setEtag");
  return settings;
}

HttpErrorsSettings read_http_errors(const MergedSections& sections) {
  const ElementView& section = view(sections, kHttpErrors);
  HttpErrorsSettings settings;
  settings.error_mode = section.get_enum<ErrorMode>("errorMode");
  settings.existing_response = section.get_enum<ExistingResponse>("existingResponse");
  settings.default_mode = section.get_enum<ErrorResponseMode>("defaultResponseMode");
  settings.default_path = section.get_string("defaultPath");
  settings.more_information_link = section.get_string("detailedMoreInformationLink");
  for (const auto& item : section.items()) {
    HttpErrorEntry entry;
    entry.status_code = item->get_uint("statusCode");
    entry.sub_status_code = item->get_int("subStatusCode");
    entry.path = item->get_string("path");
    entry.prefix_language_path = item->get_string("prefixLanguageFilePath");
    // The documented rule: an entry without a mode of its own takes the section's.
    entry.mode = item->is_set("responseMode") ? item->get_enum<ErrorResponseMode>("responseMode")
                                              : settings.default_mode;
    entry.position = item->position("path");
    settings.entries.push_back(std::move(entry));
  }
  return settings;
}

std::vector<HeaderEntry> read_headers(const ElementView& list) {
  std::vector<HeaderEntry> headers;
  for (const auto& item : list.items()) {
    headers.push_back({item->get_string("name"), item->get_string("value")});
  }
  return headers;
}

HttpProtocolSettings read_http_protocol(const MergedSections& sections) {
  const ElementView& section = view(sections, kHttpProtocol);
  return {section.get_bool("allowKeepAlive"), read_headers(section.child("customHeaders")),
          read_headers(section.child("redirectHeaders"))};
}

AnonymousAuthenticationSettings read_anonymous(const MergedSections& sections) {
  const ElementView& section = view(sections, kAnonymous);
  return {section.get_bool("enabled"), section.get_string("userName"),
          section.get_string("password"), section.get_enum<LogonMethod>("logonMethod")};
}

RequestFilteringSettings read_filtering(const MergedSections& sections) {
  const ElementView& section = view(sections, kFiltering);
  const ElementView& limits = section.child("requestLimits");
  RequestFilteringSettings settings;
  settings.max_allowed_content_length = limits.get_uint("maxAllowedContentLength");
  settings.max_url = limits.get_uint("maxUrl");
  settings.max_query_string = limits.get_uint("maxQueryString");
  settings.allow_double_escaping = section.get_bool("allowDoubleEscaping");
  settings.allow_high_bit_characters = section.get_bool("allowHighBitCharacters");
  settings.remove_server_header = section.get_bool("removeServerHeader");
  return settings;
}

ServerRuntimeSettings read_server_runtime(const MergedSections& sections) {
  const ElementView& section = view(sections, kServerRuntime);
  ServerRuntimeSettings settings;
  settings.enabled = section.get_bool("enabled");
  settings.alternate_host_name = section.get_string("alternateHostName");
  settings.app_concurrent_request_limit = section.get_uint("appConcurrentRequestLimit");
  settings.max_request_entity_allowed = section.get_uint("maxRequestEntityAllowed");
  settings.upload_read_ahead_size = section.get_uint("uploadReadAheadSize");
  settings.frequent_hit_threshold = section.get_uint("frequentHitThreshold");
  settings.frequent_hit_time_period = section.get_timespan("frequentHitTimePeriod");
  return settings;
}

HttpLoggingSettings read_http_logging(const MergedSections& sections) {
  const ElementView& section = view(sections, kHttpLogging);
  return {section.get_bool("dontLog"), section.get_enum<SelectiveLogging>("selectiveLogging")};
}

FeatureSwitches read_features(const MergedSections& sections) {
  const ElementView& browse = view(sections, kDirectoryBrowse);
  const ElementView& compression = view(sections, kUrlCompression);
  const ElementView& caching = view(sections, kCaching);
  FeatureSwitches features;
  features.directory_browse = browse.get_bool("enabled");
  features.directory_browse_flags = browse.get_uint("showFlags");
  features.access_ssl_flags = view(sections, kAccess).get_uint("sslFlags");
  features.static_compression = compression.get_bool("doStaticCompression");
  features.dynamic_compression = compression.get_bool("doDynamicCompression");
  features.caching = caching.get_bool("enabled");
  features.kernel_caching = caching.get_bool("enableKernelCache");
  features.max_cacheable_response = caching.get_uint("maxResponseSize");
  return features;
}

// The parent's part if none of its sections differ here, else a new one.
template <typename T>
Shared<T> part(const MergedSections& sections, const PathSettings* parent,
               Shared<T> PathSettings::*member, T (*read)(const MergedSections&),
               std::initializer_list<const char*> names) {
  const auto same = [&](const char* name) {
    return sections.find(name) == parent->sections->find(name);
  };
  if (parent && std::all_of(names.begin(), names.end(), same)) return parent->*member;
  return std::make_shared<const T>(read(sections));
}

}  // namespace

std::shared_ptr<PathSettings> read_path_settings(std::shared_ptr<const MergedSections> sections,
                                                 const PathSettings* parent) {
  auto settings = std::make_shared<PathSettings>();
  const MergedSections& all = *sections;
  const auto fill = [&](auto member, auto read, std::initializer_list<const char*> names) {
    (*settings).*member = part(all, parent, member, read, names);
  };
  fill(&PathSettings::modules, read_modules, {kModules});
  fill(&PathSettings::handlers, read_handlers, {kHandlers});
  fill(&PathSettings::default_document, read_default_document, {kDefaultDocument});
  fill(&PathSettings::static_content, read_static_content, {kStaticContent});
  fill(&PathSettings::http_errors, read_http_errors, {kHttpErrors});
  fill(&PathSettings::http_protocol, read_http_protocol, {kHttpProtocol});
  fill(&PathSettings::anonymous_authentication, read_anonymous, {kAnonymous});
  fill(&PathSettings::request_filtering, read_filtering, {kFiltering});
  fill(&PathSettings::server_runtime, read_server_runtime, {kServerRuntime});
  fill(&PathSettings::http_logging, read_http_logging, {kHttpLogging});
  fill(&PathSettings::features, read_features,
       {kDirectoryBrowse, kAccess, kUrlCompression, kCaching});
  settings->sections = std::move(sections);
  return settings;
}

base::Result<void> check_required_sections(const Schema& schema, std::string_view folder) {
  for (const char* name : {kModules,
                           kHandlers,
                           kDefaultDocument,
                           kStaticContent,
                           kHttpErrors,
                           kHttpProtocol,
                           kAnonymous,
                           kFiltering,
                           kServerRuntime,
                           kHttpLogging,
                           kDirectoryBrowse,
                           kAccess,
                           kUrlCompression,
                           kCaching,
                           "system.applicationHost/sites",
                           "system.applicationHost/applicationPools",
                           "system.webServer/globalModules",
                           "penstock/server",
                           "penstock/eventLog",
                           "penstock/paths",
                           "penstock/variables"}) {
    if (schema.find(name)) continue;
    return base::Error{std::string(folder) + ": no schema file defines section " + name +
                       ", expected the schema files shipped with the server"};
  }
  return {};
}

const ElementView* PathSettings::section(std::string_view name) const {
  return sections->find(name);
}

}  // namespace penstock::config
