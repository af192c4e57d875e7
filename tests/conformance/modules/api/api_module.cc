// The module that runs cases (case.h): its entry point, factory, and the choice by URL.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <mutex>

#include "case.h"

namespace api {

IHttpServer* server = nullptr;
HTTP_MODULE_ID module_id = nullptr;

void Report::add(const std::string& key, PCWSTR value) {
  add(key, value == nullptr ? std::string("(null)") : narrow(value));
}

void Report::result(const std::string& key, HRESULT value) { add(key, hex(value)); }

HTTP_DATA_CHUNK memory_chunk(std::string_view text) {
  HTTP_DATA_CHUNK chunk{};
  chunk.DataChunkType = HttpDataChunkFromMemory;
  chunk.FromMemory.pBuffer = const_cast<char*>(text.data());
  chunk.FromMemory.BufferLength = static_cast<ULONG>(text.size());
  return chunk;
}

HRESULT write(IHttpResponse* response, const std::string& text) {
  HTTP_DATA_CHUNK chunk = memory_chunk(text);
  DWORD sent = 0;
  return response->WriteEntityChunks(&chunk, 1, FALSE, FALSE, &sent);
}

void log(const std::string& line) {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  if (const char* file = std::getenv("API_LOG"); file != nullptr) {
    std::ofstream(file, std::ios::app) << line << std::endl;
  }
}

namespace {

const Case* find_case(const std::string& name) {
  for (const Cases* cases :
       {&request_cases(), &body_cases(), &response_cases(), &sending_cases(), &chunk_cases(),
        &context_cases(), &path_cases(), &server_cases(), &container_cases(), &script_map_cases(),
        &object_cases(), &cache_policy_cases(), &file_info_cases(), &completion_cases(),
        &extended_cases(), &user_cases()}) {
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
  Status OnBeginRequest(IHttpContext* context, IHttpEventProvider* provider) override {
    choose(context);
    return run(RQ_BEGIN_REQUEST, context, provider);
  }
  Status OnAuthenticateRequest(IHttpContext* context, IAuthenticationProvider* provider) override {
    return run(RQ_AUTHENTICATE_REQUEST, context, provider);
  }
  Status OnMapRequestHandler(IHttpContext* context, IMapHandlerProvider* provider) override {
    return run(RQ_MAP_REQUEST_HANDLER, context, provider);
  }
  Status OnExecuteRequestHandler(IHttpContext* context, IHttpEventProvider* provider) override {
    const Status status = run(RQ_EXECUTE_REQUEST_HANDLER, context, provider);
    return status == RQ_NOTIFICATION_PENDING ? status : answer(context, status);
  }
  Status OnAsyncCompletion(IHttpContext* context, DWORD, BOOL, IHttpEventProvider* provider,
                           IHttpCompletionInfo* info) override {
    Call call = call_of(context, provider);
    const Status status = case_->completed(call, info);
    return status == RQ_NOTIFICATION_PENDING ? status : answer(context, status);
  }

 private:
  ~Module() override = default;

  void choose(IHttpContext* context) {
    const std::string path = narrow(context->GetScriptName());
    const std::size_t at = path.find("/case/");  // also below an application
    case_ = at == std::string::npos ? nullptr : find_case(path.substr(at + 6));
  }

  Call call_of(IHttpContext* context, IHttpEventProvider* provider) {
    PCSTR query = "";
    DWORD length = 0;
    context->GetServerVariable("QUERY_STRING", &query, &length);
    return {context,  context->GetRequest(),      context->GetResponse(),
            provider, std::string(query, length), &report_,
            &memory_};
  }

  Status run(DWORD notification, IHttpContext* context, IHttpEventProvider* provider) {
    if (case_ == nullptr || case_->notification != notification) {
      return RQ_NOTIFICATION_CONTINUE;
    }
    Call call = call_of(context, provider);
    return case_->run(call);
  }

  // At the handler, what the case has found out becomes the response.
  Status answer(IHttpContext* context, Status status) {
    if (case_ == nullptr || report_.silent()) {
      return status;
    }
    write(context->GetResponse(), report_.text());
    context->SetRequestHandled();
    return RQ_NOTIFICATION_FINISH_REQUEST;
  }

  const Case* case_ = nullptr;
  Report report_;
  std::string memory_;
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
}  // namespace api

HRESULT RegisterModule(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer* http_server) {
  api::server = http_server;
  api::module_id = info->GetId();
  return info->SetRequestNotifications(new api::Factory,
                                       RQ_BEGIN_REQUEST | RQ_AUTHENTICATE_REQUEST |
                                           RQ_MAP_REQUEST_HANDLER | RQ_EXECUTE_REQUEST_HANDLER,
                                       0);
}
