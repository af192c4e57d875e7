// Tests of RecordCache with records and keys of a module's kind.
#include "cache/record_cache.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>

namespace penstock::cache {
namespace {

std::uint64_t clock_ms = 0;

class Key final : public IHttpCacheKey {
 public:
  explicit Key(std::wstring text) : text_(std::move(text)) {}
  // Few values, so that keys that are not equal meet.
  DWORD GetHash() const override { return static_cast<DWORD>(text_.size() % 3); }
  PCWSTR GetCacheName() const override { return L"TEST"; }
  bool GetIsEqual(IHttpCacheKey* other) const override {
    return static_cast<Key*>(other)->text_ == text_;
  }
  bool GetIsPrefix(IHttpCacheKey* other) const override {
    return static_cast<Key*>(other)->text_.starts_with(text_);
  }
  VOID Enum(IHttpCacheSpecificData*) override {}
  const std::wstring& text() const { return text_; }

 private:
  std::wstring text_;
};

class Record final : public IHttpCacheSpecificData {
 public:
  explicit Record(std::wstring text) : key_(std::move(text)) { ++alive; }
  ~Record() { --alive; }
  IHttpCacheKey* GetCacheKey() const override { return has_key ? &key_ : nullptr; }
  VOID ReferenceCacheData() override { ++references_; }
  VOID DereferenceCacheData() override {
    if (--references_ == 0) {
      delete this;
    }
  }
  VOID ResetTTL() override { ttl_ = 2; }
  VOID DecrementTTL(BOOL* expired) override { *expired = --ttl_ == 0; }
  VOID SetFlushed() override { flushed_ = true; }
  BOOL GetFlushed() const override { return flushed_; }

  static inline std::atomic<int> alive{0};
  bool has_key = true;

 private:
  mutable Key key_;
  std::atomic<int> references_{1};
  std::atomic<int> ttl_{2};
  std::atomic<bool> flushed_{false};
};

class RecordCacheTest : public testing::Test {
 protected:
  void TearDown() override {
    cache_.clear();
    EXPECT_EQ(Record::alive, 0);
  }

  void add(const std::wstring& text) {
    const RecordRef record = RecordRef::adopt(new Record(text));
    EXPECT_TRUE(cache_.add(static_cast<Record&>(*record.get())));
  }
  bool has(const std::wstring& text) { return static_cast<bool>(cache_.find(Key(text))); }
  std::vector<std::wstring> names() {
    std::vector<std::wstring> found;
    for (const RecordRef& record : cache_.all()) {
      found.push_back(static_cast<Key*>(record->GetCacheKey())->text());
    }
    return found;
  }

  RecordCache cache_{8, [] { return clock_ms; }};
};

TEST_F(RecordCacheTest, FindsWhatIsEqualAmongEqualHashes) {
  add(L"aaa");
  add(L"bbb");
  EXPECT_TRUE(has(L"bbb"));
  EXPECT_TRUE(has(L"aaa"));
  EXPECT_FALSE(has(L"ccc"));
  EXPECT_FALSE(has(L"aaaa"));
}

TEST_F(RecordCacheTest, AddReplacesAnEqualOneAndFlushesIt) {
  add(L"a");
  const RecordRef first = cache_.find(Key(L"a"));
  add(L"a");
  EXPECT_TRUE(first->GetFlushed());
  EXPECT_NE(cache_.find(Key(L"a")).get(), first.get());
  EXPECT_THAT(names(), testing::ElementsAre(L"a"));
}

TEST_F(RecordCacheTest, AddRefusesARecordWithoutAKey) {
  const RecordRef record = RecordRef::adopt(new Record(L"a"));
  static_cast<Record*>(record.get())->has_key = false;
  EXPECT_FALSE(cache_.add(*record.get()));
}

TEST_F(RecordCacheTest, RemoveFlushesAndTellsWhetherThereWasOne) {
  add(L"a");
  const RecordRef held = cache_.find(Key(L"a"));
  EXPECT_TRUE(cache_.remove(Key(L"a")));
  EXPECT_TRUE(held->GetFlushed());
  EXPECT_FALSE(cache_.remove(Key(L"a")));
}

TEST_F(RecordCacheTest, RemovePrefixTakesAllBelow) {
  add(L"/a/1");
  add(L"/a/2");
  add(L"/b");
  cache_.remove_prefix(Key(L"/a/"));
  EXPECT_THAT(names(), testing::ElementsAre(L"/b"));
}

TEST_F(RecordCacheTest, ARecordThatFlushesItselfIsNotFoundAgain) {
  add(L"a");
  cache_.find(Key(L"a"))->SetFlushed();
  EXPECT_FALSE(has(L"a"));
  EXPECT_THAT(names(), testing::IsEmpty());
}

TEST_F(RecordCacheTest, TheCleanerLetsGoAfterTwoRoundsWithoutUse) {
  add(L"used");
  add(L"unused");
  for (int round = 0; round < 3; ++round) {
    clock_ms += RecordCache::kRoundMs;
    EXPECT_TRUE(has(L"used"));
  }
  EXPECT_THAT(names(), testing::ElementsAre(L"used"));
}

TEST_F(RecordCacheTest, NoRoundBeforeItsTime) {
  add(L"a");
  for (int i = 0; i < 10; ++i) {
    clock_ms += RecordCache::kRoundMs / 20;
    EXPECT_FALSE(has(L"other"));
  }
  EXPECT_THAT(names(), testing::ElementsAre(L"a"));
}

TEST_F(RecordCacheTest, AFullCacheLetsGoOfWhatNobodyAskedFor) {
  for (int i = 0; i < 100; ++i) {
    add(L"record" + std::to_wstring(i));
    EXPECT_TRUE(has(L"record0"));
    EXPECT_LE(names().size(), 8U);
  }
  EXPECT_TRUE(has(L"record99"));
}

// Under ThreadSanitizer this is the proof of the locking; the counts prove that no reference and no
// record is lost or doubled.
TEST_F(RecordCacheTest, ManyThreads) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([this, t] {
      for (int i = 0; i < 400; ++i) {
        const std::wstring name = L"/" + std::to_wstring(i % 5);
        switch ((t + i) % 4) {
          case 0:
            add(name);
            break;
          case 1:
            cache_.find(Key(name));
            break;
          case 2:
            cache_.remove(Key(name));
            break;
          default:
            cache_.all();
        }
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  cache_.remove_prefix(Key(L"/"));
  EXPECT_THAT(names(), testing::IsEmpty());
}

}  // namespace
}  // namespace penstock::cache
