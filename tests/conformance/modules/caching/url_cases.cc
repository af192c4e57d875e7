// IHttpContext::GetUrlInfo and the URI cache.
#include "caching.h"
#include "objects.h"

namespace caching {
namespace {

// Says when it ends.
class Mark final : public IHttpStoredContext {
 public:
  VOID CleanupStoredContext() override {
    note("mark cleaned up");
    delete this;
  }
};

void url(Call& call) {
  Report& report = call.report;
  IHttpUrlInfo* info = call.context->GetUrlInfo();
  report.number("there", info != nullptr);
  report.number("the same again", info == call.context->GetUrlInfo());
  report.number("frequent", info->IsFrequentlyHit());
  IHttpModuleContextContainer* container = info->GetModuleContextContainer();
  report.number("known", container->GetModuleContext(module_id) != nullptr);
  if (container->GetModuleContext(module_id) == nullptr) {
    report.result("set", container->SetModuleContext(new Mark, module_id));
    Mark second;
    report.result("set twice", container->SetModuleContext(&second, module_id));
  }
}

// Two URLs in one request: what was given first stays usable.
void rewritten(Call& call) {
  Report& report = call.report;
  IHttpUrlInfo* first = call.context->GetUrlInfo();
  call.context->GetRequest()->SetUrl(L"/elsewhere", 10, TRUE);
  IHttpUrlInfo* second = call.context->GetUrlInfo();
  report.number("another one", second != nullptr && second != first);
  report.number("first usable", first->GetModuleContextContainer() != nullptr);
}

// A key of the module's own for the URL in the query.
class Uri final : public IUriKey {
 public:
  explicit Uri(std::wstring url) : url_(std::move(url)) {}
  DWORD GetHash() const override { return 7; }
  PCWSTR GetUrl() const override { return url_.c_str(); }
  PCWSTR GetSiteName() const override { return L"test"; }
  DWORD GetSiteId() const override { return 1; }
  VOID UpdateFrequentlyHitTickCount(DWORD) override {}
  PCWSTR GetConfigPath() const override { return L""; }
  bool GetIsEqual(IHttpCacheKey* other) const override {
    const auto* key = dynamic_cast<const IUriKey*>(other);
    return key != nullptr && key->GetSiteId() == 1 && url_ == key->GetUrl();
  }
  bool GetIsPrefix(IHttpCacheKey* other) const override {
    const auto* key = dynamic_cast<const IUriKey*>(other);
    return key != nullptr && std::wstring(key->GetUrl()).rfind(url_, 0) == 0;
  }
  VOID Enum(IHttpCacheSpecificData* record) override {
    const auto* key = dynamic_cast<const IUriKey*>(record->GetCacheKey());
    enumerated += std::wstring(key == nullptr ? L"?" : key->GetUrl()) + L" ";
  }
  std::wstring enumerated;

 private:
  std::wstring url_;
};

void uri_cache(Call& call) {
  Report& report = call.report;
  Uri key(widen(call.query));
  IHttpCacheSpecificData* record = nullptr;
  report.result("retrieve", server->DoCacheOperation(CACHE_OPERATION_RETRIEVE, &key, &record));
  report.number("url info", dynamic_cast<IHttpUrlInfo*>(record) != nullptr);
  if (record != nullptr) {
    auto* own = dynamic_cast<IUriKey*>(record->GetCacheKey());
    report.number("key", own != nullptr);
    report.add("name", own->GetCacheName());
    report.add("url", own->GetUrl());
    report.add("site", own->GetSiteName());
    report.number("id", own->GetSiteId());
    report.add("config path", own->GetConfigPath());
    report.number("equal", own->GetIsEqual(&key));
    record->DereferenceCacheData();
  }
  Uri all(L"/");
  server->DoCacheOperation(CACHE_OPERATION_ENUM, &all, nullptr);
  report.add("enumerated", (L" " + all.enumerated).c_str());
  report.result("delete", server->DoCacheOperation(CACHE_OPERATION_DELETE, &key, nullptr));
  report.result("delete again", server->DoCacheOperation(CACHE_OPERATION_DELETE, &key, nullptr));
}

// The hit itself, through the key: as many as the query says.
void hits(Call& call) {
  IHttpUrlInfo* info = call.context->GetUrlInfo();
  Uri key(L"/caching/hits");
  IHttpCacheSpecificData* record = nullptr;
  server->DoCacheOperation(CACHE_OPERATION_RETRIEVE, &key, &record);
  auto* own = dynamic_cast<IUriKey*>(record->GetCacheKey());
  own->UpdateFrequentlyHitTickCount(1000);
  own->UpdateFrequentlyHitTickCount(11001);
  call.report.number("apart", info->IsFrequentlyHit());
  own->UpdateFrequentlyHitTickCount(21001);
  call.report.number("within", info->IsFrequentlyHit());
  record->DereferenceCacheData();
}

}  // namespace

const Cases& url_cases() {
  static const Cases cases = {
      {"url", url},
      {"rewritten", rewritten},
      {"uri-cache", uri_cache},
      {"hits", hits},
  };
  return cases;
}

}  // namespace caching
