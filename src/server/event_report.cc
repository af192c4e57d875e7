// Writes one server event to the log and the console; see event_report.h.
#include "server/event_report.h"

#include <cstdio>

#include "server/server_context.h"

namespace penstock::server {

base::Result<std::unique_ptr<observe::EventLog>> open_event_log(
    const config::EventLogSettings& settings) {
  if (settings.path.empty()) {
    return std::unique_ptr<observe::EventLog>();
  }
  observe::EventLogSettings wanted;
  wanted.directory = settings.path;
  wanted.max_bytes = settings.max_size;
  wanted.max_age = settings.max_age;
  wanted.journald_socket = settings.journald ? "/run/systemd/journal/socket" : "";
  return observe::EventLog::open(wanted);
}

void report_event(ServerContext& server, EventKind kind, std::uint32_t id,
                  const std::vector<std::string>& strings, std::string_view line) {
  if (kind != EventKind::information && !line.empty()) {
    std::fprintf(stderr, "penstock: %.*s\n", static_cast<int>(line.size()), line.data());
  }
  if (server.events == nullptr) {
    return;
  }
  const std::vector<std::string_view> views(strings.begin(), strings.end());
  observe::EventView event;
  event.log = "System";
  event.source = server.event_source;
  event.type = kind == EventKind::error     ? observe::EventType::kError
               : kind == EventKind::warning ? observe::EventType::kWarning
                                            : observe::EventType::kInformation;
  event.event_id = id;
  event.strings = views;
  server.events->report(event);
}

}  // namespace penstock::server
