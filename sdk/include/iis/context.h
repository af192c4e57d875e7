// The request context: where a module finds everything about the request it was called for, and how
// it steers it. Objects reached through it belong to it; nothing is released but what CloneContext
// made.
//
// Threads: only the one that runs the request, but for PostCompletion, IndicateCompletion and
// CancelIo, which are for the others. Failures named ERROR_ are HRESULT_FROM_WIN32 of it.
#pragma once

#include "async.h"
#include "notifications.h"
#include "types.h"

// What CloneContext copies to the child: URL, query and method; headers; body; then what to leave
// out (Range and the If- headers; WebDAV's headers); and, in newer versions, the output cache's
// variation and the server variables.
#define CLONE_FLAG_BASICS 0x01
#define CLONE_FLAG_HEADERS 0x02
#define CLONE_FLAG_ENTITY 0x04
#define CLONE_FLAG_NO_PRECONDITION 0x08
#define CLONE_FLAG_NO_DAV 0x10
#define CLONE_FLAG_USER_CACHE_VARY_BY 0x20
#define CLONE_FLAG_SERVER_VARIABLE 0x40

// How ExecuteRequest runs a child: its headers are not sent; the handler that runs it is skipped,
// so that a handler of every path does not catch its own child; another application pool is no
// obstacle; errors keep their bodies; the URL is the parent's; the output goes to the parent's
// buffer and is not flushed; the response may still be cached.
#define EXECUTE_FLAG_NO_HEADERS 0x01
#define EXECUTE_FLAG_IGNORE_CURRENT_INTERCEPTOR 0x02
#define EXECUTE_FLAG_IGNORE_APPPOOL 0x04
#define EXECUTE_FLAG_DISABLE_CUSTOM_ERROR 0x08
#define EXECUTE_FLAG_SAME_URL 0x10
#define EXECUTE_FLAG_BUFFER_RESPONSE 0x20
#define EXECUTE_FLAG_HTTP_CACHE_ELIGIBLE 0x40

// Without values: the mechanism was never used.
enum HTTP_CONTEXT_INTERFACE_VERSION {};

PENSTOCK_INTERFACES_BEGIN

// One request on its way through the pipeline. (Pages: ihttpcontext-*.)
class PENSTOCK_INTERFACE IHttpContext {
 public:
  // Site of the request.
  virtual IHttpSite* GetSite() = 0;

  // Application of the request.
  virtual IHttpApplication* GetApplication() = 0;

  // The client's connection.
  virtual IHttpConnection* GetConnection() = 0;

  // The request.
  virtual IHttpRequest* GetRequest() = 0;

  // The response.
  virtual IHttpResponse* GetResponse() = 0;

  // TRUE once status and headers have gone to the client: too late to change them.
  virtual BOOL GetResponseHeadersSent() const = 0;

  // The user; null before authentication. Reference it to keep it longer than the request.
  virtual IHttpUser* GetUser() const = 0;

  // Container that lives until the request ends; never null. A child request has its own.
  virtual IHttpModuleContextContainer* GetModuleContextContainer() = 0;

  // Ends the wait of a request whose notification returned RQ_NOTIFICATION_PENDING: the calling
  // thread goes on with it, here and now, as if the notification had returned `notificationStatus`.
  // When the call returns the request may be gone; touch nothing of it. Once for each PENDING.
  virtual VOID IndicateCompletion(IN REQUEST_NOTIFICATION_STATUS notificationStatus) = 0;

  // The same from afar: queues the module's OnAsyncCompletion, on a thread of the server, with
  // `cbBytes` as the count of bytes. Allowed while the notification still runs: the completion
  // waits for it to return. Once for each PENDING.
  virtual HRESULT PostCompletion(IN DWORD cbBytes) = 0;

  // Switches the calling module off for the rest of this request, for the given notifications and
  // post-notifications. No effect on other modules, nor on the notifications that have no fixed
  // place (RQ_SEND_RESPONSE, RQ_READ_ENTITY, RQ_MAP_PATH, RQ_CUSTOM_NOTIFICATION).
  virtual VOID DisableNotifications(IN DWORD dwNotifications, IN DWORD dwPostNotifications) = 0;

  // For a module host that calls modules itself: if the next notification is one of its own
  // modules', moves on to it, as if the present one had returned `status`, and tells which it is.
  // FALSE: it is somebody else's; return to the server.
  virtual BOOL GetNextNotification(IN REQUEST_NOTIFICATION_STATUS status,
                                   OUT DWORD* pdwNotification, OUT BOOL* pfIsPostNotification,
                                   OUT CHttpModule** ppModuleInfo,
                                   OUT IHttpEventProvider** ppRequestOutput) = 0;

  // Whether notifications of this request remain for this module host after returning `status`:
  // TRUE when more remain, says the page, against the name.
  virtual BOOL GetIsLastNotification(IN REQUEST_NOTIFICATION_STATUS status) = 0;

  // Runs a child request that CloneContext of this context made; each child runs once, through the
  // whole pipeline, with module objects of its own. `fAsync` must be TRUE; `*pfCompletionExpected`
  // as with IHttpRequest::ReadEntityBody. With `pHttpUser` the child is not authenticated again.
  // Its output is part of this response, unless the flags say otherwise.
  //
  // ERROR_NOT_SUPPORTED: synchronous, or not a child of this context. ERROR_STACK_OVERFLOW: nested
  // deeper than penstock_sdk::kMaxChildRequestDepth.
  virtual HRESULT ExecuteRequest(IN BOOL fAsync, IN IHttpContext* pHttpContext,
                                 IN DWORD dwExecuteFlags, IN IHttpUser* pHttpUser,
                                 OUT BOOL* pfCompletionExpected = nullptr) = 0;

  // The EXECUTE_FLAG_ values of a child; 0 for the client's own request.
  virtual DWORD GetExecuteFlags() const = 0;

  // Value of a server variable, such as REMOTE_ADDR or HTTP_USER_AGENT. The name is narrow, the
  // value wide or narrow as asked. It belongs to the server; the length is in characters, without
  // the terminator. ERROR_INVALID_INDEX: there is none of that name.
  virtual HRESULT GetServerVariable(IN PCSTR pszVariableName, OUT PCWSTR* ppszValue,
                                    OUT DWORD* pcchValueLength) = 0;
  virtual HRESULT GetServerVariable(IN PCSTR pszVariableName, OUT PCSTR* ppszValue,
                                    OUT DWORD* pcchValueLength) = 0;

  // Sets a server variable for this request; both texts are copied. ERROR_NOT_ENOUGH_MEMORY.
  virtual HRESULT SetServerVariable(PCSTR pszVariableName, PCWSTR pszVariableValue) = 0;

  // Memory that lives until the request ends, never freed by the module; null when there is none.
  // Uninitialised, aligned for any object.
  virtual VOID* AllocateRequestMemory(IN DWORD cbAllocation) = 0;

  // The URL's entry in the URL cache; null before it is looked up.
  virtual IHttpUrlInfo* GetUrlInfo() = 0;

  // The place in the configuration that applies to the URL.
  virtual IMetadataInfo* GetMetadata() = 0;

  // The file or folder the URL maps to. Raises RQ_MAP_PATH when it has not been mapped yet.
  virtual PCWSTR GetPhysicalPath(OUT DWORD* pcchPhysicalPath = nullptr) = 0;

  // Path of the URL that names the script, without the rest that is path information.
  virtual PCWSTR GetScriptName(OUT DWORD* pcchScriptName = nullptr) const = 0;

  // Physical path of the script. Raises RQ_MAP_PATH as GetPhysicalPath does.
  virtual PCWSTR GetScriptTranslated(OUT DWORD* pcchScriptTranslated = nullptr) = 0;

  // The handler chosen; null before RQ_MAP_REQUEST_HANDLER is over.
  virtual IScriptMapInfo* GetScriptMap() const = 0;

  // The request is answered: no further handler runs in RQ_EXECUTE_REQUEST_HANDLER.
  virtual VOID SetRequestHandled() = 0;

  // The file the request resolved to; null when there is none.
  virtual IHttpFileInfo* GetFileInfo() const = 0;

  // Maps any URL of the site to a physical path, in the caller's buffer. `*pcbPhysicalPath` is in
  // bytes, terminator included. Raises RQ_MAP_PATH. ERROR_INSUFFICIENT_BUFFER: `*pcbPhysicalPath`
  // is the size needed. ERROR_NOT_ENOUGH_MEMORY.
  virtual HRESULT MapPath(IN PCWSTR pszUrl, IN OUT PWSTR pszPhysicalPath,
                          IN OUT DWORD* pcbPhysicalPath) = 0;

  // Raises RQ_CUSTOM_NOTIFICATION with a provider of the caller's own making (providers.h) for all
  // modules that subscribed, the caller included, before it returns. `*pfCompletionExpected` TRUE:
  // one of them is pending. ERROR_NOT_ENOUGH_MEMORY.
  virtual HRESULT NotifyCustomNotification(IN ICustomNotificationProvider* pCustomOutput,
                                           OUT BOOL* pfCompletionExpected) = 0;

  // The parent of a child request, null otherwise.
  virtual IHttpContext* GetParentContext() const = 0;

  // The client's request at the root of a child, null when this is it.
  virtual IHttpContext* GetRootContext() const = 0;

  // Makes a child request with copies of the parts that `dwCloneFlags` names; release it with its
  // own ReleaseClonedContext. ERROR_INVALID_PARAMETER, ERROR_NOT_ENOUGH_MEMORY.
  virtual HRESULT CloneContext(IN DWORD dwCloneFlags, OUT IHttpContext** ppHttpContext) = 0;

  // Called on a child that is not running, children of children first. ERROR_INVALID_PARAMETER: its
  // parent is gone.
  virtual HRESULT ReleaseClonedContext() = 0;

  // What the request is doing and since when (milliseconds, as GetTickCount): notification, module,
  // pending notification. Every pointer but the first may be null. E_INVALIDARG: the first is.
  virtual HRESULT GetCurrentExecutionStats(
      OUT DWORD* pdwNotification, OUT DWORD* pdwNotificationStartTickCount = nullptr,
      OUT PCWSTR* ppszModule = nullptr, OUT DWORD* pdwModuleStartTickCount = nullptr,
      OUT DWORD* pdwAsyncNotification = nullptr,
      OUT DWORD* pdwAsyncNotificationStartTickCount = nullptr) const = 0;

  // Where to raise trace events about this request.
  virtual IHttpTraceContext* GetTraceContext() const = 0;

  // As IHttpRequest::GetHeaderChanges, for server variables: modules have no use for it.
  virtual HRESULT GetServerVarChanges(IN DWORD dwOldChangeNumber, OUT DWORD* pdwNewChangeNumber,
                                      IN OUT DWORD* pdwVariableSnapshot,
                                      IN OUT PCSTR** ppVariableNameSnapshot,
                                      IN OUT PCWSTR** ppVariableValueSnapshot,
                                      OUT DWORD* pdwDiffedVariables,
                                      OUT DWORD** ppDiffedVariableIndices) = 0;

  // Cancels a pending read from or write to the client; its completion comes with a failure.
  // ERROR_INVALID_HANDLE: there is nothing to cancel.
  virtual HRESULT CancelIo() = 0;

  // The handler that would serve this URL and verb of a site; changes nothing of the request. Lives
  // as long as the context. ERROR_NOT_ENOUGH_MEMORY.
  virtual HRESULT MapHandler(IN DWORD dwSiteId, IN PCWSTR pszSiteName, IN PCWSTR pszUrl,
                             IN PCSTR pszVerb, OUT IScriptMapInfo** ppScriptMap,
                             IN BOOL fIgnoreWildcardMappings = FALSE) = 0;

  // Deprecated and without use: HttpGetExtendedInterface (extended_interface.h) is the way to newer
  // interfaces.
  virtual HRESULT GetExtendedInterface(IN HTTP_CONTEXT_INTERFACE_VERSION version,
                                       OUT PVOID* ppInterface) = 0;
};

class PENSTOCK_INTERFACE IHttpContext2 : public IHttpContext {
 public:
  // The user authenticated first, before another replaced it; may be null. (Page:
  // ihttpcontext2-getoriginaluser-method.)
  virtual IHttpUser* GetOriginalUser() const = 0;
};

// What upgraded connections and completion callbacks need. (Pages: ihttpcontext3-*.)
class PENSTOCK_INTERFACE IHttpContext3 : public IHttpContext2 {
 public:
  using IHttpContext2::PostCompletion;

  // Contexts by name, shared by all modules of the request.
  virtual INamedContextContainer* GetNamedContextContainer() = 0;

  // Allows one read and one write to be pending at the same time, each with its own callback, as a
  // WebSocket needs. Otherwise one operation at a time.
  virtual VOID EnableFullDuplex() = 0;

  // Copies a server variable from the parent request. When the parent has none: a failure with
  // `fFailIfNotExist`, else S_OK.
  virtual HRESULT InheritServerVariable(IN PCSTR szName, IN BOOL fFailIfNotExist = FALSE) = 0;

  // Queues any function to the server's threads, outside the request's turn: it gets no status back
  // and must not touch the request unless the request waits for it.
  virtual HRESULT PostCompletion(DWORD cbBytes,
                                 LPOVERLAPPED_COMPLETION_ROUTINE pfnCompletionRoutine,
                                 VOID* pvCompletionContext) = 0;
};

// Undocumented.
class PENSTOCK_INTERFACE IHttpContext4 : public IHttpContext3 {
 public:
  // When the request began, in milliseconds, as GetTickCount64.
  virtual ULONGLONG GetRequestStartTime() = 0;

  // Milliseconds since.
  virtual ULONGLONG GetRequestElapsedTime() = 0;
};

PENSTOCK_INTERFACES_END
