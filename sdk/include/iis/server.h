// The server as a module sees it: handed to RegisterModule (httpserv.h), valid until the module's
// last Terminate, callable from any thread. Inside RegisterModule caches and tracing are not there
// yet. Strings belong to the server and live as long as it. Failures named ERROR_ are
// HRESULT_FROM_WIN32 of it.
#pragma once

#include "notifications.h"
#include "types.h"

// What is asked of a cache: find a record, add one, remove one, remove all below a key, call
// IHttpCacheKey::Enum for each. (Page: cache-operation-enumeration.)
enum CACHE_OPERATION {
  CACHE_OPERATION_RETRIEVE,
  CACHE_OPERATION_ADD,
  CACHE_OPERATION_DELETE,
  CACHE_OPERATION_FLUSH_PREFIX,
  CACHE_OPERATION_ENUM
};

// Names IHttpServer2 and IHttpServer3 to IHttpServer::GetExtendedInterface.
enum HTTP_SERVER_INTERFACE_VERSION { HTTP_SERVER_INTERFACE_V2, HTTP_SERVER_INTERFACE_V3 };

PENSTOCK_INTERFACES_BEGIN

// (Pages: ihttpserver-*.)
class PENSTOCK_INTERFACE IHttpServer {
 public:
  // TRUE when a person started the worker, FALSE when the supervisor did.
  virtual BOOL IsCommandLineLaunch() const = 0;

  // Name of the application pool this process serves.
  virtual PCWSTR GetAppPoolName() const = 0;

  // From now on the completions of overlapped operations on `hHandle` call `completionRoutine` on a
  // thread of the server. Once for each handle.
  virtual HRESULT AssociateWithThreadPool(IN HANDLE hHandle,
                                          IN LPOVERLAPPED_COMPLETION_ROUTINE completionRoutine) = 0;

  // Before long blocking work: one more thread may run, up to penstock_sdk::kMaxThreadCount.
  virtual VOID IncrementThreadCount() = 0;

  // Takes IncrementThreadCount back.
  virtual VOID DecrementThreadCount() = 0;

  // Declares the worker unfit: it is replaced, and GL_HEALTH_CHECK is raised. The reason goes to
  // the event log.
  virtual VOID ReportUnhealthy(IN PCWSTR pszReasonString, IN HRESULT hrReason) = 0;

  // Asks for a new worker; this one finishes its requests. The reason goes to the event log.
  virtual VOID RecycleProcess(IN PCWSTR pszReason) = 0;

  // The configuration (ahadmin.h). Belongs to the server: AddRef to keep it.
  virtual IAppHostAdminManager* GetAdminManager() const = 0;

  // Opens a file through the file cache. `hUserToken` and `pSid` name the user it must be readable
  // for; the next two, the folder to watch and the account to watch it with; all four may be null.
  // `fCache` FALSE keeps it out of the cache. The caller releases it with DereferenceCacheData.
  // ERROR_FILE_NOT_FOUND and its like; E_FAIL: the server is stopping.
  virtual HRESULT GetFileInfo(IN PCWSTR pszPhysicalPath, IN HANDLE hUserToken, IN PSID pSid,
                              IN PCWSTR pszChangeNotificationPath,
                              IN HANDLE hChangeNotificationToken, IN BOOL fCache,
                              OUT IHttpFileInfo** ppFileInfo,
                              IN IHttpTraceContext* pHttpTraceContext = nullptr) = 0;

  // Drops a URL from the response cache. ERROR_INVALID_PARAMETER, ERROR_NOT_SUPPORTED.
  virtual HRESULT FlushKernelCache(IN PCWSTR pszUrl) = 0;

  // Carries out an operation on the cache `pCacheKey` is of, the server's own or a module's that
  // serves GL_CACHE_OPERATION. A found record is referenced for the caller. Not inside
  // RegisterModule.
  virtual HRESULT DoCacheOperation(IN CACHE_OPERATION cacheOperation, IN IHttpCacheKey* pCacheKey,
                                   OUT IHttpCacheSpecificData** ppCacheSpecificData,
                                   IN IHttpTraceContext* pHttpTraceContext = nullptr) = 0;

  // Raises GL_CUSTOM_NOTIFICATION to all global modules before it returns, and tells whether one of
  // them handled it.
  virtual GLOBAL_NOTIFICATION_STATUS NotifyCustomNotification(
      IN ICustomNotificationProvider* pCustomOutput) = 0;

  // The server's counters.
  virtual IHttpPerfCounterInfo* GetPerfCounterInfo() = 0;

  // Restarts the application at this place in the configuration: its modules see it stop and start.
  virtual VOID RecycleApplication(IN PCWSTR pszAppConfigPath) = 0;

  // Raises GL_CONFIGURATION_CHANGE for the path.
  virtual VOID NotifyConfigurationChange(IN PCWSTR pszPath) = 0;

  // Raises GL_FILE_CHANGE for the file, without a watch.
  virtual VOID NotifyFileChange(IN PCWSTR pszFileName) = 0;

  // A container for stored contexts of the caller's own; ReleaseContainer ends it
  // (stored_context.h).
  virtual IDispensedHttpModuleContextContainer* DispenseContainer() = 0;

  // Stores a copy of a piece of content under a name, for HttpDataChunkFromFragmentCache; it may be
  // dropped at any time. E_INVALIDARG, ERROR_INVALID_PARAMETER.
  virtual HRESULT AddFragmentToCache(IN HTTP_DATA_CHUNK* pDataChunk, IN PCWSTR pszFragmentName) = 0;

  // Copies a stored piece. ERROR_PATH_NOT_FOUND: there is none. ERROR_INSUFFICIENT_BUFFER.
  virtual HRESULT ReadFragmentFromCache(IN PCWSTR pszFragmentName, OUT BYTE* pvBuffer,
                                        IN DWORD cbSize, OUT DWORD* pcbCopied) = 0;

  // Removes a stored piece. ERROR_FILE_NOT_FOUND: there was none.
  virtual HRESULT RemoveFragmentFromCache(IN PCWSTR pszFragmentName) = 0;

  // Settings of the application pool (wpframework.h). Not to be released.
  virtual HRESULT GetWorkerProcessSettings(OUT IWpfSettings** ppWorkerProcessSettings) = 0;

  // Loads another protocol's manager and asks it for an interface. ERROR_FILE_NOT_FOUND,
  // ERROR_INVALID_PARAMETER.
  virtual HRESULT GetProtocolManagerCustomInterface(IN PCWSTR pProtocolManagerDll,
                                                    IN PCWSTR pProtocolManagerDllInitFunction,
                                                    IN DWORD dwCustomInterfaceId,
                                                    OUT PVOID* ppCustomInterface) = 0;

  // Whether a precondition such as integratedMode, bitness64 or appPoolName=... holds in this
  // process. `*pfUnknownPrecondition` TRUE: there is none of that name.
  virtual BOOL SatisfiesPrecondition(IN PCWSTR pszPrecondition,
                                     OUT BOOL* pfUnknownPrecondition = nullptr) const = 0;

  // Where to raise trace events that are not about a request. Not inside RegisterModule.
  virtual IHttpTraceContext* GetTraceContext() const = 0;

  // Watches a folder and what is below it (file.h), as the user of `hToken` when it is not null.
  virtual HRESULT RegisterFileChangeMonitor(IN PCWSTR pszPath, IN HANDLE hToken,
                                            OUT IHttpFileMonitor** ppFileMonitor) = 0;

  // A newer interface of the server by version. E_INVALIDARG: an unknown version.
  virtual HRESULT GetExtendedInterface(IN HTTP_SERVER_INTERFACE_VERSION version,
                                       OUT PVOID* ppInterface) = 0;
};

// (Pages: ihttpserver2-*.)
class PENSTOCK_INTERFACE IHttpServer2 : public IHttpServer {
 public:
  using IHttpServer::GetExtendedInterface;

  // Logs a user on (`dwLogonMethod`: LOGON32_LOGON_NETWORK and its like) through the token cache;
  // release the entry with DereferenceCacheData. `pSockAddr`: the client's, for auditing. The
  // failures are those of the logon.
  virtual HRESULT GetToken(IN PCWSTR pszUserName, IN PCWSTR pszPassword, IN DWORD dwLogonMethod,
                           OUT IHttpTokenEntry** ppTokenEntry, IN PCWSTR pszDefaultDomain = nullptr,
                           IN PSOCKADDR pSockAddr = nullptr,
                           IN IHttpTraceContext* pHttpTraceContext = nullptr) = 0;

  // The configuration file of this pool, and the path's length in characters.
  virtual PCWSTR GetAppPoolConfigFile(OUT DWORD* pcchConfigFilePath = nullptr) const = 0;

  // From the object `pInput` of interface `Version1` to its interface `Version2`: what
  // HttpGetExtendedInterface (extended_interface.h) calls. E_NOINTERFACE: it has none.
  virtual HRESULT GetExtendedInterface(IN const GUID& Version1, IN PVOID pInput,
                                       IN const GUID& Version2, OUT PVOID* ppOutput) = 0;

  // Metadata of a URL of a site, outside any request. Release with DereferenceMetadata.
  virtual HRESULT GetMetadata(IN PCWSTR pszSiteName, IN PCWSTR pszUrl,
                              OUT IReferencedMetadataInfo** ppMetadataInfo) = 0;

  // The process as a whole (wpframework.h).
  virtual HRESULT GetWorkerProcessFramework(
      OUT IWorkerProcessFramework** ppWorkerProcessFramework) = 0;
};

class PENSTOCK_INTERFACE IHttpServer3 : public IHttpServer2 {
 public:
  // A property of a request, by its HTTP_REQUEST::RequestId. ERROR_INSUFFICIENT_BUFFER: the size
  // needed is in `*pcbBytesReturned`. Undocumented.
  virtual HRESULT QueryRequestProperty(IN HTTP_OPAQUE_ID id, IN HTTP_REQUEST_PROPERTY propertyId,
                                       IN PVOID pQualifier, IN ULONG qualifierSize,
                                       OUT PVOID pOutput, IN ULONG outputBufferSize,
                                       OUT PULONG pcbBytesReturned,
                                       IN LPOVERLAPPED pOverlapped) = 0;
};

PENSTOCK_INTERFACES_END
