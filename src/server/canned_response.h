// The transport's own short answers: a malformed request, an unknown host, no thread left. They
// come before any site is known, so no module and no custom error page has a part in them.
#pragma once

#include <string_view>

#include "server/output_queue.h"

namespace penstock::server {

// Queues a complete response that closes the connection. `server`: the Server header; empty: none.
void write_canned(OutputQueue& output, int status, std::string_view server);

}  // namespace penstock::server
