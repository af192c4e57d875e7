// RecordCache: the records of one named cache (IHttpCacheSpecificData), found by keys
// (IHttpCacheKey) that modules or the server implement. native/cache_operations.h holds one for
// each name. Pages: IHttpCacheKey, IHttpCacheSpecificData.
#pragma once

#include <httpserv.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "base/thread_annotations.h"
#include "base/tick_clock.h"
#include "cache/record_ref.h"

namespace penstock::cache {

// Any thread. Keys and records are called without a lock held: they may call back. What they throw
// comes through.
//
// A record that nobody asks for is let go after as many rounds of the cleaner as it counts
// (DecrementTTL). Rounds happen with an operation, once kRoundMs have passed since the last one, or
// when the cache is full: an idle server does not tick.
class RecordCache {
 public:
  static constexpr std::uint64_t kRoundMs = 30'000;
  using Clock = std::uint64_t (*)();  // milliseconds, monotonic

  // `most`: records kept.
  explicit RecordCache(std::size_t most, Clock now_ms = &base::tick_count_ms);
  ~RecordCache() { clear(); }
  RecordCache(const RecordCache&) = delete;
  RecordCache& operator=(const RecordCache&) = delete;

  // Empty: none is equal. Its countdown begins again.
  RecordRef find(const IHttpCacheKey& key);
  // The cache takes a reference of its own. Replaces a record of an equal key. False: the record
  // has no key.
  bool add(IHttpCacheSpecificData& record);
  bool remove(const IHttpCacheKey& key);
  // All that the key is a prefix of.
  void remove_prefix(const IHttpCacheKey& prefix);
  std::vector<RecordRef> all() const;
  void clear();

 private:
  struct Entry {
    Entry(IHttpCacheSpecificData& of, IHttpCacheKey* its_key, DWORD its_hash, std::uint64_t its)
        : record(RecordRef::share(&of)), key(its_key), hash(its_hash), number(its), used(its) {}
    RecordRef record;
    IHttpCacheKey* key;  // the record's own
    DWORD hash;
    std::uint64_t number;                     // in the order of adding
    mutable std::atomic<std::uint64_t> used;  // the latest number there was when it was found
  };
  using Entries = std::vector<std::shared_ptr<const Entry>>;

  // Copies, newest first.
  Entries with_hash(DWORD hash) const PENSTOCK_EXCLUDES(mutex_);
  Entries everything() const PENSTOCK_EXCLUDES(mutex_);
  std::size_t size() const PENSTOCK_EXCLUDES(mutex_);
  void insert(std::shared_ptr<const Entry> entry) PENSTOCK_EXCLUDES(mutex_);
  // False when somebody else was faster. The record is marked as flushed.
  bool drop(const std::shared_ptr<const Entry>& entry) PENSTOCK_EXCLUDES(mutex_);
  void clean_when_due();
  void run_cleaner();
  void make_room();

  const std::size_t most_;
  const Clock now_ms_;
  std::atomic<std::uint64_t> last_round_ms_;  // who replaces it runs the round
  std::atomic<bool> cleaning_{false};         // one round at a time, or records count down too fast
  std::atomic<std::uint64_t> next_number_{0};

  mutable base::Mutex mutex_;
  std::unordered_multimap<DWORD, std::shared_ptr<const Entry>> entries_ PENSTOCK_GUARDED_BY(mutex_);
};

}  // namespace penstock::cache
