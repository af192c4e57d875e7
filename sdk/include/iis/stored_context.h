// Data a module keeps with an object of the server: a stored context and the containers that hold
// it.
#pragma once

#include "types.h"

PENSTOCK_INTERFACES_BEGIN

class PENSTOCK_INTERFACE IHttpStoredContext {
 public:
  virtual VOID CleanupStoredContext() = 0;
};

class PENSTOCK_INTERFACE IHttpModuleContextContainer {
 public:
  virtual IHttpStoredContext* GetModuleContext(IN HTTP_MODULE_ID moduleId) = 0;
  virtual HRESULT SetModuleContext(IN IHttpStoredContext* ppStoredContext,
                                   IN HTTP_MODULE_ID moduleId) = 0;
};

class PENSTOCK_INTERFACE INamedContextContainer {
 public:
  virtual IHttpStoredContext* GetNamedContext(IN LPCWSTR szName) = 0;
  virtual HRESULT SetNamedContext(IN IHttpStoredContext* ppStoredContext, IN LPCWSTR szName) = 0;
};

class PENSTOCK_INTERFACE IDispensedHttpModuleContextContainer : public IHttpModuleContextContainer {
 public:
  virtual VOID ReleaseContainer() = 0;
};

PENSTOCK_INTERFACES_END
