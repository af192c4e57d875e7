// IHttpServer::DoCacheOperation on caches of the module's own.
#include <algorithm>

#include "caching.h"
#include "objects.h"

namespace caching {
namespace {

HRESULT add(IHttpCacheSpecificData* record) {
  return server->DoCacheOperation(CACHE_OPERATION_ADD, record->GetCacheKey(), &record);
}

// Adds a record that only the cache holds then.
HRESULT add_new(const std::wstring& text, PCWSTR cache = L"CACHING") {
  auto* record = new Record(text, cache);
  const HRESULT result = add(record);
  record->DereferenceCacheData();
  return result;
}

HRESULT retrieve(IHttpCacheKey& key, IHttpCacheSpecificData** record) {
  return server->DoCacheOperation(CACHE_OPERATION_RETRIEVE, &key, record);
}

HRESULT act(CACHE_OPERATION operation, IHttpCacheKey& key) {
  return server->DoCacheOperation(operation, &key, nullptr);
}

void round(Call& call) {
  Report& report = call.report;
  Key key(L"one");
  auto* record = new Record(L"one");
  auto* none = reinterpret_cast<IHttpCacheSpecificData*>(1);
  report.result("missing", retrieve(key, &none));
  report.number("missing is null", none == nullptr);
  report.result("add", add(record));
  report.number("references of the cache", record->references - 1);
  IHttpCacheSpecificData* found = nullptr;
  report.result("retrieve", retrieve(key, &found));
  report.number("the same", found == record);
  report.number("references with mine", record->references - 1);
  report.number("countdown begun again", record->resets);
  found->DereferenceCacheData();
  report.number("flushed before", record->flushed);
  report.result("delete", act(CACHE_OPERATION_DELETE, key));
  report.number("flushed after", record->flushed);
  report.number("references left", record->references);
  report.result("retrieve deleted", retrieve(key, &found));
  report.result("delete again", act(CACHE_OPERATION_DELETE, key));
  record->DereferenceCacheData();
  report.number("records left", Record::alive);
}

void replace(Call& call) {
  Report& report = call.report;
  auto* first = new Record(L"twice");
  auto* second = new Record(L"twice");
  report.result("first", add(first));
  report.result("second", add(second));
  report.number("first flushed", first->flushed);
  Key key(L"twice");
  IHttpCacheSpecificData* found = nullptr;
  report.result("retrieve", retrieve(key, &found));
  report.number("the second", found == second);
  found->DereferenceCacheData();
  act(CACHE_OPERATION_DELETE, key);
  first->DereferenceCacheData();
  second->DereferenceCacheData();
  report.number("records left", Record::alive);
}

void prefix(Call& call) {
  Report& report = call.report;
  for (const wchar_t* name : {L"/a/1", L"/a/2", L"/b"}) {
    add_new(name);
    add_new(name, L"OTHER");
  }
  Key folder(L"/a/");
  report.result("flush", act(CACHE_OPERATION_FLUSH_PREFIX, folder));
  Key seen(L"");
  report.result("enum", act(CACHE_OPERATION_ENUM, seen));
  report.add("left", seen.enumerated.c_str());
  Key other(L"", L"OTHER");
  IHttpCacheSpecificData* record = reinterpret_cast<IHttpCacheSpecificData*>(1);
  report.result("enum other", server->DoCacheOperation(CACHE_OPERATION_ENUM, &other, &record));
  report.number("out is null", record == nullptr);
  report.number("other left", static_cast<long long>(std::count(other.enumerated.begin(),
                                                                other.enumerated.end(), L' ')));
  act(CACHE_OPERATION_FLUSH_PREFIX, seen);
  act(CACHE_OPERATION_FLUSH_PREFIX, other);
  report.result("flush nothing", act(CACHE_OPERATION_FLUSH_PREFIX, other));
  report.number("records left", Record::alive);
}

void arguments(Call& call) {
  Report& report = call.report;
  Key key(L"one");
  Key nameless(L"one", nullptr);
  IHttpCacheSpecificData* record = nullptr;
  const auto operate = [](int operation, IHttpCacheKey* of, IHttpCacheSpecificData** data) {
    return server->DoCacheOperation(static_cast<CACHE_OPERATION>(operation), of, data);
  };
  report.result("no key", operate(CACHE_OPERATION_RETRIEVE, nullptr, &record));
  report.result("no place for a record", operate(CACHE_OPERATION_RETRIEVE, &key, nullptr));
  report.result("nothing to add", operate(CACHE_OPERATION_ADD, &key, nullptr));
  report.result("null to add", operate(CACHE_OPERATION_ADD, &key, &record));
  report.result("nameless", operate(CACHE_OPERATION_RETRIEVE, &nameless, &record));
  report.result("unknown operation", operate(99, &key, &record));
  auto* other = new Record(L"one", L"OTHER");
  record = other;
  report.result("record of another cache", operate(CACHE_OPERATION_ADD, &key, &record));
  report.number("references", other->references);
  other->DereferenceCacheData();
  key.throws = true;
  report.result("throwing key", operate(CACHE_OPERATION_RETRIEVE, &key, &record));
  report.result("too early", too_early);
}

// More than a cache keeps: what nobody asks for goes, what is used stays.
void full(Call& call) {
  Report& report = call.report;
  add_new(L"kept");
  Key kept(L"kept");
  int misses = 0;
  for (int i = 0; i < 20000; ++i) {
    add_new(L"filler" + std::to_wstring(i));
    IHttpCacheSpecificData* found = nullptr;
    if (i % 500 == 0 && SUCCEEDED(retrieve(kept, &found))) {
      found->DereferenceCacheData();
    } else if (i % 500 == 0) {
      ++misses;
    }
  }
  report.number("misses", misses);
  report.number("bounded", Record::alive < 10000);
  Key newest(L"filler19999");
  IHttpCacheSpecificData* found = nullptr;
  report.result("newest", retrieve(newest, &found));
  if (found != nullptr) {
    found->DereferenceCacheData();
  }
  Key all(L"");
  act(CACHE_OPERATION_FLUSH_PREFIX, all);
  report.number("records left", Record::alive);
}

// Stays in the cache until the server ends.
void leave(Call& call) { call.report.result("add", add_new(L"at the end")); }

}  // namespace

const Cases& cache_cases() {
  static const Cases cases = {
      {"round", round},         {"replace", replace}, {"prefix", prefix},
      {"arguments", arguments}, {"full", full},       {"leave", leave},
  };
  return cases;
}

}  // namespace caching
