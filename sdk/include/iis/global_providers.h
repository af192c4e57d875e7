// What a global notification gives (global_module.h). Each is valid during the notification it is
// handed to; strings live as long. Those of request notifications: providers.h.
#pragma once

#include "../httptrace.h"
#include "providers.h"
#include "server.h"
#include "types.h"

PENSTOCK_INTERFACES_BEGIN

// Of OnGlobalPreBeginRequest. (Page: iprebeginrequestprovider-gethttpcontext-method.)
class PENSTOCK_INTERFACE IPreBeginRequestProvider : public IHttpEventProvider {
 public:
  // The request about to enter the pipeline: its URL may still be replaced. There is no user yet,
  // no path and no handler.
  virtual IHttpContext* GetHttpContext() = 0;
};

// Of OnGlobalApplicationStart and OnGlobalApplicationStop. (Page:
// ihttpapplicationprovider-getapplication-method.)
class PENSTOCK_INTERFACE IHttpApplicationProvider : public IHttpEventProvider {
 public:
  // The application.
  virtual IHttpApplication* GetApplication() = 0;
};

// Of OnGlobalApplicationResolveModules: adds modules to an application's list. (Pages:
// ihttpapplicationresolvemodulesprovider-*.)
class PENSTOCK_INTERFACE IHttpApplicationResolveModulesProvider : public IHttpApplicationProvider {
 public:
  // Adds a module that is not configured: `parentModuleId` is the caller's id, the factory is taken
  // over, the masks are as in SetRequestNotifications. ERROR_FILE_NOT_FOUND,
  // ERROR_INVALID_PARAMETER, ERROR_NOT_ENOUGH_MEMORY.
  virtual HRESULT RegisterModule(IN HTTP_MODULE_ID parentModuleId,
                                 IN IHttpModuleFactory* pModuleFactory, IN PCWSTR pszModuleName,
                                 IN PCWSTR pszModuleType, IN PCWSTR pszModulePreCondition,
                                 IN DWORD dwRequestNotifications,
                                 IN DWORD dwPostRequestNotifications) = 0;

  // Priority level of that module for these notifications. ERROR_INVALID_PARAMETER.
  virtual HRESULT SetPriorityForRequestNotification(IN PCWSTR pszModuleName,
                                                    IN DWORD dwRequestNotification,
                                                    IN PCWSTR pszPriorityAlias) = 0;
};

// Of OnGlobalRSCAQuery: a question to the running worker, and the buffer for its answer. (Pages:
// iglobalrscaqueryprovider-*.)
class PENSTOCK_INTERFACE IGlobalRSCAQueryProvider : public IHttpEventProvider {
 public:
  // What is asked; empty when nothing is. The module answers what it knows and continues otherwise.
  virtual PCWSTR GetFunctionName() const = 0;

  // The question's parameters; empty when there are none.
  virtual PCWSTR GetFunctionParameters() const = 0;

  // A buffer for the answer, which replaces the one before and belongs to the provider.
  // E_OUTOFMEMORY.
  virtual HRESULT GetOutputBuffer(IN DWORD cbBuffer, OUT BYTE** ppbBuffer) = 0;

  // Another size, keeping the first `cbBytesToCopy` bytes. E_INVALIDARG: more than there were.
  // E_OUTOFMEMORY.
  virtual HRESULT ResizeOutputBuffer(IN DWORD cbNewBuffer, IN DWORD cbBytesToCopy,
                                     IN OUT BYTE** ppbBuffer) = 0;

  // How many bytes the answer has, and its result; without this call 0 and E_NOTIMPL.
  virtual VOID SetResult(IN DWORD cbData, IN HRESULT hr) = 0;
};

// Of OnGlobalStopListening. (Page: iglobalstoplisteningprovider-drainrequestsgracefully-method.)
class PENSTOCK_INTERFACE IGlobalStopListeningProvider : public IHttpEventProvider {
 public:
  // TRUE: requests in flight finish. FALSE: they are cut off.
  virtual BOOL DrainRequestsGracefully() const = 0;
};

// Of OnGlobalCacheOperation. Objects belong to the provider; reference a record to keep it. (Pages:
// icacheprovider-*.)
class PENSTOCK_INTERFACE ICacheProvider : public IHttpEventProvider {
 public:
  // What is asked.
  virtual CACHE_OPERATION GetCacheOperation() const = 0;

  // Of which key.
  virtual IHttpCacheKey* GetCacheKey() const = 0;

  // The record to add or to remove; null when finding one is asked.
  virtual IHttpCacheSpecificData* GetCacheRecord() const = 0;

  // The record that was found; not null. The server takes over a reference.
  virtual VOID SetCacheRecord(IN IHttpCacheSpecificData* pCacheRecord) = 0;

  // Where to raise trace events about it: the request's, when there is one.
  virtual IHttpTraceContext* GetTraceContext() const = 0;
};

// Of OnGlobalConfigurationChange. (Page: iglobalconfigurationchangeprovider-getchangepath-method,
// in an older form.)
class PENSTOCK_INTERFACE IGlobalConfigurationChangeProvider : public IHttpEventProvider {
 public:
  // Place in the configuration that changed; everything below it may have.
  virtual PCWSTR GetChangePath() const = 0;
};

// Of OnGlobalFileChange. (Pages: iglobalfilechangeprovider-*.)
class PENSTOCK_INTERFACE IGlobalFileChangeProvider : public IHttpEventProvider {
 public:
  // Full path of what changed.
  virtual PCWSTR GetFileName() const = 0;

  // The watch that saw it; null when a module reported it by NotifyFileChange.
  virtual IHttpFileMonitor* GetFileMonitor() = 0;
};

// Of OnGlobalTraceEvent. (Pages: iglobaltraceeventprovider-*.)
class PENSTOCK_INTERFACE IGlobalTraceEventProvider : public IHttpEventProvider {
 public:
  // The event, shared by all listeners and not to be changed. S_OK.
  virtual HRESULT GetTraceEvent(OUT HTTP_TRACE_EVENT** ppTraceEvent) = 0;

  // Whether it is one that this module asked for with SetTraceConfiguration. Ask before
  // GetTraceEvent.
  virtual BOOL CheckSubscription(IN HTTP_MODULE_ID ModuleId) = 0;

  // The request it is about. ERROR_NOT_SUPPORTED, and the argument untouched: about none.
  virtual HRESULT GetCurrentHttpRequestContext(OUT IHttpContext** ppHttpContext) = 0;
};

// Of OnGlobalThreadCleanup. (Page: iglobalthreadcleanupprovider-getapplication-method.)
class PENSTOCK_INTERFACE IGlobalThreadCleanupProvider : public IHttpEventProvider {
 public:
  // The application the thread worked for.
  virtual IHttpApplication* GetApplication() = 0;
};

// Of OnGlobalApplicationPreload: runs requests that no client made. (Pages:
// iglobalapplicationpreloadprovider-*.)
class PENSTOCK_INTERFACE IGlobalApplicationPreloadProvider : public IHttpEventProvider {
 public:
  // An empty request of the application; give it a URL and a method.
  virtual HRESULT CreateContext(OUT IHttpContext** ppHttpContext) = 0;

  // Runs it through the pipeline as this user; the answer is dropped.
  virtual HRESULT ExecuteRequest(IN IHttpContext* pHttpContext, IN IHttpUser* pHttpUser) = 0;
};

class PENSTOCK_INTERFACE IGlobalApplicationPreloadProvider2
    : public IGlobalApplicationPreloadProvider {
 public:
  // TRUE when the worker replaces another, FALSE at the first start.
  virtual BOOL IsProcessRecycled() const = 0;
};

// Made by a module in OnSuspendProcess. Undocumented.
class PENSTOCK_INTERFACE IGlobalSuspendProcessCallback : public IHttpEventProvider {
 public:
  // The worker is awake again: take up what was put down.
  virtual HRESULT Resume() = 0;
};

PENSTOCK_INTERFACES_END
