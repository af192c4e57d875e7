// The context containers of the API over StoredContexts: of a request, site, application, file;
// of a connection; and free-standing ones. Page: IHttpModuleContextContainer.
#pragma once

#include <httpserv.h>

#include "native/stored_contexts.h"

namespace penstock::native {

// Owned by the object it hangs on; that object's end runs cleanup().
class ModuleContextContainer final : public IHttpModuleContextContainer {
 public:
  IHttpStoredContext* GetModuleContext(HTTP_MODULE_ID id) override { return contexts_.get(id); }
  HRESULT SetModuleContext(IHttpStoredContext* context, HTTP_MODULE_ID id) override {
    return contexts_.set(context, id);
  }

  void cleanup() { contexts_.cleanup(); }

 private:
  StoredContexts contexts_;
};

// A connection's. Contexts set as connection contexts hear of the disconnect.
class ConnectionContextContainer final : public IHttpConnectionModuleContextContainer {
 public:
  IHttpStoredContext* GetModuleContext(HTTP_MODULE_ID id) override { return plain_.get(id); }
  HRESULT SetModuleContext(IHttpStoredContext* context, HTTP_MODULE_ID id) override {
    return plain_.set(context, id);
  }
  IHttpConnectionStoredContext* GetConnectionModuleContext(HTTP_MODULE_ID id) override {
    return static_cast<IHttpConnectionStoredContext*>(connection_.get(id));
  }
  HRESULT SetConnectionModuleContext(IHttpConnectionStoredContext* context,
                                     HTTP_MODULE_ID id) override {
    return connection_.set(context, id);
  }

  void notify_disconnect();
  void cleanup();

 private:
  StoredContexts plain_;
  StoredContexts connection_;  // holds IHttpConnectionStoredContext only
};

// IHttpServer::DispenseContainer: lives until its owner releases it.
class DispensedContextContainer final : public IDispensedHttpModuleContextContainer {
 public:
  IHttpStoredContext* GetModuleContext(HTTP_MODULE_ID id) override { return contexts_.get(id); }
  HRESULT SetModuleContext(IHttpStoredContext* context, HTTP_MODULE_ID id) override {
    return contexts_.set(context, id);
  }
  VOID ReleaseContainer() override { delete this; }

 private:
  StoredContexts contexts_;
};

}  // namespace penstock::native
