// Opens the event log for one event; see failure_event.h.
#include "hosting/failure_event.h"

#include "config/data_dir.h"
#include "config/snapshot.h"
#include "server/event_report.h"
#include "server/server_context.h"

namespace penstock::hosting {
namespace {

// Null where it cannot be opened; then standard error has to do.
std::unique_ptr<observe::EventLog> default_event_log(const std::string& data_dir) {
  config::LoadOptions load;
  load.data_dir = data_dir;
  const std::string folder = data_dir.empty() ? config::find_data_dir() : data_dir;
  const auto snapshot = config::Configuration::load(folder + "/applicationHost.config", load);
  if (!snapshot.ok()) {
    return nullptr;
  }
  base::Result<std::unique_ptr<observe::EventLog>> log =
      server::open_event_log(snapshot.value()->server().penstock.event_log);
  return log.ok() ? log.take() : nullptr;
}

}  // namespace

void report_failure(const std::string& source, std::string_view message,
                    const std::string& data_dir) {
  const std::unique_ptr<observe::EventLog> log = default_event_log(data_dir);
  server::ServerContext context;
  context.events = log.get();
  context.event_source = source;
  server::report_event(context, server::EventKind::error, server::kEventNotActivated,
                       {std::string(message)}, message);
}

}  // namespace penstock::hosting
