// See thread_cleanup.h.
#include "server/thread_cleanup.h"

#include "io/thread_context.h"
#include "native/global_events.h"
#include "server/module_loader.h"
#include "server/server_context.h"

namespace penstock::server {
namespace {

thread_local IHttpApplication* served_application = nullptr;

bool wanted(const ServerContext& server) {
  return server.modules->globals().wanted(GL_THREAD_CLEANUP);
}

}  // namespace

void note_served_application(const ServerContext& server, IHttpContext& context) {
  if (wanted(server)) [[unlikely]] {
    served_application = context.GetApplication();
  }
}

// A module's own thread, which comes by way of IndicateCompletion, is not of the pool.
void raise_thread_cleanup(const ServerContext& server) {
  if (wanted(server) && io::this_thread().loop != nullptr) [[unlikely]] {
    native::raise_thread_cleanup(*server.services, served_application);
  }
}

}  // namespace penstock::server
