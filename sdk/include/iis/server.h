// The server as a module sees it.
#pragma once

#include "notifications.h"
#include "types.h"

enum CACHE_OPERATION {
  CACHE_OPERATION_RETRIEVE,
  CACHE_OPERATION_ADD,
  CACHE_OPERATION_DELETE,
  CACHE_OPERATION_FLUSH_PREFIX,
  CACHE_OPERATION_ENUM
};

enum HTTP_SERVER_INTERFACE_VERSION { HTTP_SERVER_INTERFACE_V2, HTTP_SERVER_INTERFACE_V3 };

PENSTOCK_INTERFACES_BEGIN

class PENSTOCK_INTERFACE IHttpServer {
 public:
  virtual BOOL IsCommandLineLaunch() const = 0;
  virtual PCWSTR GetAppPoolName() const = 0;
  virtual HRESULT AssociateWithThreadPool(IN HANDLE hHandle,
                                          IN LPOVERLAPPED_COMPLETION_ROUTINE completionRoutine) = 0;
  virtual VOID IncrementThreadCount() = 0;
  virtual VOID DecrementThreadCount() = 0;
  virtual VOID ReportUnhealthy(IN PCWSTR pszReasonString, IN HRESULT hrReason) = 0;
  virtual VOID RecycleProcess(IN PCWSTR pszReason) = 0;
  virtual IAppHostAdminManager* GetAdminManager() const = 0;
  virtual HRESULT GetFileInfo(IN PCWSTR pszPhysicalPath, IN HANDLE hUserToken, IN PSID pSid,
                              IN PCWSTR pszChangeNotificationPath,
                              IN HANDLE hChangeNotificationToken, IN BOOL fCache,
                              OUT IHttpFileInfo** ppFileInfo,
                              IN IHttpTraceContext* pHttpTraceContext = nullptr) = 0;
  virtual HRESULT FlushKernelCache(IN PCWSTR pszUrl) = 0;
  virtual HRESULT DoCacheOperation(IN CACHE_OPERATION cacheOperation, IN IHttpCacheKey* pCacheKey,
                                   OUT IHttpCacheSpecificData** ppCacheSpecificData,
                                   IN IHttpTraceContext* pHttpTraceContext = nullptr) = 0;
  virtual GLOBAL_NOTIFICATION_STATUS NotifyCustomNotification(
      IN ICustomNotificationProvider* pCustomOutput) = 0;
  virtual IHttpPerfCounterInfo* GetPerfCounterInfo() = 0;
  virtual VOID RecycleApplication(IN PCWSTR pszAppConfigPath) = 0;
  virtual VOID NotifyConfigurationChange(IN PCWSTR pszPath) = 0;
  virtual VOID NotifyFileChange(IN PCWSTR pszFileName) = 0;
  virtual IDispensedHttpModuleContextContainer* DispenseContainer() = 0;
  virtual HRESULT AddFragmentToCache(IN HTTP_DATA_CHUNK* pDataChunk, IN PCWSTR pszFragmentName) = 0;
  virtual HRESULT ReadFragmentFromCache(IN PCWSTR pszFragmentName, OUT BYTE* pvBuffer,
                                        IN DWORD cbSize, OUT DWORD* pcbCopied) = 0;
  virtual HRESULT RemoveFragmentFromCache(IN PCWSTR pszFragmentName) = 0;
  virtual HRESULT GetWorkerProcessSettings(OUT IWpfSettings** ppWorkerProcessSettings) = 0;
  virtual HRESULT GetProtocolManagerCustomInterface(IN PCWSTR pProtocolManagerDll,
                                                    IN PCWSTR pProtocolManagerDllInitFunction,
                                                    IN DWORD dwCustomInterfaceId,
                                                    OUT PVOID* ppCustomInterface) = 0;
  virtual BOOL SatisfiesPrecondition(IN PCWSTR pszPrecondition,
                                     OUT BOOL* pfUnknownPrecondition = nullptr) const = 0;
  virtual IHttpTraceContext* GetTraceContext() const = 0;
  virtual HRESULT RegisterFileChangeMonitor(IN PCWSTR pszPath, IN HANDLE hToken,
                                            OUT IHttpFileMonitor** ppFileMonitor) = 0;
  virtual HRESULT GetExtendedInterface(IN HTTP_SERVER_INTERFACE_VERSION version,
                                       OUT PVOID* ppInterface) = 0;
};

class PENSTOCK_INTERFACE IHttpServer2 : public IHttpServer {
 public:
  using IHttpServer::GetExtendedInterface;
  virtual HRESULT GetToken(IN PCWSTR pszUserName, IN PCWSTR pszPassword, IN DWORD dwLogonMethod,
                           OUT IHttpTokenEntry** ppTokenEntry, IN PCWSTR pszDefaultDomain = nullptr,
                           IN PSOCKADDR pSockAddr = nullptr,
                           IN IHttpTraceContext* pHttpTraceContext = nullptr) = 0;
  virtual PCWSTR GetAppPoolConfigFile(OUT DWORD* pcchConfigFilePath = nullptr) const = 0;
  virtual HRESULT GetExtendedInterface(IN const GUID& Version1, IN PVOID pInput,
                                       IN const GUID& Version2, OUT PVOID* ppOutput) = 0;
  virtual HRESULT GetMetadata(IN PCWSTR pszSiteName, IN PCWSTR pszUrl,
                              OUT IReferencedMetadataInfo** ppMetadataInfo) = 0;
  virtual HRESULT GetWorkerProcessFramework(
      OUT IWorkerProcessFramework** ppWorkerProcessFramework) = 0;
};

class PENSTOCK_INTERFACE IHttpServer3 : public IHttpServer2 {
 public:
  virtual HRESULT QueryRequestProperty(IN HTTP_OPAQUE_ID id, IN HTTP_REQUEST_PROPERTY propertyId,
                                       IN PVOID pQualifier, IN ULONG qualifierSize,
                                       OUT PVOID pOutput, IN ULONG outputBufferSize,
                                       OUT PULONG pcbBytesReturned,
                                       IN LPOVERLAPPED pOverlapped) = 0;
};

PENSTOCK_INTERFACES_END
