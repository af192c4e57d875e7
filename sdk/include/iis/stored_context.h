// Data a module keeps with an object of the server: a stored context, and the containers that hold
// it. Which objects have a container: connection.h, context.h, site_app.h, mapping.h, file.h; a
// free-standing one comes from IHttpServer::DispenseContainer (server.h).
#pragma once

#include "types.h"

PENSTOCK_INTERFACES_BEGIN

// Derived by a module for whatever it wants to keep. Once given to a container it belongs to it.
// (Pages: ihttpstoredcontext-*.)
class PENSTOCK_INTERFACE IHttpStoredContext {
 public:
  // The container's owner is going away: called exactly once, on any thread, never by a module. The
  // usual body is `delete this`; it must not call back into the container.
  virtual VOID CleanupStoredContext() = 0;
};

// One stored context for each module, under the module's id. Safe to call from several threads. The
// server owns every container it hands out; none is ever released by a module. (Pages:
// ihttpmodulecontextcontainer-*.)
class PENSTOCK_INTERFACE IHttpModuleContextContainer {
 public:
  // What SetModuleContext stored under `moduleId` (a module passes its own: registration.h), or
  // null. It stays the container's.
  virtual IHttpStoredContext* GetModuleContext(IN HTTP_MODULE_ID moduleId) = 0;

  // Stores `ppStoredContext` for the life of the container's owner, and takes it over on success
  // only; after a failure the caller still owns it.
  //
  // ERROR_INVALID_PARAMETER: null. ERROR_ALREADY_ASSIGNED: there is one under this id already, and
  // it stays. ERROR_NOT_ENOUGH_MEMORY.
  virtual HRESULT SetModuleContext(IN IHttpStoredContext* ppStoredContext,
                                   IN HTTP_MODULE_ID moduleId) = 0;
};

// Stored contexts by name instead of by module, shared by all modules of the request. Reached
// through IHttpContext3. (Pages: inamedcontextcontainer-*.)
class PENSTOCK_INTERFACE INamedContextContainer {
 public:
  // The context of that name, or null. L"websockets" is the IWebSocketContext of an upgraded
  // request (iiswebsocket.h).
  virtual IHttpStoredContext* GetNamedContext(IN LPCWSTR szName) = 0;

  // Stores a context under a name; the container takes it over as SetModuleContext does.
  virtual HRESULT SetNamedContext(IN IHttpStoredContext* ppStoredContext, IN LPCWSTR szName) = 0;
};

// A container with no owner but the module that asked for it. (Page:
// idispensedhttpmodulecontextcontainer-releasecontainer-method.)
class PENSTOCK_INTERFACE IDispensedHttpModuleContextContainer : public IHttpModuleContextContainer {
 public:
  // Cleans up every stored context and frees the container. Does nothing to a container that
  // belongs to another object.
  virtual VOID ReleaseContainer() = 0;
};

PENSTOCK_INTERFACES_END
