// Events that the server itself writes to the event log (source "Penstock", in a hosted web
// core its name; log "System"), and
// says on the console. One list of event ids, documented in docs/events.md.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "config/server_settings.h"
#include "observe/event_log.h"

namespace penstock::server {

struct ServerContext;

enum class EventKind : std::uint8_t { information, warning, error };

constexpr std::uint32_t kEventStarted = 1;
constexpr std::uint32_t kEventStopped = 2;
constexpr std::uint32_t kEventRecycle = 3;
constexpr std::uint32_t kEventUnhealthy = 4;
constexpr std::uint32_t kEventNotActivated = 5;
constexpr std::uint32_t kEventModuleThrew = 100;
constexpr std::uint32_t kEventModuleNotCreated = 101;
constexpr std::uint32_t kEventCompletionUnexpected = 102;
constexpr std::uint32_t kEventModuleNotLoaded = 103;
constexpr std::uint32_t kEventOutOfDescriptors = 200;
constexpr std::uint32_t kEventThreadsExhausted = 201;
constexpr std::uint32_t kEventBadConfiguration = 300;

// The event log of the configuration; null where it names none.
base::Result<std::unique_ptr<observe::EventLog>> open_event_log(
    const config::EventLogSettings& settings);

// `strings` go to the event log; `line`, unless it is empty, to the console, for
// warnings and errors.
void report_event(ServerContext& server, EventKind kind, std::uint32_t id,
                  const std::vector<std::string>& strings, std::string_view line);

}  // namespace penstock::server
