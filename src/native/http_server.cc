// IHttpServer: process control, notifications, settings; see http_server.h. Files and fragments
// are http_server_files.cc, newer interfaces http_server_extended.cc.
#include "native/http_server.h"

#include <penstock/host.h>

#include "base/text.h"
#include "native/file_info.h"
#include "native/global_events.h"
#include "native/http_context.h"
#include "native/settings_view.h"

namespace penstock::native {
namespace {

// The call of a bound handle's completion routine, moved to a thread of the worker.
void post_completion(void* context, LPOVERLAPPED_COMPLETION_ROUTINE routine, DWORD error,
                     DWORD bytes, LPOVERLAPPED overlapped) {
  static_cast<ServerServices*>(context)->post([=] { routine(error, bytes, overlapped); });
}

}  // namespace

HttpServer::HttpServer(ServerServices& services)
    : services_(services),
      trace_(services),
      files_(&FileInfo::make, kMostFiles),
      caches_(services, files_),
      monitors_(services, files_),
      process_(services) {}

void HttpServer::set_names(std::string_view app_pool, std::string_view config_file) {
  app_pool_ = base::to_wide(app_pool);
  config_file_ = base::to_wide(config_file);
}

HRESULT HttpServer::AssociateWithThreadPool(HANDLE handle,
                                            LPOVERLAPPED_COMPLETION_ROUTINE routine) {
  if (routine == nullptr) {
    return E_INVALIDARG;
  }
  return penstock_bind_completion(handle, routine, post_completion, &services_)
             ? S_OK
             : HRESULT_FROM_WIN32(GetLastError());
}

// Pages: IncrementThreadCount, DecrementThreadCount. Threads are made when they are needed, up to
// that count.
VOID HttpServer::IncrementThreadCount() { services_.change_thread_limit(true); }
VOID HttpServer::DecrementThreadCount() { services_.change_thread_limit(false); }

VOID HttpServer::ReportUnhealthy(PCWSTR reason, HRESULT result) {
  services_.report_unhealthy(base::to_utf8(reason), result);
  raise_health_check(services_);
}

VOID HttpServer::RecycleProcess(PCWSTR reason) {
  // status: drains and ends the process; nobody starts another one yet
  services_.recycle(base::to_utf8(reason));
}

VOID HttpServer::RecycleApplication(PCWSTR config_path) {
  // status: the whole process drains and ends, not one application
  services_.recycle("application " + base::to_utf8(config_path));
}

HRESULT HttpServer::FlushKernelCache(PCWSTR url) {
  // status: there is no response cache yet, so nothing is cached and nothing to flush
  return url == nullptr ? E_INVALIDARG : S_OK;
}

HRESULT HttpServer::DoCacheOperation(CACHE_OPERATION operation, IHttpCacheKey* key,
                                     IHttpCacheSpecificData** data, IHttpTraceContext* trace) {
  return caches_.perform(operation, key, data, trace);
}

GLOBAL_NOTIFICATION_STATUS HttpServer::NotifyCustomNotification(
    ICustomNotificationProvider* provider) {
  return provider == nullptr ? GL_NOTIFICATION_CONTINUE : raise_custom(services_, *provider);
}

VOID HttpServer::NotifyConfigurationChange(PCWSTR path) {
  raise_configuration_change(services_, path);
}

VOID HttpServer::NotifyFileChange(PCWSTR file) {
  if (file != nullptr) {
    FileKey key{file};
    caches_.perform(CACHE_OPERATION_DELETE, &key, nullptr, nullptr);
  }
  raise_file_change(services_, file, nullptr);
}

// The token is of no use: a worker reads its files as its own account.
HRESULT HttpServer::RegisterFileChangeMonitor(PCWSTR path, HANDLE, IHttpFileMonitor** monitor) {
  return monitors_.add(path, monitor);
}

IDispensedHttpModuleContextContainer* HttpServer::DispenseContainer() {
  return std::make_unique<DispensedContextContainer>().release();
}

BOOL HttpServer::SatisfiesPrecondition(PCWSTR pre_condition, BOOL* unknown) const {
  bool unknown_name = false;
  const bool satisfied = services_.satisfies(base::to_utf8(pre_condition), &unknown_name);
  if (unknown != nullptr) {
    *unknown = unknown_name ? TRUE : FALSE;
  }
  return satisfied ? TRUE : FALSE;
}

const IPenstockSettings* HttpServer::GetSettings(IHttpContext* context, PCSTR section) {
  auto* request = dynamic_cast<HttpContext*>(context);
  if (request == nullptr || request->scope() == nullptr || section == nullptr) {
    return nullptr;
  }
  const config::ElementView* element = request->scope()->settings->section(section);
  return element == nullptr ? nullptr
                            : request->arena().make<SettingsView>(*element, request->arena());
}

VOID HttpServer::RequestAccessLog(IHttpContext* context) {
  if (auto* request = dynamic_cast<HttpContext*>(context); request != nullptr) {
    request->request_access_log();
  }
}

}  // namespace penstock::native
