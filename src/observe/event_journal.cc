// Implements event_journal.h: file layout, locking, preallocation, claiming.
#include "observe/event_journal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace penstock::observe {
namespace {

constexpr std::size_t kHeaderBytes = 4096;
constexpr std::uint64_t kMagic = 0x314C4E524A545350u;  // "PSTJRNL1", little endian
constexpr const char* kPrefix = "journal-";
constexpr const char* kSuffix = ".ring";
constexpr int kMaxJournals = 1024;

base::Error failure(const std::string& what, const std::string& path, int error) {
  return {"cannot " + what + " the event journal " + path + ": " + std::strerror(error)};
}

// Owns a descriptor until take().
class Fd {
 public:
  explicit Fd(int fd) : fd_(fd) {}
  ~Fd() {
    if (fd_ >= 0) {
      ::close(fd_);
    }
  }
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;
  int get() const { return fd_; }
  int take() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

// Locked by us, and still the file of that name (its holder may have removed it meanwhile).
bool lock(int fd) {
  struct stat status {};
  return ::flock(fd, LOCK_EX | LOCK_NB) == 0 && ::fstat(fd, &status) == 0 && status.st_nlink > 0;
}

bool usable_capacity(std::size_t capacity) {
  return capacity >= RecordRing::kMinCapacity && capacity <= RecordRing::kMaxCapacity &&
         (capacity & (capacity - 1)) == 0;
}

std::uint64_t random_word() {
  std::uint64_t word = 0;
  // Cannot fail for so few bytes once the system is up; a weak salt would only weaken recovery.
  [[maybe_unused]] const ssize_t got = ::getrandom(&word, sizeof word, 0);
  return word;
}

bool is_journal_name(const std::string& name) {
  return name.starts_with(kPrefix) && name.ends_with(kSuffix);
}

std::vector<std::string> journals_in(const std::string& directory) {
  std::vector<std::string> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
    if (is_journal_name(entry.path().filename().string())) {
      paths.push_back(entry.path().string());
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

EventJournal::Opened create_own(const std::string& directory, std::size_t capacity) {
  for (int number = 0; number < kMaxJournals; ++number) {
    auto journal = EventJournal::create(
        directory + "/" + kPrefix + std::to_string(number) + kSuffix, capacity);
    if (!journal || journal.value() != nullptr) {
      return journal;
    }
  }
  return base::Error{"cannot create an event journal in " + directory + ": " +
                     std::to_string(kMaxJournals) + " are in use"};
}

}  // namespace

// The first page of the file. The magic is written last, so that a file with it is complete.
struct EventJournal::Header {
  std::uint64_t magic;
  std::uint64_t capacity;
  std::uint64_t id;
  std::uint64_t salt;
  std::uint64_t consumed;
};

EventJournal::EventJournal(std::string path, int fd, std::byte* mapping, std::size_t capacity)
    : path_(std::move(path)), fd_(fd), mapping_(mapping), capacity_(capacity) {}

EventJournal::~EventJournal() {
  ::munmap(mapping_, kHeaderBytes + capacity_);
  ::close(fd_);
}

EventJournal::Header& EventJournal::header() const { return *reinterpret_cast<Header*>(mapping_); }

EventJournal::Opened EventJournal::map(const std::string& path, int fd, std::size_t capacity) {
  void* mapping =
      ::mmap(nullptr, kHeaderBytes + capacity, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (mapping == MAP_FAILED) {
    return failure("map", path, errno);
  }
  return std::unique_ptr<EventJournal>(
      new EventJournal(path, fd, static_cast<std::byte*>(mapping), capacity));
}

EventJournal::Opened EventJournal::create(const std::string& path, std::size_t capacity) {
  Fd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (fd.get() < 0) {
    return errno == EEXIST ? Opened(nullptr) : failure("create", path, errno);
  }
  if (!lock(fd.get())) {
    return Opened(nullptr);
  }
  // Every block is allocated now: a store to a hole of a full disk would be a bus error.
  if (const int error =
          ::posix_fallocate(fd.get(), 0, static_cast<off_t>(kHeaderBytes + capacity))) {
    ::unlink(path.c_str());
    return failure("reserve " + std::to_string(capacity / 1024) + " KiB for", path, error);
  }
  auto journal = map(path, fd.get(), capacity);
  if (!journal) {
    ::unlink(path.c_str());
    return journal;
  }
  fd.take();
  Header& header = journal.value()->header();
  header.capacity = capacity;
  header.id = random_word() >> 1;  // positive as SQLite's signed integer
  header.salt = random_word() & ~std::uint64_t{RecordRing::kAlign - 1};
  std::atomic_ref<std::uint64_t>(header.magic).store(kMagic, std::memory_order_release);
  return journal;
}

EventJournal::Opened EventJournal::open(const std::string& path) {
  Fd fd(::open(path.c_str(), O_RDWR | O_CLOEXEC));
  if (fd.get() < 0) {
    return errno == ENOENT ? Opened(nullptr) : failure("open", path, errno);
  }
  if (!lock(fd.get())) {
    return Opened(nullptr);
  }
  Header header{};
  struct stat status {};
  const bool whole = ::fstat(fd.get(), &status) == 0 &&
                     ::pread(fd.get(), &header, sizeof header, 0) == sizeof header &&
                     header.magic == kMagic && usable_capacity(header.capacity) &&
                     static_cast<std::uint64_t>(status.st_size) == kHeaderBytes + header.capacity;
  if (!whole) {
    ::unlink(path.c_str());
    return Opened(nullptr);
  }
  auto journal = map(path, fd.get(), header.capacity);
  if (journal) {
    fd.take();
  }
  return journal;
}

std::uint64_t EventJournal::id() const { return header().id; }

void EventJournal::start(std::uint64_t consumed) {
  // Both are multiples of the alignment unless somebody edited them.
  const std::uint64_t from =
      std::max(consumed, header().consumed) & ~std::uint64_t{RecordRing::kAlign - 1};
  ring_ = std::make_unique<RecordRing>(std::span(mapping_ + kHeaderBytes, capacity_), header().salt,
                                       from);
  ring_->recover();
}

void EventJournal::consume(std::uint64_t position) {
  std::atomic_ref<std::uint64_t>(header().consumed).store(position, std::memory_order_release);
  ring_->release(position);
}

void EventJournal::remove_file() { ::unlink(path_.c_str()); }

base::Result<ClaimedJournals> claim_journals(const std::string& directory, std::size_t capacity) {
  ClaimedJournals claimed;
  for (const std::string& path : journals_in(directory)) {
    auto journal = EventJournal::open(path);
    if (!journal) {
      return journal.error();
    }
    if (journal.value() == nullptr) {
      continue;
    }
    if (claimed.own == nullptr && journal.value()->capacity() == capacity) {
      claimed.own = journal.take();
    } else {
      claimed.leftovers.push_back(journal.take());
    }
  }
  if (claimed.own == nullptr) {
    auto created = create_own(directory, capacity);
    if (!created) {
      return created.error();
    }
    claimed.own = created.take();
  }
  return claimed;
}

}  // namespace penstock::observe
