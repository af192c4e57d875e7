// How an asynchronous operation reports its end: the information handed to
// CHttpModule::OnAsyncCompletion (module.h), and the callback that the newer request and response
// interfaces take in its place.
#pragma once

#include "notifications.h"
#include "types.h"

PENSTOCK_INTERFACES_BEGIN

// The result of an operation that completed. Valid during the call it is handed to. (Pages:
// ihttpcompletioninfo-*.)
class PENSTOCK_INTERFACE IHttpCompletionInfo {
 public:
  // Bytes that were read or sent, or the number given to IHttpContext::PostCompletion.
  virtual DWORD GetCompletionBytes() const = 0;

  // How it ended: S_OK, or the failure.
  virtual HRESULT GetCompletionStatus() const = 0;
};

// What a PFN_ASYNC_COMPLETION receives. (Page: ihttpcompletioninfo2-getcompletedoperation-method;
// its prose describes bytes, by mistake.)
class PENSTOCK_INTERFACE IHttpCompletionInfo2 : public IHttpCompletionInfo {
 public:
  // Which operation ended: RQ_READ_ENTITY for a read, RQ_SEND_RESPONSE for a write or flush. The
  // pages do not say; this is this server's choice.
  virtual DWORD GetCompletedOperation() const = 0;
};

PENSTOCK_INTERFACES_END

// Called once when an operation started with it ends: on any thread, perhaps before the
// notification that started it has returned. The status it returns counts as OnAsyncCompletion's
// would. `pvCompletionContext` is the caller's own. (Page: pfn-async-completion-function.)
typedef REQUEST_NOTIFICATION_STATUS(WINAPI* PFN_ASYNC_COMPLETION)(
    IHttpContext3* pHttpContext, IHttpCompletionInfo2* pCompletionInfo, VOID* pvCompletionContext);
