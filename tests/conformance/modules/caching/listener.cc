// The global module: notes each cache operation as the provider tells it, serves the keys that a
// case asks it to, and writes the ends to the file CACHING_LOG names.
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <cwchar>
#include <fstream>
#include <mutex>

#include "caching.h"
#include "objects.h"

namespace caching {
namespace {

std::mutex mutex;
std::vector<std::string> heard;
std::wstring only;
std::vector<std::string> changes;
std::condition_variable changed;

const char* name_of(CACHE_OPERATION operation) {
  switch (operation) {
    case CACHE_OPERATION_RETRIEVE:
      return "RETRIEVE";
    case CACHE_OPERATION_ADD:
      return "ADD";
    case CACHE_OPERATION_DELETE:
      return "DELETE";
    case CACHE_OPERATION_FLUSH_PREFIX:
      return "FLUSH_PREFIX";
    case CACHE_OPERATION_ENUM:
      return "ENUM";
  }
  return "?";
}

// As the reference's examples find out what they have: by name, then by dynamic_cast.
std::string key_text(IHttpCacheKey* key) {
  const std::wstring name = key->GetCacheName();
  std::string text = narrow(name.c_str());
  if (const auto* file = dynamic_cast<IFileKey*>(key); file != nullptr) {
    text += name == FILE_CACHE_NAME ? " " + narrow(file->GetPath()) : " ?";
  }
  if (const auto* uri = dynamic_cast<IUriKey*>(key); uri != nullptr) {
    text += " " + std::to_string(uri->GetSiteId()) + " " + narrow(uri->GetSiteName()) + " " +
            narrow(uri->GetUrl());
  }
  if (const auto* token = dynamic_cast<IHttpTokenKey*>(key); token != nullptr) {
    text += " " + narrow(token->GetUserName()) + " " + std::to_string(token->GetLogonMethod());
  }
  if (!key->GetIsEqual(key)) {
    text += " unlike itself";
  }
  return text + (key->GetIsPrefix(key) ? "" : " no prefix");
}

std::string record_text(IHttpCacheSpecificData* record) {
  if (record == nullptr) {
    return " -";
  }
  const std::string key = record->GetCacheKey() == nullptr ? "no key" : "";
  if (const auto* file = dynamic_cast<IHttpFileInfo*>(record); file != nullptr) {
    return " file " + narrow(file->GetFilePath()) + key;
  }
  if (dynamic_cast<IHttpTokenEntry*>(record) != nullptr) {
    return " token" + key;
  }
  return (dynamic_cast<Record*>(record) != nullptr ? " record" : " other") + key;
}

class Listener final : public CGlobalModule {
 public:
  GLOBAL_NOTIFICATION_STATUS OnGlobalCacheOperation(ICacheProvider* provider) override {
    IHttpCacheKey* key = provider->GetCacheKey();
    {
      const std::lock_guard lock(mutex);
      if (only.empty() || only == key->GetCacheName()) {
        heard.push_back(std::string(name_of(provider->GetCacheOperation())) + " " + key_text(key) +
                        record_text(provider->GetCacheRecord()) +
                        (provider->GetTraceContext() == nullptr ? "" : " traced"));
      }
    }
    return serve(provider, key->GetCacheName());
  }

  GLOBAL_NOTIFICATION_STATUS OnGlobalCacheCleanup() override {
    Key key(L"at the end");
    IHttpCacheSpecificData* record = nullptr;
    const HRESULT found = server->DoCacheOperation(CACHE_OPERATION_RETRIEVE, &key, &record);
    note(SUCCEEDED(found) ? "cleanup, the cache still there" : "cleanup");
    if (record != nullptr) {
      record->DereferenceCacheData();
    }
    return GL_NOTIFICATION_CONTINUE;
  }

  GLOBAL_NOTIFICATION_STATUS OnGlobalFileChange(IGlobalFileChangeProvider* provider) override {
    const std::string change =
        monitor_name(provider->GetFileMonitor()) + " " + narrow(provider->GetFileName());
    const std::lock_guard lock(mutex);
    changes.push_back(change);
    changed.notify_all();
    return GL_NOTIFICATION_CONTINUE;
  }

  VOID Terminate() override {
    end_monitors();
    release_kept_metadata();
    note("terminate, records left: " + std::to_string(Record::alive));
    delete this;
  }

 private:
  // The caches SERVED and FAILING are this module's own.
  static GLOBAL_NOTIFICATION_STATUS serve(ICacheProvider* provider, PCWSTR name) {
    if (std::wcscmp(name, L"FAILING") == 0) {
      provider->SetErrorStatus(HRESULT_FROM_WIN32(ERROR_ACCESS_DENIED));
      return GL_NOTIFICATION_HANDLED;
    }
    if (std::wcscmp(name, L"THROWING") == 0) {
      throw std::runtime_error("a listener");
    }
    if (std::wcscmp(name, L"SERVED") != 0) {
      return GL_NOTIFICATION_CONTINUE;
    }
    if (provider->GetCacheOperation() == CACHE_OPERATION_RETRIEVE) {
      provider->SetCacheRecord(new Record(L"first", L"SERVED"));
      provider->SetCacheRecord(new Record(L"served", L"SERVED"));  // the first one is let go
    }
    return GL_NOTIFICATION_HANDLED;
  }
};

}  // namespace

void note(const std::string& line) {
  const std::lock_guard lock(mutex);
  if (const char* file = std::getenv("CACHING_LOG"); file != nullptr) {
    std::ofstream(file, std::ios::app) << line + "\n" << std::flush;
  }
}

CGlobalModule* make_listener() { return new Listener; }

std::vector<std::string> await_change(const std::string& change) {
  std::unique_lock lock(mutex);
  const bool came = changed.wait_for(lock, std::chrono::seconds(30), [&] {
    return std::find(changes.begin(), changes.end(), change) != changes.end();
  });
  return came ? std::exchange(changes, {}) : std::vector<std::string>();
}

std::vector<std::string> take_heard() {
  const std::lock_guard lock(mutex);
  return std::exchange(heard, {});
}

void hear_only(const std::wstring& cache_name) {
  const std::lock_guard lock(mutex);
  only = cache_name;
  heard.clear();
}

}  // namespace caching
