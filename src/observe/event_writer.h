// EventWriter: the one thread that moves events from the journals (event_journal.h) into the store
// (event_database.h), and to journald if asked. Started by event_log.cc.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/thread_annotations.h"
#include "observe/event_database.h"
#include "observe/event_journal.h"
#include "observe/event_log.h"
#include "observe/journald_sink.h"
#include "observe/room_gate.h"
#include "observe/writer_signal.h"

namespace penstock::observe {

// What reporting threads and the writer share; every member is safe from any thread.
struct EventExchange {
  RecordRing* ring = nullptr;  // of the own journal; set before the threads start
  WriterSignal signal;
  RoomGate room;
  std::atomic<bool> store_fails{false};  // set and cleared by the writer
  std::atomic<std::uint64_t> lost{0};
};

class EventWriter {
 public:
  // database: open; journals: started. exchange outlives the writer.
  EventWriter(const EventLogSettings& settings, std::unique_ptr<EventDatabase> database,
              ClaimedJournals journals, EventExchange& exchange);

  // Stores what is there, once, and ends the thread.
  ~EventWriter();
  EventWriter(const EventWriter&) = delete;
  EventWriter& operator=(const EventWriter&) = delete;

  // Waits until the own journal is stored up to what is reserved now; false if the store fails.
  bool flush() PENSTOCK_EXCLUDES(mutex_);

  std::uint64_t stored() const { return stored_.load(std::memory_order_relaxed); }
  std::uint64_t store_failures() const { return failures_.load(std::memory_order_relaxed); }
  std::uint64_t journald_failures() const {
    return journald_failures_.load(std::memory_order_relaxed);
  }

 private:
  enum class Batch { kNothing, kUnpublished, kStored, kFailed };

  void run();
  bool pending() const;
  bool urgent() const;
  bool drain();
  bool drain_leftovers();
  bool drain_journal(EventJournal& journal);
  Batch store_batch(EventJournal& journal);
  base::Result<std::uint64_t> insert_batch(EventJournal& journal, std::uint64_t& count);
  base::Result<void> reopen_if_closed();
  void copy_to_journald(const EventJournal& journal, std::uint64_t end);
  void retain();
  void failed(const base::Error& error);
  void recovered();
  void announce() PENSTOCK_EXCLUDES(mutex_);

  const EventLogSettings settings_;
  EventExchange& exchange_;

  // Used by the writer thread only, once it runs.
  std::unique_ptr<EventDatabase> database_;  // null after a failure, until reopened
  ClaimedJournals journals_;
  std::unique_ptr<JournaldSink> journald_;  // null: not configured
  std::chrono::milliseconds backoff_{0};    // 0: the store works
  std::chrono::steady_clock::time_point next_retention_{};
  std::uint64_t lost_before_failure_ = 0;
  bool retention_fails_ = false;

  std::atomic<bool> leftovers_{false};
  std::atomic<bool> stop_{false};
  std::atomic<std::uint32_t> flushes_{0};  // callers in flush()
  std::atomic<std::uint64_t> stored_{0};
  std::atomic<std::uint64_t> failures_{0};
  std::atomic<std::uint64_t> journald_failures_{0};

  base::Mutex mutex_;  // flush() waits on progress_
  base::CondVar progress_;
  std::uint64_t progress_count_ PENSTOCK_GUARDED_BY(mutex_) = 0;

  std::thread thread_;  // last: starts when all else is there
};

}  // namespace penstock::observe
