// GL_THREAD_CLEANUP: a thread of the team has done its work for a request and goes back to its loop
// or to the pool. connection_execute.cc raises it. Page: CGlobalModule::OnGlobalThreadCleanup.
#pragma once

#include <httpserv.h>

namespace penstock::server {

struct ServerContext;

// Remembers, for this thread, the application of the request it is letting go of: afterwards the
// request may be another thread's. Nothing is done unless a module wants to hear of it.
void note_served_application(const ServerContext& server, IHttpContext& context);

// To be called by the executor inside the time in which its loop may be taken from it.
void raise_thread_cleanup(const ServerContext& server);

}  // namespace penstock::server
