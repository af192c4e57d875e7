// Hands a module's event to the event log without copying its texts; see event_sink.h.
#include "server/event_sink.h"

#include <penstock/host.h>

#include <array>

#include "observe/event_log.h"
#include "server/server_context.h"

namespace penstock::server {
namespace {

// More strings than any event has; what is over is not kept.
constexpr std::size_t kMostStrings = 64;

bool take_event(void* context, const PenstockEvent& event) {
  auto& server = *static_cast<ServerContext*>(context);
  std::array<std::string_view, kMostStrings> strings;
  const std::size_t count = event.string_count < kMostStrings ? event.string_count : kMostStrings;
  for (std::size_t i = 0; i < count; ++i) {
    strings[i] = {event.strings[i], event.string_sizes[i]};
  }
  observe::EventView view;
  view.log = event.log;
  view.source = event.source;
  view.type = static_cast<observe::EventType>(event.type);
  view.category = event.category;
  view.event_id = event.event_id;
  view.strings = {strings.data(), count};
  view.data = {static_cast<const std::byte*>(event.data), event.data_size};
  const bool taken = server.events->report(view);
  server.counters->add_shared(taken ? observe::Counter::kEventsReported
                                    : observe::Counter::kEventsLost);
  return taken;
}

}  // namespace

void install_event_sink(ServerContext& server) { penstock_set_event_sink(take_event, &server); }

void remove_event_sink() { penstock_set_event_sink(nullptr, nullptr); }

}  // namespace penstock::server
