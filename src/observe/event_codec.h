// How an event lies in the journal: encoded by the reporting thread straight into reserved memory,
// decoded by the writer thread as views. Text is taken as it comes, possibly ill-formed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "observe/event_record.h"

namespace penstock::observe {

// Exactly what encode_event() writes; event.time_us must be set already.
std::size_t encoded_size(const EventView& event) noexcept;
void encode_event(const EventView& event, std::byte* out) noexcept;

// A decoded event; views into the journal.
struct EncodedEvent {
  std::int64_t time_us = 0;
  EventType type = EventType::kInformation;
  std::uint32_t event_id = 0;
  std::uint16_t category = 0;
  std::string_view log;
  std::string_view source;
  std::string_view data;
  std::uint32_t string_count = 0;
  std::string_view strings;  // walked with next_string()
};

// Nothing if the bytes are not what encode_event() writes.
std::optional<EncodedEvent> decode_event(std::span<const std::byte> payload);

// Takes the first string off the front of EncodedEvent::strings.
std::string_view next_string(std::string_view& strings);

}  // namespace penstock::observe
