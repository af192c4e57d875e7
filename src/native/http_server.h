// HttpServer: IHttpServer and what newer versions add, one a worker; and IPenstockServer. What it
// cannot do itself it asks of the worker through server_services.h.
#pragma once

#include <httpserv.h>
#include <penstock/server.h>

#include <string>

#include "cache/file_cache.h"
#include "native/cache_operations.h"
#include "native/file_monitors.h"
#include "native/http_site.h"
#include "native/request_host.h"
#include "native/server_services.h"
#include "native/trace_context.h"
#include "native/worker_process.h"

namespace penstock::native {

class HttpContext;

// Any thread, but for start() and stop().
class HttpServer final : public IHttpServer3, public IPenstockServer {
 public:
  explicit HttpServer(ServerServices& services);

  // Names become known once the configuration is read.
  void set_names(std::string_view app_pool, std::string_view config_file);
  cache::FileCache& files() { return files_; }
  ServerTrace& trace() { return trace_; }
  CacheOperations& caches() { return caches_; }

  struct OpenedFile {
    IHttpFileInfo* file = nullptr;  // with a reference for the caller
    cache::OpenError error = cache::OpenError::none;
  };
  // Through the file cache (FileCache::open), with what modules have to say: CacheOperations.
  OpenedFile open_file(std::string_view path, std::string_view root, IHttpTraceContext* trace);

  // IHttpContext::GetUrlInfo: through the URI cache, made when it is not there.
  RequestHost::KnownUrl known_url(HttpContext& context);
  // A watch saw a change (ServerServices::watch_directory).
  void file_changed(std::uint64_t watch, std::string_view path) { monitors_.changed(watch, path); }

  // All modules are loaded.
  void start() { caches_.open(); }
  // Caches, files and fragments are let go: modules' contexts with them, before modules are
  // unloaded.
  void stop();

  // IHttpServer
  BOOL IsCommandLineLaunch() const override { return TRUE; }
  PCWSTR GetAppPoolName() const override { return app_pool_.c_str(); }
  HRESULT AssociateWithThreadPool(HANDLE handle, LPOVERLAPPED_COMPLETION_ROUTINE routine) override;
  VOID IncrementThreadCount() override;
  VOID DecrementThreadCount() override;
  VOID ReportUnhealthy(PCWSTR reason, HRESULT result) override;
  VOID RecycleProcess(PCWSTR reason) override;
  IAppHostAdminManager* GetAdminManager() const override {
    // status: null; the ahadmin interfaces are not there yet
    return nullptr;
  }
  HRESULT GetFileInfo(PCWSTR path, HANDLE token, PSID sid, PCWSTR change_path, HANDLE change_token,
                      BOOL cache, IHttpFileInfo** file, IHttpTraceContext* trace) override;
  HRESULT FlushKernelCache(PCWSTR url) override;
  HRESULT DoCacheOperation(CACHE_OPERATION operation, IHttpCacheKey* key,
                           IHttpCacheSpecificData** data, IHttpTraceContext* trace) override;
  GLOBAL_NOTIFICATION_STATUS NotifyCustomNotification(
      ICustomNotificationProvider* provider) override;
  IHttpPerfCounterInfo* GetPerfCounterInfo() override { return &counters_; }
  VOID RecycleApplication(PCWSTR config_path) override;
  VOID NotifyConfigurationChange(PCWSTR path) override;
  VOID NotifyFileChange(PCWSTR file) override;
  IDispensedHttpModuleContextContainer* DispenseContainer() override;
  HRESULT AddFragmentToCache(HTTP_DATA_CHUNK* chunk, PCWSTR name) override;
  HRESULT ReadFragmentFromCache(PCWSTR name, BYTE* buffer, DWORD size, DWORD* copied) override;
  HRESULT RemoveFragmentFromCache(PCWSTR name) override;
  HRESULT GetWorkerProcessSettings(IWpfSettings** settings) override;
  HRESULT GetProtocolManagerCustomInterface(PCWSTR manager, PCWSTR function, DWORD id,
                                            PVOID* object) override;
  BOOL SatisfiesPrecondition(PCWSTR pre_condition, BOOL* unknown) const override;
  IHttpTraceContext* GetTraceContext() const override { return &trace_; }
  HRESULT RegisterFileChangeMonitor(PCWSTR path, HANDLE token, IHttpFileMonitor** monitor) override;
  HRESULT GetExtendedInterface(HTTP_SERVER_INTERFACE_VERSION version, PVOID* object) override;

  // IHttpServer2
  HRESULT GetToken(PCWSTR user, PCWSTR password, DWORD method, IHttpTokenEntry** token,
                   PCWSTR domain, PSOCKADDR address, IHttpTraceContext* trace) override;
  PCWSTR GetAppPoolConfigFile(DWORD* length) const override;
  HRESULT GetExtendedInterface(const GUID& from, PVOID input, const GUID& to,
                               PVOID* output) override;
  HRESULT GetMetadata(PCWSTR site, PCWSTR url, IReferencedMetadataInfo** metadata) override;
  HRESULT GetWorkerProcessFramework(IWorkerProcessFramework** framework) override;

  // IHttpServer3
  HRESULT QueryRequestProperty(HTTP_OPAQUE_ID id, HTTP_REQUEST_PROPERTY property, PVOID qualifier,
                               ULONG qualifier_size, PVOID output, ULONG output_size,
                               PULONG bytes_returned, LPOVERLAPPED overlapped) override;

  // IPenstockServer
  const IPenstockSettings* GetSettings(IHttpContext* context, PCSTR section) override;
  VOID RequestAccessLog(IHttpContext* context) override;
  PENSTOCK_PRECONDITION CheckPreconditions(IHttpContext* context, PCSTR etag,
                                           const FILETIME* modified) override;
  PENSTOCK_RANGE ResolveRange(IHttpContext* context, ULONGLONG size, PCSTR etag,
                              const FILETIME* modified, PENSTOCK_BYTE_RANGE* ranges, DWORD capacity,
                              DWORD* count) override;
  IHttpUser* GetAnonymousUser() override;
  HRESULT CreateUser(PCWSTR name, PCWSTR type, PCWSTR password, IHttpUser** user) override;

 private:
  // Open files that the cache keeps.
  static constexpr std::size_t kMostFiles = 4096;

  ServerServices& services_;
  std::wstring app_pool_;
  std::wstring config_file_;
  PerfCounters counters_;
  mutable ServerTrace trace_;
  cache::FileCache files_;
  CacheOperations caches_;
  FileMonitors monitors_;
  WorkerProcess process_;
};

}  // namespace penstock::native
