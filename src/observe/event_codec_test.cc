// Tests of event_codec.h.
#include "observe/event_codec.h"

#include <gtest/gtest.h>

#include <vector>

namespace penstock::observe {
namespace {

std::vector<std::byte> encoded(const EventView& event) {
  std::vector<std::byte> bytes(encoded_size(event));
  encode_event(event, bytes.data());
  return bytes;
}

TEST(EventCodec, KeepsEveryField) {
  const std::string_view strings[] = {"first", "", "third\xff"};
  const std::byte data[] = {std::byte{0}, std::byte{255}};
  const auto bytes = encoded({.time_us = -5,
                              .log = "System",
                              .source = "W3SVC",
                              .type = EventType::kAuditFailure,
                              .event_id = 0xC0000001u,
                              .category = 65535,
                              .strings = strings,
                              .data = data});
  const auto event = decode_event(bytes);
  ASSERT_TRUE(event);
  EXPECT_EQ(event->time_us, -5);
  EXPECT_EQ(event->log, "System");
  EXPECT_EQ(event->source, "W3SVC");
  EXPECT_EQ(event->type, EventType::kAuditFailure);
  EXPECT_EQ(event->event_id, 0xC0000001u);
  EXPECT_EQ(event->category, 65535);
  EXPECT_EQ(event->data, std::string_view("\0\xff", 2));
  ASSERT_EQ(event->string_count, 3u);
  std::string_view rest = event->strings;
  for (const std::string_view text : strings) {
    EXPECT_EQ(next_string(rest), text);
  }
}

TEST(EventCodec, AnEmptyEvent) {
  const auto bytes = encoded({.time_us = 1, .log = ""});
  const auto event = decode_event(bytes);
  ASSERT_TRUE(event);
  EXPECT_EQ(event->log, "");
  EXPECT_EQ(event->string_count, 0u);
  EXPECT_EQ(event->data, "");
}

TEST(EventCodec, RefusesEveryTruncation) {
  const std::string_view strings[] = {"first", "second"};
  const auto bytes = encoded({.time_us = 1, .source = "s", .strings = strings});
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_event(std::span(bytes).first(size))) << size;
  }
}

TEST(EventCodec, RefusesStringsThatExceedTheirArea) {
  const std::string_view strings[] = {"first"};
  auto bytes = encoded({.time_us = 1, .log = "", .strings = strings});
  bytes[bytes.size() - 5 - sizeof(std::uint32_t)] = std::byte{6};
  EXPECT_FALSE(decode_event(bytes));
}

}  // namespace
}  // namespace penstock::observe
