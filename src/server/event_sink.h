// The bridge from a module's ReportEvent (sdk/win32) to the server's event log.
#pragma once

namespace penstock::server {

struct ServerContext;

// One server a process reports through it; the context outlives the sink.
void install_event_sink(ServerContext& server);
void remove_event_sink();

}  // namespace penstock::server
