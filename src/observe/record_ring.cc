// Implements record_ring.h: reserving by compare-and-swap, publishing by mark, recovery by scan.
#include "observe/record_ring.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace penstock::observe {
namespace {

constexpr std::uint64_t align_up(std::uint64_t size) {
  return (size + (RecordRing::kAlign - 1)) & ~std::uint64_t{RecordRing::kAlign - 1};
}

// Detects torn pages; the mark, not this, keeps forged records out.
std::uint32_t mix(std::uint64_t seed, const std::byte* bytes, std::size_t size) {
  constexpr std::uint64_t kPrime = 0x9E3779B97F4A7C15u;
  std::uint64_t hash = seed ^ (size * kPrime);
  while (size > 0) {
    std::uint64_t word = 0;
    const std::size_t step = size < sizeof word ? size : sizeof word;
    std::memcpy(&word, bytes, step);
    hash = (hash ^ word) * kPrime;
    hash ^= hash >> 29;
    bytes += step;
    size -= step;
  }
  return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

}  // namespace

RecordRing::RecordRing(std::span<std::byte> memory, std::uint64_t salt, std::uint64_t start)
    : memory_(memory.data()), capacity_(memory.size()), salt_(salt), tail_(start), head_(start) {}

RecordRing::Header* RecordRing::header(std::uint64_t position) const {
  return reinterpret_cast<Header*>(memory_ + (position & (capacity_ - 1)));
}

RecordRing::Slot RecordRing::reserve(std::size_t size) noexcept {
  if (size > max_payload()) {
    return {};
  }
  const std::uint64_t total = align_up(kHeader + size);
  std::uint64_t tail = tail_.load();
  std::uint64_t padding = 0;
  do {
    // A record is contiguous: one that does not fit before the end of the lap leaves a filler.
    const std::uint64_t rest = capacity_ - (tail & (capacity_ - 1));
    padding = total > rest ? rest : 0;
    // Signed: a stale tail may be behind the head; then the exchange fails and all is read again.
    if (static_cast<std::int64_t>(tail + padding + total - head_.load()) >
        static_cast<std::int64_t>(capacity_)) {
      return {};
    }
  } while (!tail_.compare_exchange_weak(tail, tail + padding + total));
  if (padding != 0) {
    fill(tail, tail + padding);
    tail += padding;
  }
  return {tail, reinterpret_cast<std::byte*>(header(tail)) + kHeader};
}

void RecordRing::publish(Slot slot, std::size_t size) noexcept {
  Header* record = header(slot.position);
  record->size = static_cast<std::uint32_t>(size);
  record->check = checksum(slot.position);
  store_mark(slot.position, mark(slot.position));
}

bool RecordRing::more_than_half_full() const {
  const std::uint64_t head = head_.load();  // before the tail: the difference is never negative
  return tail_.load() - head > capacity_ / 2;
}

std::uint32_t RecordRing::checksum(std::uint64_t position) const {
  const Header* record = header(position);
  const bool filler = (record->size & kFillerBit) != 0;
  return mix(mark(position) + record->size, reinterpret_cast<const std::byte*>(record) + kHeader,
             filler ? 0 : record->size);
}

void RecordRing::store_mark(std::uint64_t position, std::uint64_t value) {
  std::atomic_ref<std::uint64_t>(header(position)->mark).store(value, std::memory_order_release);
}

bool RecordRing::is_marked(std::uint64_t position) const {
  return std::atomic_ref<std::uint64_t>(header(position)->mark).load(std::memory_order_acquire) ==
         mark(position);
}

// Where the marked record at position ends; position itself if its size is impossible.
std::uint64_t RecordRing::end_of(std::uint64_t position) const {
  const std::uint32_t size = header(position)->size;
  const bool filler = (size & kFillerBit) != 0;
  const std::uint64_t total =
      filler ? (size & ~kFillerBit) : align_up(kHeader + std::uint64_t{size});
  const std::uint64_t rest = capacity_ - (position & (capacity_ - 1));
  return total % kAlign != 0 || total > rest ? position : position + total;
}

std::optional<RecordRing::Record> RecordRing::peek(std::uint64_t position) const {
  if (!is_marked(position)) {
    return std::nullopt;
  }
  const std::uint64_t next = end_of(position);
  if (next == position) {
    std::fprintf(stderr,
                 "penstock: a log buffer was overwritten in memory (record %llu): a module wrote "
                 "outside its own memory\n",
                 static_cast<unsigned long long>(position));
    std::abort();
  }
  const Header* record = header(position);
  const bool filler = (record->size & kFillerBit) != 0;
  return Record{next,
                {reinterpret_cast<const std::byte*>(record) + kHeader, filler ? 0 : record->size},
                filler};
}

// Publishes fillers over [from, to), one a lap.
void RecordRing::fill(std::uint64_t from, std::uint64_t to) {
  while (from < to) {
    const std::uint64_t rest = capacity_ - (from & (capacity_ - 1));
    const std::uint64_t size = to - from < rest ? to - from : rest;
    Header* filler = header(from);
    filler->size = static_cast<std::uint32_t>(size) | kFillerBit;
    filler->check = checksum(from);
    store_mark(from, mark(from));
    from += size;
  }
}

// Published, possible, within the lap searched, and not torn.
bool RecordRing::is_whole(std::uint64_t position, std::uint64_t end) const {
  if (!is_marked(position)) {
    return false;
  }
  const std::uint64_t next = end_of(position);
  return next != position && next <= end && header(position)->check == checksum(position);
}

void RecordRing::recover() {
  const std::uint64_t start = head_.load();
  const std::uint64_t end = start + capacity_;
  std::uint64_t covered = start;
  for (std::uint64_t position = start; position < end;) {
    if (is_whole(position, end)) {
      fill(covered, position);
      position = covered = end_of(position);
    } else {
      if (is_marked(position)) {
        store_mark(position, 0);
      }
      position += kAlign;
    }
  }
  tail_.store(covered);
}

}  // namespace penstock::observe
