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

// Borrowed text, UTF-8 or wide: ReportEventA and ReportEventW both arrive without a conversion
// that would allocate. Ill-formed input is replaced when the event is stored, never refused.
class EventText {
 public:
  constexpr EventText() = default;
  constexpr EventText(std::string_view utf8) : utf8_(utf8.data()), size_(utf8.size()) {}
  constexpr EventText(const char* utf8) : EventText(std::string_view(utf8)) {}
  constexpr EventText(std::wstring_view wide) : wide_(wide.data()), size_(wide.size()) {}
  constexpr EventText(const wchar_t* wide) : EventText(std::wstring_view(wide)) {}

  constexpr bool is_wide() const { return wide_ != nullptr; }
  constexpr std::string_view utf8() const { return {utf8_, is_wide() ? 0 : size_}; }
  constexpr std::wstring_view wide() const { return {wide_, is_wide() ? size_ : 0}; }

 private:
  const char* utf8_ = nullptr;
  const wchar_t* wide_ = nullptr;
  std::size_t size_ = 0;
};

// One event on its way in. Everything is borrowed for the duration of the call.
struct EventView {
  std::int64_t time_us = 0;  // microseconds since 1970 UTC; 0: now
  EventText log = "Application";
  EventText source;
  EventType type = EventType::kInformation;
  std::uint32_t event_id = 0;
  std::uint16_t category = 0;
  std::span<const EventText> strings;
  std::span<const std::byte> data;
};

// One stored event. Ids rise in the order in which events became visible to readers.
struct EventRecord {
  std::int64_t id = 0;
  std::int64_t time_us = 0;
  std::string log;
  std::string source;
  EventType type = EventType::kInformation;
  std::uint32_t event_id = 0;
  std::uint16_t category = 0;
  std::vector<std::string> strings;
  std::string data;
};

}  // namespace penstock::observe
