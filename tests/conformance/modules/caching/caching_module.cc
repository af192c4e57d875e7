// Entry point, and the module that runs the case a URL names; see caching.h.
#include "caching.h"

#include <cstdio>

#include "objects.h"

namespace caching {

IHttpServer* server = nullptr;
HTTP_MODULE_ID module_id = nullptr;
HRESULT too_early = S_OK;

void Report::add(const std::string& key, PCWSTR value) {
  add(key, value == nullptr ? std::string("(null)") : narrow(value));
}

void Report::result(const std::string& key, HRESULT value) { add(key, hex(value)); }

namespace {

const Case* find_case(const std::string& name) {
  for (const Cases* cases : {&cache_cases(), &server_cache_cases(), &change_cases(), &url_cases(),
                             &identity_cases(), &monitor_cases(), &process_cases()}) {
    for (const Case& one : *cases) {
      if (name == one.name) {
        return &one;
      }
    }
  }
  return nullptr;
}

class Module final : public CHttpModule {
 public:
  REQUEST_NOTIFICATION_STATUS OnExecuteRequestHandler(IHttpContext* context,
                                                      IHttpEventProvider*) override {
    const std::string path = narrow(context->GetScriptName());
    const Case* chosen = path.rfind("/caching/", 0) == 0 ? find_case(path.substr(9)) : nullptr;
    if (chosen == nullptr) {
      return RQ_NOTIFICATION_CONTINUE;
    }
    PCSTR query = "";
    DWORD length = 0;
    context->GetServerVariable("QUERY_STRING", &query, &length);
    Report report;
    Call call{context, report, std::string(query, length)};
    chosen->run(call);
    HTTP_DATA_CHUNK chunk{};
    chunk.DataChunkType = HttpDataChunkFromMemory;
    chunk.FromMemory.pBuffer = const_cast<char*>(report.text().data());
    chunk.FromMemory.BufferLength = static_cast<ULONG>(report.text().size());
    DWORD sent = 0;
    context->GetResponse()->WriteEntityChunks(&chunk, 1, FALSE, FALSE, &sent);
    context->SetRequestHandled();
    return RQ_NOTIFICATION_FINISH_REQUEST;
  }

 private:
  ~Module() override = default;
};

class Factory final : public IHttpModuleFactory {
 public:
  HRESULT GetHttpModule(CHttpModule** module, IModuleAllocator*) override {
    *module = new Module;
    return S_OK;
  }
  void Terminate() override { delete this; }
};

}  // namespace
}  // namespace caching

HRESULT RegisterModule(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer* http_server) {
  using namespace caching;
  server = http_server;
  module_id = info->GetId();
  Key key(L"early");
  IHttpCacheSpecificData* record = nullptr;
  too_early = server->DoCacheOperation(CACHE_OPERATION_RETRIEVE, &key, &record);
  const HRESULT heard = info->SetGlobalNotifications(
      make_listener(), GL_CACHE_OPERATION | GL_CACHE_CLEANUP | GL_FILE_CHANGE);
  return FAILED(heard) ? heard
                       : info->SetRequestNotifications(new Factory, RQ_EXECUTE_REQUEST_HANDLER, 0);
}
