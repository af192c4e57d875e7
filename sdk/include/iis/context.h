// The request context.
#pragma once

#include "async.h"
#include "notifications.h"
#include "types.h"

// What CloneContext copies to the child.
#define CLONE_FLAG_BASICS 0x01
#define CLONE_FLAG_HEADERS 0x02
#define CLONE_FLAG_ENTITY 0x04
#define CLONE_FLAG_NO_PRECONDITION 0x08
#define CLONE_FLAG_NO_DAV 0x10
#define CLONE_FLAG_USER_CACHE_VARY_BY 0x20
#define CLONE_FLAG_SERVER_VARIABLE 0x40

// How ExecuteRequest runs a child.
#define EXECUTE_FLAG_NO_HEADERS 0x01
#define EXECUTE_FLAG_IGNORE_CURRENT_INTERCEPTOR 0x02
#define EXECUTE_FLAG_IGNORE_APPPOOL 0x04
#define EXECUTE_FLAG_DISABLE_CUSTOM_ERROR 0x08
#define EXECUTE_FLAG_SAME_URL 0x10
#define EXECUTE_FLAG_BUFFER_RESPONSE 0x20
#define EXECUTE_FLAG_HTTP_CACHE_ELIGIBLE 0x40

// No versions: the mechanism was never used.
enum HTTP_CONTEXT_INTERFACE_VERSION {};

PENSTOCK_INTERFACES_BEGIN

class PENSTOCK_INTERFACE IHttpContext {
 public:
  virtual IHttpSite* GetSite() = 0;
  virtual IHttpApplication* GetApplication() = 0;
  virtual IHttpConnection* GetConnection() = 0;
  virtual IHttpRequest* GetRequest() = 0;
  virtual IHttpResponse* GetResponse() = 0;
  virtual BOOL GetResponseHeadersSent() const = 0;
  virtual IHttpUser* GetUser() const = 0;
  virtual IHttpModuleContextContainer* GetModuleContextContainer() = 0;
  virtual VOID IndicateCompletion(IN REQUEST_NOTIFICATION_STATUS notificationStatus) = 0;
  virtual HRESULT PostCompletion(IN DWORD cbBytes) = 0;
  virtual VOID DisableNotifications(IN DWORD dwNotifications, IN DWORD dwPostNotifications) = 0;
  virtual BOOL GetNextNotification(IN REQUEST_NOTIFICATION_STATUS status,
                                   OUT DWORD* pdwNotification, OUT BOOL* pfIsPostNotification,
                                   OUT CHttpModule** ppModuleInfo,
                                   OUT IHttpEventProvider** ppRequestOutput) = 0;
  virtual BOOL GetIsLastNotification(IN REQUEST_NOTIFICATION_STATUS status) = 0;
  virtual HRESULT ExecuteRequest(IN BOOL fAsync, IN IHttpContext* pHttpContext,
                                 IN DWORD dwExecuteFlags, IN IHttpUser* pHttpUser,
                                 OUT BOOL* pfCompletionExpected = nullptr) = 0;
  virtual DWORD GetExecuteFlags() const = 0;
  virtual HRESULT GetServerVariable(IN PCSTR pszVariableName, OUT PCWSTR* ppszValue,
                                    OUT DWORD* pcchValueLength) = 0;
  virtual HRESULT GetServerVariable(IN PCSTR pszVariableName, OUT PCSTR* ppszValue,
                                    OUT DWORD* pcchValueLength) = 0;
  virtual HRESULT SetServerVariable(PCSTR pszVariableName, PCWSTR pszVariableValue) = 0;
  virtual VOID* AllocateRequestMemory(IN DWORD cbAllocation) = 0;
  virtual IHttpUrlInfo* GetUrlInfo() = 0;
  virtual IMetadataInfo* GetMetadata() = 0;
  virtual PCWSTR GetPhysicalPath(OUT DWORD* pcchPhysicalPath = nullptr) = 0;
  virtual PCWSTR GetScriptName(OUT DWORD* pcchScriptName = nullptr) const = 0;
  virtual PCWSTR GetScriptTranslated(OUT DWORD* pcchScriptTranslated = nullptr) = 0;
  virtual IScriptMapInfo* GetScriptMap() const = 0;
  virtual VOID SetRequestHandled() = 0;
  virtual IHttpFileInfo* GetFileInfo() const = 0;
  virtual HRESULT MapPath(IN PCWSTR pszUrl, IN OUT PWSTR pszPhysicalPath,
                          IN OUT DWORD* pcbPhysicalPath) = 0;
  virtual HRESULT NotifyCustomNotification(IN ICustomNotificationProvider* pCustomOutput,
                                           OUT BOOL* pfCompletionExpected) = 0;
  virtual IHttpContext* GetParentContext() const = 0;
  virtual IHttpContext* GetRootContext() const = 0;
  virtual HRESULT CloneContext(IN DWORD dwCloneFlags, OUT IHttpContext** ppHttpContext) = 0;
  virtual HRESULT ReleaseClonedContext() = 0;
  virtual HRESULT GetCurrentExecutionStats(
      OUT DWORD* pdwNotification, OUT DWORD* pdwNotificationStartTickCount = nullptr,
      OUT PCWSTR* ppszModule = nullptr, OUT DWORD* pdwModuleStartTickCount = nullptr,
      OUT DWORD* pdwAsyncNotification = nullptr,
      OUT DWORD* pdwAsyncNotificationStartTickCount = nullptr) const = 0;
  virtual IHttpTraceContext* GetTraceContext() const = 0;
  virtual HRESULT GetServerVarChanges(IN DWORD dwOldChangeNumber, OUT DWORD* pdwNewChangeNumber,
                                      IN OUT DWORD* pdwVariableSnapshot,
                                      IN OUT PCSTR** ppVariableNameSnapshot,
                                      IN OUT PCWSTR** ppVariableValueSnapshot,
                                      OUT DWORD* pdwDiffedVariables,
                                      OUT DWORD** ppDiffedVariableIndices) = 0;
  virtual HRESULT CancelIo() = 0;
  virtual HRESULT MapHandler(IN DWORD dwSiteId, IN PCWSTR pszSiteName, IN PCWSTR pszUrl,
                             IN PCSTR pszVerb, OUT IScriptMapInfo** ppScriptMap,
                             IN BOOL fIgnoreWildcardMappings = FALSE) = 0;
  virtual HRESULT GetExtendedInterface(IN HTTP_CONTEXT_INTERFACE_VERSION version,
                                       OUT PVOID* ppInterface) = 0;
};

class PENSTOCK_INTERFACE IHttpContext2 : public IHttpContext {
 public:
  virtual IHttpUser* GetOriginalUser() const = 0;
};

class PENSTOCK_INTERFACE IHttpContext3 : public IHttpContext2 {
 public:
  using IHttpContext2::PostCompletion;
  virtual INamedContextContainer* GetNamedContextContainer() = 0;
  virtual VOID EnableFullDuplex() = 0;
  virtual HRESULT InheritServerVariable(IN PCSTR szName, IN BOOL fFailIfNotExist = FALSE) = 0;
  virtual HRESULT PostCompletion(DWORD cbBytes,
                                 LPOVERLAPPED_COMPLETION_ROUTINE pfnCompletionRoutine,
                                 VOID* pvCompletionContext) = 0;
};

class PENSTOCK_INTERFACE IHttpContext4 : public IHttpContext3 {
 public:
  virtual ULONGLONG GetRequestStartTime() = 0;
  virtual ULONGLONG GetRequestElapsedTime() = 0;
};

PENSTOCK_INTERFACES_END
