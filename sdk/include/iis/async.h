// How an asynchronous operation reports its end.
#pragma once

#include "notifications.h"
#include "types.h"

PENSTOCK_INTERFACES_BEGIN

class PENSTOCK_INTERFACE IHttpCompletionInfo {
 public:
  virtual DWORD GetCompletionBytes() const = 0;
  virtual HRESULT GetCompletionStatus() const = 0;
};

class PENSTOCK_INTERFACE IHttpCompletionInfo2 : public IHttpCompletionInfo {
 public:
  virtual DWORD GetCompletedOperation() const = 0;
};

PENSTOCK_INTERFACES_END

typedef REQUEST_NOTIFICATION_STATUS(WINAPI* PFN_ASYNC_COMPLETION)(
    IHttpContext3* pHttpContext, IHttpCompletionInfo2* pCompletionInfo, VOID* pvCompletionContext);
