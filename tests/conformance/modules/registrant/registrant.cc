// The registrant: a module that tells what RegisterModule got and what its calls returned, and what
// its request modules' memory is like. It writes to the file that the environment names in
// REGISTRANT_LOG. Its global module is global_log.cc.
#include <httpserv.h>

#include <cstdint>
#include <cstdio>
#include <new>
#include <string>

#include "global_log.h"

namespace registrant {
namespace {

// Lives in the allocator's memory; marks the response's X-Memory header.
class Module final : public CHttpModule {
 public:
  explicit Module(char* block) : block_(block) {}
  REQUEST_NOTIFICATION_STATUS OnBeginRequest(IHttpContext* context, IHttpEventProvider*) override {
    compare_contexts(context);
    const bool kept = block_[0] == 'b' && block_[kBlock - 1] == 'b';
    context->GetResponse()->SetHeader("X-Memory", kept ? "kept" : "lost", 4, TRUE);
    return RQ_NOTIFICATION_CONTINUE;
  }
  void Dispose() override {
    log("dispose");
    this->~Module();
  }

  static constexpr DWORD kBlock = 100'000;

 private:
  ~Module() override = default;

  char* block_;
};

class Factory final : public IHttpModuleFactory {
 public:
  explicit Factory(const char* name) : name_(name) {}
  HRESULT GetHttpModule(CHttpModule** module, IModuleAllocator* allocator) override {
    auto* block = static_cast<char*>(allocator->AllocateMemory(Module::kBlock));
    void* memory = allocator->AllocateMemory(sizeof(Module));
    const bool aligned = reinterpret_cast<std::uintptr_t>(memory) % alignof(Module) == 0;
    log(std::string("allocated ") + (block != nullptr && aligned ? "well" : "badly"));
    std::string(Module::kBlock, 'b').copy(block, Module::kBlock);
    *module = new (memory) Module(block);
    return S_OK;
  }
  void Terminate() override {
    log(std::string("terminate ") + name_);
    delete this;
  }

 private:
  const char* name_;
};

}  // namespace
}  // namespace registrant

HRESULT RegisterModule(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer*) {
  using registrant::Factory;
  using registrant::hex;
  using registrant::log;
  log("name " + registrant::narrow(info->GetName()));
  log("id " + std::to_string(reinterpret_cast<std::uintptr_t>(info->GetId())) +
      (info->GetId() == info->GetId() ? "" : " and another"));
  log("factory null " + hex(info->SetRequestNotifications(nullptr, RQ_BEGIN_REQUEST, 0)));
  const HRESULT result = info->SetRequestNotifications(new Factory("factory"), RQ_BEGIN_REQUEST, 0);
  log("factory " + hex(result));
  IHttpModuleFactory* second = new Factory("refused factory");
  log("factory twice " + hex(info->SetRequestNotifications(second, RQ_END_REQUEST, 0)));
  second->Terminate();
  log("global null " + hex(info->SetGlobalNotifications(nullptr, GL_STOP_LISTENING)));
  log("global " + hex(info->SetGlobalNotifications(registrant::make_global("global"),
                                                   registrant::kGlobalNotifications)));
  CGlobalModule* refused = registrant::make_global("refused global");
  log("global twice " + hex(info->SetGlobalNotifications(refused, GL_STOP_LISTENING)));
  refused->Terminate();
  log("priority " +
      hex(info->SetPriorityForGlobalNotification(GL_STOP_LISTENING, PRIORITY_ALIAS_LOW)));
  log("priority unknown " +
      hex(info->SetPriorityForGlobalNotification(GL_STOP_LISTENING, L"SOON")));
  log("priority null " + hex(info->SetPriorityForGlobalNotification(GL_STOP_LISTENING, nullptr)));
  log("request priority unknown " +
      hex(info->SetPriorityForRequestNotification(RQ_BEGIN_REQUEST, L"SOON")));
  return result;
}
