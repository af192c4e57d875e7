// Implements event_writer.h: sleep until something is reported, let a batch gather, store it.
#include "observe/event_writer.h"

#include <pthread.h>
#include <signal.h>

#include <algorithm>
#include <cstdio>

#include "observe/clock.h"

namespace penstock::observe {
namespace {

using std::chrono::milliseconds;

// How long an event may wait for company: a transaction costs as much as some hundred inserts.
constexpr milliseconds kGather{25};
// A reporting thread was interrupted between reserving and publishing.
constexpr milliseconds kUnpublishedWait{1};
constexpr milliseconds kFirstBackoff{50};
constexpr milliseconds kLastBackoff{5000};
constexpr milliseconds kRetentionInterval{1000};
// Room returns to the journal a batch at a time.
constexpr std::uint64_t kBatchEvents = 4096;

// Signals are for the threads that expect them; and a write over the file size limit is to fail
// (EFBIG), not to kill.
void block_signals() {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

}  // namespace

EventWriter::EventWriter(const EventLogSettings& settings, std::unique_ptr<EventDatabase> database,
                         ClaimedJournals journals, EventExchange& exchange)
    : settings_(settings),
      exchange_(exchange),
      database_(std::move(database)),
      journals_(std::move(journals)),
      leftovers_(!journals_.leftovers.empty()) {
  exchange_.ring = &journals_.own->ring();
  if (!settings_.journald_socket.empty()) {
    journald_ = std::make_unique<JournaldSink>(settings_.journald_socket);
  }
  thread_ = std::thread([this] { run(); });
}

EventWriter::~EventWriter() {
  stop_.store(true);
  exchange_.signal.urge();
  thread_.join();
}

bool EventWriter::pending() const {
  return stop_.load() || leftovers_.load() || !exchange_.ring->empty();
}

// Ends a gather early.
bool EventWriter::urgent() const {
  return stop_.load() || flushes_.load() != 0 || exchange_.ring->more_than_half_full();
}

void EventWriter::run() {
  block_signals();
  pthread_setname_np(pthread_self(), "event-writer");
  while (!stop_.load()) {
    if (backoff_.count() != 0) {
      exchange_.signal.gather(backoff_, [this] { return stop_.load(); });
    } else {
      exchange_.signal.idle([this] { return pending(); });
      exchange_.signal.gather(kGather, [this] { return urgent(); });
    }
    drain();
  }
  drain();  // what was reported between the last drain and the stop
}

// Stores all there is; false on failure.
bool EventWriter::drain() {
  const bool done = drain_leftovers() && drain_journal(*journals_.own);
  if (done) {
    recovered();  // also when there was nothing to store: the next event will tell
    retain();
  }
  announce();
  return done;
}

bool EventWriter::drain_leftovers() {
  while (!journals_.leftovers.empty()) {
    EventJournal& journal = *journals_.leftovers.back();
    if (!drain_journal(journal)) {
      return false;
    }
    if (auto opened = reopen_if_closed(); !opened) {
      failed(opened.error());
      return false;
    }
    journal.remove_file();
    if (auto forgotten = database_->forget(journal.id()); !forgotten) {
      failed(forgotten.error());
    }
    journals_.leftovers.pop_back();
  }
  leftovers_.store(false);
  return true;
}

bool EventWriter::drain_journal(EventJournal& journal) {
  for (;;) {
    switch (store_batch(journal)) {
      case Batch::kNothing:
        return true;
      case Batch::kStored:
        recovered();
        announce();
        break;
      case Batch::kUnpublished:
        exchange_.signal.gather(kUnpublishedWait, [] { return false; });
        break;
      case Batch::kFailed:
        return false;
    }
  }
}

EventWriter::Batch EventWriter::store_batch(EventJournal& journal) {
  RecordRing& ring = journal.ring();
  if (ring.empty()) {
    return Batch::kNothing;
  }
  if (!ring.peek(ring.head())) {
    return Batch::kUnpublished;
  }
  if (auto opened = reopen_if_closed(); !opened) {
    failed(opened.error());
    return Batch::kFailed;
  }
  std::uint64_t count = 0;
  auto end = insert_batch(journal, count);
  if (!end) {
    failed(end.error());
    return Batch::kFailed;
  }
  stored_.fetch_add(count, std::memory_order_relaxed);
  copy_to_journald(journal, end.value());
  journal.consume(end.value());
  exchange_.room.open();
  return Batch::kStored;
}

// One transaction; returns the position after its last record.
base::Result<std::uint64_t> EventWriter::insert_batch(EventJournal& journal, std::uint64_t& count) {
  if (auto begun = database_->begin(); !begun) {
    return begun.error();
  }
  std::uint64_t position = journal.ring().head();
  while (count < kBatchEvents) {
    const auto record = journal.ring().peek(position);
    if (!record) {
      break;
    }
    position = record->next;
    const auto event = record->filler ? std::nullopt : decode_event(record->payload);
    if (!event) {
      continue;
    }
    if (auto inserted = database_->insert(*event); !inserted) {
      return inserted.error();
    }
    ++count;
  }
  if (auto committed = database_->commit(journal.id(), position); !committed) {
    return committed.error();
  }
  return position;
}

base::Result<void> EventWriter::reopen_if_closed() {
  if (database_ != nullptr) {
    return {};
  }
  auto opened = EventDatabase::open(settings_.directory + "/" + kEventDatabaseFile);
  if (!opened) {
    return opened.error();
  }
  database_ = opened.take();
  return {};
}

void EventWriter::copy_to_journald(const EventJournal& journal, std::uint64_t end) {
  if (journald_ == nullptr) {
    return;
  }
  for (std::uint64_t position = journal.ring().head(); position < end;) {
    const auto record = journal.ring().peek(position);
    position = record->next;
    const auto event = record->filler ? std::nullopt : decode_event(record->payload);
    if (event && !journald_->send(*event)) {
      journald_failures_.fetch_add(1, std::memory_order_relaxed);
    }
  }
}

void EventWriter::retain() {
  const auto now = std::chrono::steady_clock::now();
  if (now < next_retention_ || database_ == nullptr) {
    return;
  }
  next_retention_ = now + kRetentionInterval;
  std::optional<std::int64_t> oldest;
  if (settings_.max_age.count() > 0) {
    oldest = now_us() - std::chrono::microseconds(settings_.max_age).count();
  }
  const auto done = database_->retain(settings_.max_bytes, oldest);
  if (!done && !retention_fails_) {
    std::fprintf(stderr, "penstock: old events cannot be removed from the event log: %s\n",
                 done.error().message.c_str());
  }
  retention_fails_ = !done;
}

// The first failure is reported, all are counted. The connection is made anew before the next
// attempt: whatever state it was in, the journal still has everything that was not committed.
void EventWriter::failed(const base::Error& error) {
  failures_.fetch_add(1, std::memory_order_relaxed);
  database_.reset();
  if (backoff_.count() == 0) {
    lost_before_failure_ = exchange_.lost.load();
    std::fprintf(stderr,
                 "penstock: the event log cannot be written, events wait in its journal: %s\n",
                 error.message.c_str());
  }
  backoff_ = backoff_.count() == 0 ? kFirstBackoff : std::min(backoff_ * 2, kLastBackoff);
  exchange_.store_fails.store(true);
  exchange_.room.open();  // nobody waits for room that will not come
}

void EventWriter::recovered() {
  if (backoff_.count() == 0) {
    return;
  }
  backoff_ = milliseconds(0);
  exchange_.store_fails.store(false);
  const std::uint64_t lost = exchange_.lost.load() - lost_before_failure_;
  std::fprintf(stderr, "penstock: the event log is written again; %llu events were lost\n",
               static_cast<unsigned long long>(lost));
}

bool EventWriter::flush() {
  const std::uint64_t target = exchange_.ring->tail();
  const std::uint64_t failures = failures_.load();
  flushes_.fetch_add(1);
  exchange_.signal.urge();
  base::MutexLock lock(mutex_);
  while (exchange_.ring->head() < target && failures_.load() == failures) {
    const std::uint64_t seen = progress_count_;
    while (progress_count_ == seen) {
      progress_.wait(mutex_);
    }
  }
  flushes_.fetch_sub(1);
  return exchange_.ring->head() >= target;
}

void EventWriter::announce() {
  base::MutexLock lock(mutex_);
  ++progress_count_;
  progress_.notify_all();
}

}  // namespace penstock::observe
