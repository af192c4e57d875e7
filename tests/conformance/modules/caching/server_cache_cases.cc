// What the module hears of operations (GL_CACHE_OPERATION), and the server's own caches.
#include "caching.h"
#include "objects.h"

namespace caching {
namespace {

std::wstring physical_path(Call& call, PCWSTR url) {
  WCHAR path[1024];
  DWORD bytes = sizeof(path);
  return SUCCEEDED(call.context->MapPath(url, path, &bytes)) ? std::wstring(path) : std::wstring();
}

void add_heard(Report& report) {
  for (const std::string& line : take_heard()) {
    report.add("heard", line);
  }
}

class Trace final : public IHttpTraceContext {
 public:
  HRESULT GetTraceConfiguration(HTTP_TRACE_CONFIGURATION*) override { return E_NOTIMPL; }
  HRESULT SetTraceConfiguration(HTTP_MODULE_ID, HTTP_TRACE_CONFIGURATION*, DWORD) override {
    return E_NOTIMPL;
  }
  HRESULT RaiseTraceEvent(HTTP_TRACE_EVENT*) override { return E_NOTIMPL; }
  LPCGUID GetTraceActivityId() override { return nullptr; }
  HRESULT QuickTrace(PCWSTR, PCWSTR, HRESULT, UCHAR) override { return E_NOTIMPL; }
};

void announced(Call& call) {
  hear_only(L"CACHING");
  Trace trace;
  Key key(L"heard");
  IHttpCacheSpecificData* record = new Record(L"heard");
  IHttpCacheSpecificData* found = nullptr;
  server->DoCacheOperation(CACHE_OPERATION_RETRIEVE, &key, &found, &trace);
  server->DoCacheOperation(CACHE_OPERATION_ADD, &key, &record, &trace);
  server->DoCacheOperation(CACHE_OPERATION_ENUM, &key, nullptr, nullptr);
  server->DoCacheOperation(CACHE_OPERATION_DELETE, &key, nullptr, nullptr);
  server->DoCacheOperation(CACHE_OPERATION_FLUSH_PREFIX, &key, nullptr, nullptr);
  record->DereferenceCacheData();
  add_heard(call.report);
}

void served(Call& call) {
  Report& report = call.report;
  Key key(L"any", L"SERVED");
  IHttpCacheSpecificData* record = nullptr;
  report.result("retrieve", server->DoCacheOperation(CACHE_OPERATION_RETRIEVE, &key, &record));
  auto* mine = dynamic_cast<Record*>(record);
  report.number("references", mine == nullptr ? -1 : mine->references.load());
  record->DereferenceCacheData();
  report.result("delete", server->DoCacheOperation(CACHE_OPERATION_DELETE, &key, nullptr));
  report.number("records left", Record::alive);
  Key failing(L"any", L"FAILING");
  report.result("failing", server->DoCacheOperation(CACHE_OPERATION_RETRIEVE, &failing, &record));
  report.result("failing enum", server->DoCacheOperation(CACHE_OPERATION_ENUM, &failing, nullptr));
  Key throwing(L"any", L"THROWING");
  report.result("throwing", server->DoCacheOperation(CACHE_OPERATION_RETRIEVE, &throwing, &record));
}

void hear(Call& call) { hear_only(widen(call.query)); }

void heard(Call& call) { add_heard(call.report); }

// Of /a.txt, which has been asked for.
void file(Call& call) {
  Report& report = call.report;
  const std::wstring path = physical_path(call, L"/a.txt");
  report.add("path", path.c_str());
  ModuleFileKey key(path);
  IHttpCacheSpecificData* record = nullptr;
  report.result("retrieve", server->DoCacheOperation(CACHE_OPERATION_RETRIEVE, &key, &record));
  auto* info = dynamic_cast<IHttpFileInfo*>(record);
  report.number("is a file", info != nullptr);
  if (info != nullptr) {
    report.number("its key is mine",
                  key.GetIsEqual(info->GetCacheKey()) && info->GetCacheKey()->GetIsEqual(&key));
    report.add("name", info->GetCacheKey()->GetCacheName());
    info->SetFlushed();
    report.number("flushed", info->GetFlushed());
    BOOL expired[3] = {};
    for (BOOL& one : expired) {
      info->DecrementTTL(&one);
    }
    info->ResetTTL();
    BOOL again = TRUE;
    info->DecrementTTL(&again);
    report.add("countdown", std::to_string(expired[0]) + std::to_string(expired[1]) +
                                std::to_string(expired[2]) + " " + std::to_string(again));
    info->ResetTTL();
    info->DereferenceCacheData();
  }
  ModuleFileKey folder(physical_path(call, L"/"));
  report.result("enum", server->DoCacheOperation(CACHE_OPERATION_ENUM, &folder, nullptr));
  report.number("enumerated", folder.enumerated.find(path + L" ") != std::wstring::npos);
  report.result("delete", server->DoCacheOperation(CACHE_OPERATION_DELETE, &key, nullptr));
  report.result("deleted", server->DoCacheOperation(CACHE_OPERATION_RETRIEVE, &key, &record));
}

void flush_files(Call& call) {
  ModuleFileKey folder(physical_path(call, L"/"));
  call.report.result("flush",
                     server->DoCacheOperation(CACHE_OPERATION_FLUSH_PREFIX, &folder, nullptr));
  ModuleFileKey key(physical_path(call, L"/a.txt"));
  IHttpCacheSpecificData* record = nullptr;
  call.report.result("flushed", server->DoCacheOperation(CACHE_OPERATION_RETRIEVE, &key, &record));
}

}  // namespace

const Cases& server_cache_cases() {
  static const Cases cases = {
      {"announced", announced}, {"served", served}, {"hear", hear},
      {"heard", heard},         {"file", file},     {"flush-files", flush_files},
  };
  return cases;
}

}  // namespace caching
