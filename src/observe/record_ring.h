// RecordRing: a bounded ring of records in given memory; many producers, one consumer, no locks.
// The event journal (event_journal.h) lays it over a mapped file, where published records outlive
// the process; the access log (w3c_log.h) over plain memory.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace penstock::observe {

// Positions are byte counts since the ring's birth and never repeat; a position's place in memory
// is its remainder by the capacity. A record is published by storing its mark, a function of its
// position and the salt, at its start: memory of an earlier lap, or bytes that a client managed to
// have written, never look like the record expected there.
class RecordRing {
 public:
  static constexpr std::size_t kAlign = 32;
  static constexpr std::size_t kMinCapacity = 4096;
  static constexpr std::size_t kMaxCapacity = std::size_t{1} << 30;

  // memory: aligned to kAlign, a power of two in size, zeroed or of an earlier ring with the same
  // salt. start: a multiple of kAlign, at or after every position already consumed.
  RecordRing(std::span<std::byte> memory, std::uint64_t salt, std::uint64_t start);

  // --- producers, any thread ---

  struct Slot {
    std::uint64_t position = 0;
    std::byte* payload = nullptr;  // size bytes, aligned to 16; null: no room
    explicit operator bool() const { return payload != nullptr; }
  };

  // Every slot must be published, soon: the consumer does not pass an unpublished one.
  Slot reserve(std::size_t size) noexcept;
  void publish(Slot slot, std::size_t size) noexcept;

  // Larger payloads never fit.
  std::size_t max_payload() const { return capacity_ / 4 - kHeader; }
  bool more_than_half_full() const;

  // --- the consumer ---

  struct Record {
    std::uint64_t next = 0;
    std::span<const std::byte> payload;
    bool filler = false;  // no record: the unused end of a lap, or a gap found by recover()
  };

  // The record at this position, if published. Start at head(), go on at Record::next.
  std::optional<Record> peek(std::uint64_t position) const;

  // Gives everything before position back to the producers.
  void release(std::uint64_t position) { head_.store(position); }

  std::uint64_t head() const { return head_.load(); }
  std::uint64_t tail() const { return tail_.load(); }
  bool empty() const { return head_.load() == tail_.load(); }
  std::size_t capacity() const { return capacity_; }

  // Before any use, over memory of a dead process: finds the published records at and after
  // start, makes them the ring's content, and bridges what was reserved but never published.
  void recover();

 private:
  static constexpr std::size_t kHeader = 16;
  static constexpr std::uint32_t kFillerBit = 0x8000'0000u;

  struct Header {
    std::uint64_t mark;   // stored last, with release
    std::uint32_t size;   // of the payload; for a filler, of everything, with kFillerBit
    std::uint32_t check;  // over size and payload: pages can be torn by a loss of power
  };

  Header* header(std::uint64_t position) const;
  std::uint64_t mark(std::uint64_t position) const { return (position ^ salt_) | 1; }
  std::uint32_t checksum(std::uint64_t position) const;
  bool is_marked(std::uint64_t position) const;
  bool is_whole(std::uint64_t position, std::uint64_t end) const;
  std::uint64_t end_of(std::uint64_t position) const;
  void fill(std::uint64_t from, std::uint64_t to);
  void store_mark(std::uint64_t position, std::uint64_t value);

  std::byte* memory_;
  std::size_t capacity_;
  std::uint64_t salt_;
  alignas(64) std::atomic<std::uint64_t> tail_;  // producers: next position to reserve
  alignas(64) std::atomic<std::uint64_t> head_;  // consumer: everything before is free
};

}  // namespace penstock::observe
