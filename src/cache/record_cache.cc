// Look-up, replacement and the cleaner's rounds; see record_cache.h. Candidates are copied under
// the lock and compared without it.
#include "cache/record_cache.h"

#include <algorithm>

namespace penstock::cache {
namespace {

// Sets a flag for a scope; false: it was set already.
class Claim {
 public:
  explicit Claim(std::atomic<bool>& flag) : flag_(flag), mine_(!flag.exchange(true)) {}
  ~Claim() {
    if (mine_) {
      flag_.store(false);
    }
  }
  Claim(const Claim&) = delete;
  Claim& operator=(const Claim&) = delete;
  explicit operator bool() const { return mine_; }

 private:
  std::atomic<bool>& flag_;
  bool mine_;
};

}  // namespace

RecordCache::RecordCache(std::size_t most, Clock now_ms)
    : most_(most), now_ms_(now_ms), last_round_ms_(now_ms()) {}

RecordRef RecordCache::find(const IHttpCacheKey& key) {
  clean_when_due();
  for (const auto& entry : with_hash(key.GetHash())) {
    if (!key.GetIsEqual(entry->key)) {
      continue;
    }
    // A record may take itself out of use.
    if (entry->record->GetFlushed()) {
      drop(entry);
      continue;
    }
    entry->record->ResetTTL();
    entry->used.store(next_number_.load(std::memory_order_relaxed), std::memory_order_relaxed);
    return RecordRef::share(entry->record.get());
  }
  return {};
}

bool RecordCache::add(IHttpCacheSpecificData& record) {
  clean_when_due();
  IHttpCacheKey* key = record.GetCacheKey();
  if (key == nullptr) {
    return false;
  }
  const DWORD hash = key->GetHash();
  const auto added = std::make_shared<const Entry>(record, key, hash, next_number_.fetch_add(1));
  insert(added);
  // Of two that are added at once, the later number stays.
  for (const auto& other : with_hash(hash)) {
    if (other->number < added->number && key->GetIsEqual(other->key)) {
      drop(other);
    }
  }
  make_room();
  return true;
}

bool RecordCache::remove(const IHttpCacheKey& key) {
  clean_when_due();
  bool removed = false;
  for (const auto& entry : with_hash(key.GetHash())) {
    if (key.GetIsEqual(entry->key)) {
      removed = drop(entry) || removed;
    }
  }
  return removed;
}

void RecordCache::remove_prefix(const IHttpCacheKey& prefix) {
  for (const auto& entry : everything()) {
    if (prefix.GetIsPrefix(entry->key)) {
      drop(entry);
    }
  }
}

std::vector<RecordRef> RecordCache::all() const {
  std::vector<RecordRef> records;
  for (const auto& entry : everything()) {
    records.push_back(RecordRef::share(entry->record.get()));
  }
  return records;
}

void RecordCache::clear() {
  for (const auto& entry : everything()) {
    drop(entry);
  }
}

RecordCache::Entries RecordCache::with_hash(DWORD hash) const {
  Entries found;
  {
    const base::MutexLock lock(mutex_);
    const auto [first, last] = entries_.equal_range(hash);
    std::for_each(first, last, [&](const auto& pair) { found.push_back(pair.second); });
  }
  std::sort(found.begin(), found.end(),
            [](const auto& a, const auto& b) { return a->number > b->number; });
  return found;
}

RecordCache::Entries RecordCache::everything() const {
  Entries found;
  const base::MutexLock lock(mutex_);
  found.reserve(entries_.size());
  for (const auto& [hash, entry] : entries_) {
    found.push_back(entry);
  }
  return found;
}

std::size_t RecordCache::size() const {
  const base::MutexLock lock(mutex_);
  return entries_.size();
}

void RecordCache::insert(std::shared_ptr<const Entry> entry) {
  const base::MutexLock lock(mutex_);
  const DWORD hash = entry->hash;
  entries_.emplace(hash, std::move(entry));
}

bool RecordCache::drop(const std::shared_ptr<const Entry>& entry) {
  {
    const base::MutexLock lock(mutex_);
    const auto [first, last] = entries_.equal_range(entry->hash);
    const auto found =
        std::find_if(first, last, [&](const auto& pair) { return pair.second == entry; });
    if (found == last) {
      return false;
    }
    entries_.erase(found);
  }
  entry->record->SetFlushed();
  return true;
}

void RecordCache::clean_when_due() {
  std::uint64_t last = last_round_ms_.load(std::memory_order_relaxed);
  const std::uint64_t now = now_ms_();
  if (now >= last + kRoundMs && last_round_ms_.compare_exchange_strong(last, now)) {
    run_cleaner();
  }
}

// Page: IHttpCacheSpecificData::DecrementTTL.
void RecordCache::run_cleaner() {
  const Claim claim(cleaning_);
  if (!claim) {
    return;
  }
  for (const auto& entry : everything()) {
    BOOL expired = FALSE;
    entry->record->DecrementTTL(&expired);
    if (expired) {
      drop(entry);
    }
  }
}

// One round lets go of what nobody asked for since the last one. If that is not enough, the least
// recently used go, an eighth at once, so that the next ones need no search.
void RecordCache::make_room() {
  if (size() <= most_) {
    return;
  }
  run_cleaner();
  std::vector<std::pair<std::uint64_t, std::shared_ptr<const Entry>>> by_use;
  for (auto& entry : everything()) {
    by_use.emplace_back(entry->used.load(std::memory_order_relaxed), std::move(entry));
  }
  const std::size_t kept = most_ - most_ / 8;
  if (by_use.size() <= most_) {
    return;
  }
  const auto first_to_go = by_use.begin() + static_cast<std::ptrdiff_t>(kept);
  std::nth_element(by_use.begin(), first_to_go, by_use.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::for_each(first_to_go, by_use.end(), [this](const auto& pair) { drop(pair.second); });
}

}  // namespace penstock::cache
