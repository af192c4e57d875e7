// Implements event_log.h: opening the parts, and the reporting thread's side of the journal.
#include "observe/event_log.h"

#include <filesystem>
#include <system_error>

#include "observe/clock.h"
#include "observe/event_codec.h"
#include "observe/event_writer.h"

namespace penstock::observe {
namespace {

// How long a report waits for a writer that lags. Longer than a slow disk's sync usually takes.
constexpr std::chrono::milliseconds kRoomWait{250};

// Makes the ring of each journal usable, from where the store says that it was consumed.
base::Result<void> start_journals(EventDatabase& database, ClaimedJournals& journals) {
  const auto start = [&database](EventJournal& journal) -> base::Result<void> {
    auto consumed = database.consumed(journal.id());
    if (!consumed) {
      return consumed.error();
    }
    journal.start(consumed.value());
    return {};
  };
  for (auto& leftover : journals.leftovers) {
    if (auto started = start(*leftover); !started) {
      return started;
    }
  }
  return start(*journals.own);
}

}  // namespace

struct EventLog::Parts {
  EventExchange exchange;
  std::atomic<std::uint64_t> reported{0};
  std::unique_ptr<EventWriter> writer;
};

base::Result<std::unique_ptr<EventLog>> EventLog::open(const EventLogSettings& settings) {
  std::error_code error;
  std::filesystem::create_directories(settings.directory, error);
  if (error) {
    return base::Error{"cannot create the event log's directory " + settings.directory + ": " +
                       error.message()};
  }
  if (settings.journal_bytes < 65536 || settings.journal_bytes > RecordRing::kMaxCapacity ||
      (settings.journal_bytes & (settings.journal_bytes - 1)) != 0) {
    return base::Error{
        "the event journal's size must be a power of two from 65536 to 1073741824, "
        "not " +
        std::to_string(settings.journal_bytes)};
  }
  auto database = EventDatabase::open(settings.directory + "/" + kEventDatabaseFile);
  if (!database) {
    return base::Error{"cannot open the event log: " + database.error().message};
  }
  auto journals = claim_journals(settings.directory, settings.journal_bytes);
  if (!journals) {
    return journals.error();
  }
  if (auto started = start_journals(*database.value(), journals.value()); !started) {
    return base::Error{"cannot read the event log: " + started.error().message};
  }
  auto parts = std::make_unique<Parts>();
  parts->writer =
      std::make_unique<EventWriter>(settings, database.take(), journals.take(), parts->exchange);
  return std::unique_ptr<EventLog>(new EventLog(std::move(parts)));
}

EventLog::EventLog(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
EventLog::~EventLog() = default;

bool EventLog::report(const EventView& event) noexcept {
  EventExchange& exchange = parts_->exchange;
  EventView timed = event;
  if (timed.time_us == 0) {
    timed.time_us = now_us();
  }
  const std::size_t size = encoded_size(timed);
  RecordRing::Slot slot = exchange.ring->reserve(size);
  if (!slot && size <= exchange.ring->max_payload()) {
    exchange.room.wait(kRoomWait, [&exchange, &slot, size] {
      slot = exchange.ring->reserve(size);
      if (slot || exchange.store_fails.load()) {
        return true;
      }
      exchange.signal.urge();
      return false;
    });
  }
  if (!slot) {
    exchange.lost.fetch_add(1, std::memory_order_relaxed);
    return false;
  }
  encode_event(timed, slot.payload);
  exchange.ring->publish(slot, size);
  parts_->reported.fetch_add(1, std::memory_order_relaxed);
  if (exchange.ring->more_than_half_full() && !exchange.store_fails.load()) {
    exchange.signal.urge();  // a writer that waits to try a failing store again is left alone
  } else {
    exchange.signal.notify();
  }
  return true;
}

bool EventLog::flush() { return parts_->writer->flush(); }

EventLogCounts EventLog::counts() const {
  return {parts_->reported.load(std::memory_order_relaxed),
          parts_->exchange.lost.load(std::memory_order_relaxed), parts_->writer->stored(),
          parts_->writer->store_failures(), parts_->writer->journald_failures()};
}

}  // namespace penstock::observe
