// Implements w3c_log.h: lanes that threads append to, and the thread that empties them into files.
#include "observe/w3c_log.h"

#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>

#include "base/thread_annotations.h"
#include "observe/clock.h"
#include "observe/record_ring.h"
#include "observe/writer_signal.h"

namespace penstock::observe {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kUnpublishedWait{1};  // a thread was interrupted while appending
constexpr milliseconds kRetryInterval{1000};

std::string host_name() {
  char name[256] = {};
  return ::gethostname(name, sizeof name - 1) == 0 ? name : "localhost";
}

// Threads are numbered as they first append; neighbours take different lanes.
std::size_t thread_number() noexcept {
  static std::atomic<std::size_t> threads{0};
  thread_local const std::size_t number = threads.fetch_add(1, std::memory_order_relaxed);
  return number;
}

// Memory that becomes resident only as it is used.
class LaneMemory {
 public:
  explicit LaneMemory(std::size_t size)
      : bytes_(::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)),
        size_(size) {
    if (bytes_ == MAP_FAILED) {
      std::fprintf(stderr, "penstock: no memory for the access log's buffers (%zu bytes)\n", size);
      std::abort();
    }
  }
  ~LaneMemory() { ::munmap(bytes_, size_); }
  LaneMemory(const LaneMemory&) = delete;
  LaneMemory& operator=(const LaneMemory&) = delete;

  std::span<std::byte> bytes() const { return {static_cast<std::byte*>(bytes_), size_}; }

 private:
  void* bytes_;
  std::size_t size_;
};

// Stands before each line in a lane.
struct Tag {
  void* site;
  std::int64_t seconds;
};

}  // namespace

// One site as the writer thread sees it.
struct W3cLog::Site {
  Site(W3cLogSettings settings, W3cConstants names)
      : fields(settings.fields), constants(std::move(names)), file(std::move(settings)) {}

  const W3cFields fields;
  const W3cConstants constants;
  W3cFile file;  // the writer thread's, under Parts::mutex
};

struct W3cLogWriter::Parts {
  struct alignas(64) Lane {
    explicit Lane(std::size_t size) : memory(size), ring(memory.bytes(), 0, 0) {}
    LaneMemory memory;
    RecordRing ring;
    std::atomic<std::uint64_t> appended{0};
    std::atomic<std::uint64_t> dropped{0};
  };

  explicit Parts(W3cWriterSettings writer_settings);
  void run();
  void round() PENSTOCK_EXCLUDES(mutex);
  void empty_lane(RecordRing& ring) PENSTOCK_REQUIRES(mutex);
  bool pending() const;
  bool urgent() const;

  W3cWriterSettings settings;
  std::vector<std::unique_ptr<Lane>> lanes;
  WriterSignal signal;
  std::atomic<bool> stop{false};
  std::atomic<std::uint64_t> flush_requested{0};
  std::atomic<std::uint64_t> flush_done{0};  // raised under mutex
  std::atomic<std::uint64_t> discarded{0};
  std::atomic<std::uint64_t> write_failures{0};
  bool unwritten = false;  // the writer thread's: a file did not take all of its lines

  // Held by the writer thread for a round, by others to add or remove a site.
  base::Mutex mutex;
  base::CondVar flushed;
  std::vector<std::unique_ptr<W3cLog::Site>> sites PENSTOCK_GUARDED_BY(mutex);

  std::thread thread;
};

W3cLogWriter::Parts::Parts(W3cWriterSettings writer_settings)
    : settings(std::move(writer_settings)) {
  if (settings.lanes == 0) {
    settings.lanes = std::max(1u, std::thread::hardware_concurrency());
  }
  if (settings.computer_name.empty()) {
    settings.computer_name = host_name();
  }
  for (std::size_t i = 0; i < settings.lanes; ++i) {
    lanes.push_back(std::make_unique<Lane>(settings.lane_bytes));
  }
}

bool W3cLogWriter::Parts::pending() const {
  return stop.load() || flush_requested.load() != flush_done.load() ||
         std::any_of(lanes.begin(), lanes.end(),
                     [](const auto& lane) { return !lane->ring.empty(); });
}

// Ends a gather early.
bool W3cLogWriter::Parts::urgent() const {
  return stop.load() || flush_requested.load() != flush_done.load() ||
         std::any_of(lanes.begin(), lanes.end(),
                     [](const auto& lane) { return lane->ring.more_than_half_full(); });
}

void W3cLogWriter::Parts::run() {
  // A write over the file size limit is to fail, not to kill; other signals are not ours.
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
  pthread_setname_np(pthread_self(), "access-log");
  while (!stop.load()) {
    if (unwritten) {
      signal.gather(kRetryInterval, [this] { return urgent(); });
    } else {
      signal.idle([this] { return pending(); });
      signal.gather(settings.flush_interval, [this] { return urgent(); });
    }
    round();
  }
}

// Empties every lane and writes every file.
void W3cLogWriter::Parts::round() {
  base::MutexLock lock(mutex);
  const std::uint64_t request = flush_requested.load();
  for (auto& lane : lanes) {
    empty_lane(lane->ring);
  }
  unwritten = false;
  for (auto& site : sites) {
    unwritten |= !site->file.write();
    discarded.fetch_add(site->file.take_discarded(), std::memory_order_relaxed);
    write_failures.fetch_add(site->file.take_failures(), std::memory_order_relaxed);
  }
  flush_done.store(request);
  flushed.notify_all();
}

// Up to what was reserved at the start: later lines are for the next round.
void W3cLogWriter::Parts::empty_lane(RecordRing& ring) {
  const std::uint64_t end = ring.tail();
  while (ring.head() < end) {
    const auto record = ring.peek(ring.head());
    if (!record) {
      signal.gather(kUnpublishedWait, [] { return false; });
      continue;
    }
    if (!record->filler) {
      Tag tag{};
      std::memcpy(&tag, record->payload.data(), sizeof tag);
      const auto line = record->payload.subspan(sizeof tag);
      static_cast<W3cLog::Site*>(tag.site)->file.add(
          tag.seconds, {reinterpret_cast<const char*>(line.data()), line.size()});
    }
    ring.release(record->next);
  }
}

std::unique_ptr<W3cLogWriter> W3cLogWriter::start(W3cWriterSettings settings) {
  auto parts = std::make_unique<Parts>(std::move(settings));
  Parts& started = *parts;
  parts->thread = std::thread([&started] { started.run(); });
  return std::unique_ptr<W3cLogWriter>(new W3cLogWriter(std::move(parts)));
}

W3cLogWriter::W3cLogWriter(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

W3cLogWriter::~W3cLogWriter() {
  parts_->stop.store(true);
  parts_->signal.urge();
  parts_->thread.join();
}

std::unique_ptr<W3cLog> W3cLogWriter::add(W3cLogSettings settings) {
  W3cConstants constants{"W3SVC" + std::to_string(settings.site_id),
                         parts_->settings.computer_name};
  auto site = std::make_unique<W3cLog::Site>(std::move(settings), std::move(constants));
  std::unique_ptr<W3cLog> log(new W3cLog(*this, *site));
  base::MutexLock lock(parts_->mutex);
  parts_->sites.push_back(std::move(site));
  return log;
}

void W3cLogWriter::flush() {
  base::MutexLock lock(parts_->mutex);
  const std::uint64_t request = parts_->flush_requested.fetch_add(1) + 1;
  parts_->signal.urge();
  while (parts_->flush_done.load() < request) {
    parts_->flushed.wait(parts_->mutex);
  }
}

W3cLogCounts W3cLogWriter::counts() const {
  W3cLogCounts counts;
  for (const auto& lane : parts_->lanes) {
    counts.appended += lane->appended.load(std::memory_order_relaxed);
    counts.dropped += lane->dropped.load(std::memory_order_relaxed);
  }
  counts.discarded = parts_->discarded.load(std::memory_order_relaxed);
  counts.write_failures = parts_->write_failures.load(std::memory_order_relaxed);
  return counts;
}

W3cLog::~W3cLog() {
  writer_.flush();
  W3cLogWriter::Parts& parts = *writer_.parts_;
  base::MutexLock lock(parts.mutex);
  parts.discarded.fetch_add(site_.file.unwritten_lines(), std::memory_order_relaxed);
  std::erase_if(parts.sites, [this](const auto& site) { return site.get() == &site_; });
}

bool W3cLog::append(const LogEntry& entry) noexcept {
  LogEntry timed = entry;
  if (timed.time_us == 0) {
    timed.time_us = now_us();
  }
  char text[kMaxW3cLine];
  const std::size_t size = format_w3c_line(timed, site_.fields, site_.constants, text);

  W3cLogWriter::Parts& parts = *writer_.parts_;
  auto& lane = *parts.lanes[thread_number() % parts.lanes.size()];
  const auto slot = lane.ring.reserve(sizeof(Tag) + size);
  if (!slot) {
    lane.dropped.fetch_add(1, std::memory_order_relaxed);
    parts.signal.urge();
    return false;
  }
  const Tag tag{&site_, timed.time_us / 1'000'000};
  std::memcpy(slot.payload, &tag, sizeof tag);
  std::memcpy(slot.payload + sizeof tag, text, size);
  lane.ring.publish(slot, sizeof tag + size);
  lane.appended.fetch_add(1, std::memory_order_relaxed);
  lane.ring.more_than_half_full() ? parts.signal.urge() : parts.signal.notify();
  return true;
}

}  // namespace penstock::observe
