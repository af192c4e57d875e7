// What a global notification gives.
#pragma once

#include "providers.h"
#include "server.h"
#include "types.h"

PENSTOCK_INTERFACES_BEGIN

class PENSTOCK_INTERFACE IPreBeginRequestProvider : public IHttpEventProvider {
 public:
  virtual IHttpContext* GetHttpContext() = 0;
};

class PENSTOCK_INTERFACE IHttpApplicationProvider : public IHttpEventProvider {
 public:
  virtual IHttpApplication* GetApplication() = 0;
};

class PENSTOCK_INTERFACE IHttpApplicationResolveModulesProvider : public IHttpApplicationProvider {
 public:
  virtual HRESULT RegisterModule(IN HTTP_MODULE_ID parentModuleId,
                                 IN IHttpModuleFactory* pModuleFactory, IN PCWSTR pszModuleName,
                                 IN PCWSTR pszModuleType, IN PCWSTR pszModulePreCondition,
                                 IN DWORD dwRequestNotifications,
                                 IN DWORD dwPostRequestNotifications) = 0;
  virtual HRESULT SetPriorityForRequestNotification(IN PCWSTR pszModuleName,
                                                    IN DWORD dwRequestNotification,
                                                    IN PCWSTR pszPriorityAlias) = 0;
};

class PENSTOCK_INTERFACE IGlobalRSCAQueryProvider : public IHttpEventProvider {
 public:
  virtual PCWSTR GetFunctionName() const = 0;
  virtual PCWSTR GetFunctionParameters() const = 0;
  virtual HRESULT GetOutputBuffer(IN DWORD cbBuffer, OUT BYTE** ppbBuffer) = 0;
  virtual HRESULT ResizeOutputBuffer(IN DWORD cbNewBuffer, IN DWORD cbBytesToCopy,
                                     IN OUT BYTE** ppbBuffer) = 0;
  virtual VOID SetResult(IN DWORD cbData, IN HRESULT hr) = 0;
};

class PENSTOCK_INTERFACE IGlobalStopListeningProvider : public IHttpEventProvider {
 public:
  virtual BOOL DrainRequestsGracefully() const = 0;
};

class PENSTOCK_INTERFACE ICacheProvider : public IHttpEventProvider {
 public:
  virtual CACHE_OPERATION GetCacheOperation() const = 0;
  virtual IHttpCacheKey* GetCacheKey() const = 0;
  virtual IHttpCacheSpecificData* GetCacheRecord() const = 0;
  virtual VOID SetCacheRecord(IN IHttpCacheSpecificData* pCacheRecord) = 0;
  virtual IHttpTraceContext* GetTraceContext() const = 0;
};

class PENSTOCK_INTERFACE IGlobalConfigurationChangeProvider : public IHttpEventProvider {
 public:
  virtual PCWSTR GetChangePath() const = 0;
};

class PENSTOCK_INTERFACE IGlobalFileChangeProvider : public IHttpEventProvider {
 public:
  virtual PCWSTR GetFileName() const = 0;
  virtual IHttpFileMonitor* GetFileMonitor() = 0;
};

class PENSTOCK_INTERFACE IGlobalTraceEventProvider : public IHttpEventProvider {
 public:
  virtual HRESULT GetTraceEvent(OUT HTTP_TRACE_EVENT** ppTraceEvent) = 0;
  virtual BOOL CheckSubscription(IN HTTP_MODULE_ID ModuleId) = 0;
  virtual HRESULT GetCurrentHttpRequestContext(OUT IHttpContext** ppHttpContext) = 0;
};

class PENSTOCK_INTERFACE IGlobalThreadCleanupProvider : public IHttpEventProvider {
 public:
  virtual IHttpApplication* GetApplication() = 0;
};

class PENSTOCK_INTERFACE IGlobalApplicationPreloadProvider : public IHttpEventProvider {
 public:
  virtual HRESULT CreateContext(OUT IHttpContext** ppHttpContext) = 0;
  virtual HRESULT ExecuteRequest(IN IHttpContext* pHttpContext, IN IHttpUser* pHttpUser) = 0;
};

class PENSTOCK_INTERFACE IGlobalApplicationPreloadProvider2
    : public IGlobalApplicationPreloadProvider {
 public:
  virtual BOOL IsProcessRecycled() const = 0;
};

class PENSTOCK_INTERFACE IGlobalSuspendProcessCallback : public IHttpEventProvider {
 public:
  virtual HRESULT Resume() = 0;
};

PENSTOCK_INTERFACES_END
