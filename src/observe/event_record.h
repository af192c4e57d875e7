// What an event is: EventView as a module reports it (borrowed text), EventRecord as the store
// gives it back (owned). event_log.h takes the one, event_store.h returns the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace penstock::observe {

// The values of the event log API's wType.
enum class EventType : std::uint16_t {
  kSuccess = 0x0000,
  kError = 0x0001,
  kWarning = 0x0002,
  kInformation = 0x0004,
  kAuditSuccess = 0x0008,
  kAuditFailure = 0x0010,
};

// One event on its way in. Everything is borrowed for the duration of the call. Text is UTF-8;
// ill-formed text is repaired when it is stored, never refused.
struct EventView {
  std::int64_t time_us = 0;  // microseconds since 1970 UTC; 0: now
  std::string_view log = "Application";
  std::string_view source{};
  EventType type = EventType::kInformation;
  std::uint32_t event_id = 0;
  std::uint16_t category = 0;
  std::span<const std::string_view> strings{};
  std::span<const std::byte> data{};
};

// One stored event. Ids rise in the order in which events became visible to readers.
struct EventRecord {
  std::int64_t id = 0;
  std::int64_t time_us = 0;
  std::string log{};
  std::string source{};
  EventType type = EventType::kInformation;
  std::uint32_t event_id = 0;
  std::uint16_t category = 0;
  std::vector<std::string> strings;
  std::string data{};
};

}  // namespace penstock::observe
