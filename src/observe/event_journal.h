// EventJournal: a preallocated file, mapped shared, with a RecordRing in it. What is published
// there is in the kernel's hands: it survives kill -9 of the process, and the next one stores it.
// Filled by event_log.cc, drained by event_writer.h; each process has a journal of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "observe/record_ring.h"

namespace penstock::observe {

class EventJournal {
 public:
  // Both lock the file against other processes; null when another one holds it (or, for open, when
  // the file is not a journal: one whose creation was cut short, which is removed).
  using Opened = base::Result<std::unique_ptr<EventJournal>>;
  static Opened create(const std::string& path, std::size_t capacity);
  static Opened open(const std::string& path);

  ~EventJournal();
  EventJournal(const EventJournal&) = delete;
  EventJournal& operator=(const EventJournal&) = delete;

  // Names this journal in the store, where the position consumed so far is kept with the events.
  std::uint64_t id() const;

  // Makes ring() usable. consumed: what the store says, or 0 if it does not know this journal.
  void start(std::uint64_t consumed);
  RecordRing& ring() { return *ring_; }
  const RecordRing& ring() const { return *ring_; }

  // After the store's commit. Also kept in the file, for a store that was deleted or set aside.
  void consume(std::uint64_t position);

  std::size_t capacity() const { return capacity_; }
  const std::string& path() const { return path_; }

  // For a drained journal that no process will write to again.
  void remove_file();

 private:
  struct Header;
  EventJournal(std::string path, int fd, std::byte* mapping, std::size_t capacity);
  static Opened map(const std::string& path, int fd, std::size_t capacity);
  Header& header() const;

  std::string path_;
  int fd_;
  std::byte* mapping_;
  std::size_t capacity_;
  std::unique_ptr<RecordRing> ring_;
};

// What this process drains: its own journal, and those that dead processes left.
struct ClaimedJournals {
  std::unique_ptr<EventJournal> own;
  std::vector<std::unique_ptr<EventJournal>> leftovers;
};

// Claims every journal in the directory that no live process holds; one of the right capacity
// becomes the own journal, or a new one is made.
base::Result<ClaimedJournals> claim_journals(const std::string& directory, std::size_t capacity);

}  // namespace penstock::observe
