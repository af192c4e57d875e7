// The client's connection, and data a module keeps for as long as it lives. Reached through
// IHttpContext::GetConnection (context.h).
#pragma once

#include "stored_context.h"
#include "types.h"

PENSTOCK_INTERFACES_BEGIN

// A stored context that also hears of the end of the connection. Derived by a module. (Page:
// ihttpconnectionstoredcontext-notifydisconnect.)
class PENSTOCK_INTERFACE IHttpConnectionStoredContext : public IHttpStoredContext {
 public:
  // The client is gone. Called once, possibly while a request of the connection runs on another
  // thread, so it may do no more than note the fact; CleanupStoredContext follows.
  virtual VOID NotifyDisconnect() = 0;
};

// The connection's container: contexts of either kind, one for each module and kind.
class PENSTOCK_INTERFACE IHttpConnectionModuleContextContainer
    : public IHttpModuleContextContainer {
 public:
  // What SetConnectionModuleContext stored, or null.
  virtual IHttpConnectionStoredContext* GetConnectionModuleContext(IN HTTP_MODULE_ID moduleId) = 0;

  // As SetModuleContext, and the context's NotifyDisconnect will be called.
  virtual HRESULT SetConnectionModuleContext(IN IHttpConnectionStoredContext* ppStoredContext,
                                             IN HTTP_MODULE_ID moduleId) = 0;
};

// A connection; it outlives the requests that come over it. With HTTP/2 several of them use it at
// once. (Pages: ihttpconnection-*.)
class PENSTOCK_INTERFACE IHttpConnection {
 public:
  // FALSE once the client is known to be gone: a module with long work ahead asks now and then, and
  // gives up.
  virtual BOOL IsConnected() const = 0;

  // Memory freed by the server; null when there is none. The documentation promises it only until
  // the end of the request, so use nothing of it later. Uninitialised.
  virtual VOID* AllocateMemory(DWORD cbAllocation) = 0;

  // The connection's container; never null.
  virtual IHttpConnectionModuleContextContainer* GetModuleContextContainer() = 0;
};

PENSTOCK_INTERFACES_END
