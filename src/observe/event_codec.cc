// Implements event_codec.h: a fixed head, then log, source, strings (each with its size), data.
#include "observe/event_codec.h"

#include <cstring>

namespace penstock::observe {
namespace {

struct Head {
  std::int64_t time_us;
  std::uint32_t event_id;
  std::uint16_t type;
  std::uint16_t category;
  std::uint32_t log_size;
  std::uint32_t source_size;
  std::uint32_t strings_size;
  std::uint32_t string_count;
  std::uint32_t data_size;
  std::uint32_t reserved;
};

using Size = std::uint32_t;

char* put_bytes(char* out, const void* bytes, std::size_t size) {
  if (size != 0) {
    std::memcpy(out, bytes, size);
  }
  return out + size;
}

char* put_text(char* out, std::string_view text) {
  return put_bytes(out, text.data(), text.size());
}

char* put_sized_text(char* out, std::string_view text) {
  const Size size = static_cast<Size>(text.size());
  return put_text(put_bytes(out, &size, sizeof size), text);
}

std::string_view take(std::string_view& rest, std::size_t size) {
  const std::string_view taken = rest.substr(0, size);
  rest.remove_prefix(taken.size());
  return taken;
}

// Every string's size stays within the area.
bool strings_are_whole(std::string_view strings, std::uint32_t count) {
  for (; count > 0; --count) {
    if (strings.size() < sizeof(Size)) {
      return false;
    }
    Size size = 0;
    std::memcpy(&size, strings.data(), sizeof size);
    if (strings.size() - sizeof(Size) < size) {
      return false;
    }
    strings.remove_prefix(sizeof(Size) + size);
  }
  return strings.empty();
}

}  // namespace

std::size_t encoded_size(const EventView& event) noexcept {
  std::size_t size = sizeof(Head) + event.log.size() + event.source.size();
  for (const std::string_view text : event.strings) {
    size += sizeof(Size) + text.size();
  }
  return size + event.data.size();
}

void encode_event(const EventView& event, std::byte* out) noexcept {
  char* const start = reinterpret_cast<char*>(out);
  Head head{};
  head.time_us = event.time_us;
  head.event_id = event.event_id;
  head.type = static_cast<std::uint16_t>(event.type);
  head.category = event.category;
  head.string_count = static_cast<std::uint32_t>(event.strings.size());
  head.data_size = static_cast<std::uint32_t>(event.data.size());

  char* const log = start + sizeof head;
  char* const source = put_text(log, event.log);
  char* const strings = put_text(source, event.source);
  char* data = strings;
  for (const std::string_view text : event.strings) {
    data = put_sized_text(data, text);
  }
  put_bytes(data, event.data.data(), event.data.size());

  head.log_size = static_cast<std::uint32_t>(source - log);
  head.source_size = static_cast<std::uint32_t>(strings - source);
  head.strings_size = static_cast<std::uint32_t>(data - strings);
  put_bytes(start, &head, sizeof head);
}

std::optional<EncodedEvent> decode_event(std::span<const std::byte> payload) {
  Head head{};
  if (payload.size() < sizeof head) {
    return std::nullopt;
  }
  std::memcpy(&head, payload.data(), sizeof head);
  std::string_view rest{reinterpret_cast<const char*>(payload.data()), payload.size()};
  rest.remove_prefix(sizeof head);
  if (rest.size() !=
      std::uint64_t{head.log_size} + head.source_size + head.strings_size + head.data_size) {
    return std::nullopt;
  }
  EncodedEvent event;
  event.time_us = head.time_us;
  event.type = static_cast<EventType>(head.type);
  event.event_id = head.event_id;
  event.category = head.category;
  event.log = take(rest, head.log_size);
  event.source = take(rest, head.source_size);
  event.string_count = head.string_count;
  event.strings = take(rest, head.strings_size);
  event.data = rest;
  if (!strings_are_whole(event.strings, event.string_count)) {
    return std::nullopt;
  }
  return event;
}

std::string_view next_string(std::string_view& strings) {
  Size size = 0;
  std::memcpy(&size, strings.data(), sizeof size);
  strings.remove_prefix(sizeof size);
  return take(strings, size);
}

}  // namespace penstock::observe
