// The client's connection and data a module keeps with it.
#pragma once

#include "stored_context.h"
#include "types.h"

PENSTOCK_INTERFACES_BEGIN

class PENSTOCK_INTERFACE IHttpConnectionStoredContext : public IHttpStoredContext {
 public:
  virtual VOID NotifyDisconnect() = 0;
};

class PENSTOCK_INTERFACE IHttpConnectionModuleContextContainer
    : public IHttpModuleContextContainer {
 public:
  virtual IHttpConnectionStoredContext* GetConnectionModuleContext(IN HTTP_MODULE_ID moduleId) = 0;
  virtual HRESULT SetConnectionModuleContext(IN IHttpConnectionStoredContext* ppStoredContext,
                                             IN HTTP_MODULE_ID moduleId) = 0;
};

class PENSTOCK_INTERFACE IHttpConnection {
 public:
  virtual BOOL IsConnected() const = 0;
  virtual VOID* AllocateMemory(DWORD cbAllocation) = 0;
  virtual IHttpConnectionModuleContextContainer* GetModuleContextContainer() = 0;
};

PENSTOCK_INTERFACES_END
