// A module that adds modules to applications and counts what threads have worked for.
// FOUNDER_LOG names a file for what happens outside requests. GET /founder/<what>:
//   cleanups            GL_THREAD_CLEANUP by application id, "id=count" a line
//   raise, lower        IncrementThreadCount, DecrementThreadCount
//   configuration, file, unhealthy
//                       NotifyConfigurationChange, NotifyFileChange, ReportUnhealthy
//   read                reads a.txt through AssociateWithThreadPool (associate.h)
//   hold                waits at the gate "hold" (tests/faults/gate.h)
// Every module it adds lists its name in the response header X-Added, at BeginRequest.
#include <httpserv.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <mutex>
#include <string>

#include "../../../protocol/modules/gate.h"
#include "../text.h"
#include "associate.h"

namespace {

using conformance::hex;
using conformance::narrow;

IHttpServer* g_server = nullptr;
HTTP_MODULE_ID g_id = nullptr;

void log(const std::string& line) {
  if (const char* file = std::getenv("FOUNDER_LOG")) {
    std::ofstream(file, std::ios::app) << line << '\n';
  }
}

class Cleanups {
 public:
  void add(const std::string& application) {
    const std::lock_guard lock(mutex_);
    ++counts_[application];
  }
  std::string text() {
    const std::lock_guard lock(mutex_);
    std::string text;
    for (const auto& [application, count] : counts_) {
      text += application + "=" + std::to_string(count) + "\n";
    }
    return text;
  }

 private:
  std::mutex mutex_;
  std::map<std::string, int> counts_;
};

Cleanups g_cleanups;

class Added final : public CHttpModule {
 public:
  explicit Added(const std::string& name) : name_(name) {}
  REQUEST_NOTIFICATION_STATUS OnBeginRequest(IHttpContext* context, IHttpEventProvider*) override {
    context->GetResponse()->SetHeader("X-Added", name_.c_str(), static_cast<USHORT>(name_.size()),
                                      FALSE);
    return RQ_NOTIFICATION_CONTINUE;
  }

 private:
  std::string name_;
};

class AddedFactory final : public IHttpModuleFactory {
 public:
  explicit AddedFactory(std::string name) : name_(std::move(name)) {}
  HRESULT GetHttpModule(CHttpModule** module, IModuleAllocator*) override {
    *module = new Added(name_);
    return S_OK;
  }
  void Terminate() override {
    log("terminated " + name_);
    delete this;
  }

 private:
  std::string name_;
};

class Global final : public CGlobalModule {
 public:
  GLOBAL_NOTIFICATION_STATUS OnGlobalApplicationResolveModules(
      IHttpApplicationResolveModulesProvider* provider) override {
    const std::string application = narrow(provider->GetApplication()->GetApplicationId());
    log("resolve " + application);
    if (application.find("/none") == std::string::npos) {
      add(provider, "One", L"");
      add(provider, "Two", L"integratedMode");
      add(provider, "Never", L"ISAPIMode");
      result("priority", provider->SetPriorityForRequestNotification(L"two", RQ_BEGIN_REQUEST,
                                                                     PRIORITY_ALIAS_FIRST));
    }
    if (application.find("/errors") != std::string::npos) {
      try_errors(provider);
    }
    return GL_NOTIFICATION_CONTINUE;
  }
  GLOBAL_NOTIFICATION_STATUS OnGlobalApplicationStart(
      IHttpApplicationStartProvider* provider) override {
    log("start " + narrow(provider->GetApplication()->GetApplicationId()));
    return GL_NOTIFICATION_CONTINUE;
  }
  GLOBAL_NOTIFICATION_STATUS OnGlobalThreadCleanup(
      IGlobalThreadCleanupProvider* provider) override {
    g_cleanups.add(narrow(provider->GetApplication()->GetApplicationId()));
    return GL_NOTIFICATION_CONTINUE;
  }
  GLOBAL_NOTIFICATION_STATUS OnGlobalApplicationPreload(
      IGlobalApplicationPreloadProvider* provider) override {
    auto* newer = dynamic_cast<IGlobalApplicationPreloadProvider2*>(provider);
    log(newer == nullptr             ? "preload, older"
        : newer->IsProcessRecycled() ? "preload"
                                     : "preload first");
    return GL_NOTIFICATION_CONTINUE;
  }
  GLOBAL_NOTIFICATION_STATUS OnGlobalHealthCheck() override {
    log("health");
    return GL_NOTIFICATION_CONTINUE;
  }
  GLOBAL_NOTIFICATION_STATUS OnGlobalConfigurationChange(
      IGlobalConfigurationChangeProvider* provider) override {
    log("configuration " + narrow(provider->GetChangePath()));
    return GL_NOTIFICATION_CONTINUE;
  }
  GLOBAL_NOTIFICATION_STATUS OnGlobalFileChange(IGlobalFileChangeProvider* provider) override {
    log("file " + narrow(provider->GetFileName()) +
        (provider->GetFileMonitor() == nullptr ? "" : " monitored"));
    return GL_NOTIFICATION_CONTINUE;
  }
  void Terminate() override { delete this; }

 private:
  static void result(const std::string& what, HRESULT value) { log(what + " " + hex(value)); }
  static void add(IHttpApplicationResolveModulesProvider* provider, const std::string& name,
                  PCWSTR pre_condition) {
    const std::wstring wide(name.begin(), name.end());
    result("register " + name,
           provider->RegisterModule(g_id, new AddedFactory(name), wide.c_str(), nullptr,
                                    pre_condition, RQ_BEGIN_REQUEST, 0));
  }
  static void try_errors(IHttpApplicationResolveModulesProvider* provider) {
    AddedFactory unused("unused");
    result("no factory", provider->RegisterModule(g_id, nullptr, L"X", L"", L"", 1, 0));
    result("no name", provider->RegisterModule(g_id, &unused, nullptr, L"", L"", 1, 0));
    result("empty name", provider->RegisterModule(g_id, &unused, L"", L"", L"", 1, 0));
    result("no parent", provider->RegisterModule(nullptr, &unused, L"X", L"", L"", 1, 0));
    result("twice", provider->RegisterModule(g_id, &unused, L"ONE", L"", L"", 1, 0));
    result("priority of none",
           provider->SetPriorityForRequestNotification(L"X", 1, PRIORITY_ALIAS_LOW));
    result("priority of null",
           provider->SetPriorityForRequestNotification(nullptr, 1, PRIORITY_ALIAS_LOW));
    result("bad alias", provider->SetPriorityForRequestNotification(L"One", 1, L"SOON"));
    result("null alias", provider->SetPriorityForRequestNotification(L"One", 1, nullptr));
  }
};

class Module final : public CHttpModule {
 public:
  REQUEST_NOTIFICATION_STATUS OnExecuteRequestHandler(IHttpContext* context,
                                                      IHttpEventProvider*) override {
    const std::string path = narrow(context->GetScriptName());
    const std::string what = path.substr(path.rfind('/') + 1);
    if (path.rfind("/founder/", 0) != 0) {
      return RQ_NOTIFICATION_CONTINUE;
    }
    if (what == "raise") {
      g_server->IncrementThreadCount();
    } else if (what == "lower") {
      g_server->DecrementThreadCount();
    } else if (what == "read") {
      return read(context);
    } else if (what == "configuration") {
      g_server->NotifyConfigurationChange(L"MACHINE/WEBROOT/APPHOST/test/a");
    } else if (what == "file") {
      g_server->NotifyFileChange(L"/srv/a.txt");
    } else if (what == "unhealthy") {
      g_server->ReportUnhealthy(L"the founder says so", E_FAIL);
    } else if (what == "hold") {
      probe::pass_gate("hold");
    }
    return answer(context, what == "cleanups" ? g_cleanups.text() : what);
  }
  REQUEST_NOTIFICATION_STATUS OnAsyncCompletion(IHttpContext* context, DWORD, BOOL,
                                                IHttpEventProvider*,
                                                IHttpCompletionInfo*) override {
    return answer(context, what_was_read(context));
  }

 private:
  static REQUEST_NOTIFICATION_STATUS read(IHttpContext* context) {
    WCHAR path[1024];
    DWORD bytes = sizeof(path);
    context->MapPath(L"/a.txt", path, &bytes);
    std::string text;
    const REQUEST_NOTIFICATION_STATUS status = start_reading(g_server, context, path, text);
    return status == RQ_NOTIFICATION_PENDING ? status : answer(context, text);
  }
  static REQUEST_NOTIFICATION_STATUS answer(IHttpContext* context, std::string text) {
    HTTP_DATA_CHUNK chunk{};
    chunk.DataChunkType = HttpDataChunkFromMemory;
    chunk.FromMemory.pBuffer = text.data();
    chunk.FromMemory.BufferLength = static_cast<ULONG>(text.size());
    DWORD sent = 0;
    context->GetResponse()->WriteEntityChunks(&chunk, 1, FALSE, FALSE, &sent);
    return RQ_NOTIFICATION_FINISH_REQUEST;
  }
};

class Factory final : public IHttpModuleFactory {
 public:
  HRESULT GetHttpModule(CHttpModule** module, IModuleAllocator*) override {
    *module = new Module;
    return S_OK;
  }
  void Terminate() override {
    log("terminated the founder");
    delete this;
  }
};

}  // namespace

HRESULT RegisterModule(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer* server) {
  g_server = server;
  g_id = info->GetId();
  const HRESULT result = info->SetGlobalNotifications(
      new Global, GL_APPLICATION_RESOLVE_MODULES | GL_APPLICATION_START | GL_THREAD_CLEANUP |
                      GL_APPLICATION_PRELOAD | GL_HEALTH_CHECK | GL_CONFIGURATION_CHANGE |
                      GL_FILE_CHANGE);
  return FAILED(result) ? result
                        : info->SetRequestNotifications(new Factory, RQ_EXECUTE_REQUEST_HANDLER, 0);
}
