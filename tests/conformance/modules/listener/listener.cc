// A module that listens to trace events and raises them. Its environment variable
// LISTENER_<instance> lists, separated by spaces, what it does beside listening:
//   subscribe(provider/areas/level)  in RegisterModule, at the server's context
//   echo                             raises an event of its own from inside OnGlobalTraceEvent
//   handled, throws                  how OnGlobalTraceEvent ends
// GET /__heard?<X-Trace of a request> answers with what was heard. See actions.h, heard.h.
#include <cstdlib>
#include <stdexcept>

#include "actions.h"
#include "heard.h"

namespace listener {
namespace {

class Global final : public CGlobalModule {
 public:
  Global(Instance instance, const std::string& settings)
      : instance_(std::move(instance)), settings_(settings + " ") {}

  GLOBAL_NOTIFICATION_STATUS OnGlobalTraceEvent(IGlobalTraceEventProvider* provider) override {
    HTTP_TRACE_EVENT* event = nullptr;
    provider->GetTraceEvent(&event);
    IHttpContext* context = nullptr;
    const HRESULT found = provider->GetCurrentHttpRequestContext(&context);
    const bool subscribed = provider->CheckSubscription(instance_.id) != FALSE;
    Heard::instance().add(id_of(context), instance_.name + (subscribed ? " hears " : " ignores ") +
                                              describe(*event) + " context=" + hex(found));
    if (does("echo")) {
      IHttpTraceContext* trace =
          context == nullptr ? instance_.server->GetTraceContext() : context->GetTraceContext();
      raise(trace, "ECHO_OF_" + instance_.name, 0, 0, 0);
    }
    if (does("throws")) {
      throw std::runtime_error("scripted in OnGlobalTraceEvent");
    }
    return does("handled") ? GL_NOTIFICATION_HANDLED : GL_NOTIFICATION_CONTINUE;
  }
  void Terminate() override { delete this; }

 private:
  bool does(const std::string& what) const {
    return settings_.find(what + " ") != std::string::npos;
  }

  Instance instance_;
  std::string settings_;
};

class Module final : public CHttpModule {
 public:
  explicit Module(const Instance& instance) : instance_(instance) {}

  REQUEST_NOTIFICATION_STATUS OnBeginRequest(IHttpContext* context, IHttpEventProvider*) override {
    const std::string header = "X-" + instance_.name;
    if (const PCSTR actions = context->GetRequest()->GetHeader(header.c_str())) {
      perform(instance_, context, actions);
    }
    return narrow(context->GetScriptName()) == "/__heard" ? answer(context)
                                                          : RQ_NOTIFICATION_CONTINUE;
  }

 private:
  static REQUEST_NOTIFICATION_STATUS answer(IHttpContext* context) {
    PCSTR id = "";
    DWORD length = 0;
    context->GetServerVariable("QUERY_STRING", &id, &length);
    std::string text = Heard::instance().lines(id);
    HTTP_DATA_CHUNK chunk{};
    chunk.DataChunkType = HttpDataChunkFromMemory;
    chunk.FromMemory.pBuffer = text.data();
    chunk.FromMemory.BufferLength = static_cast<ULONG>(text.size());
    DWORD sent = 0;
    context->GetResponse()->WriteEntityChunks(&chunk, 1, FALSE, FALSE, &sent);
    return RQ_NOTIFICATION_FINISH_REQUEST;
  }

  const Instance& instance_;
};

class Factory final : public IHttpModuleFactory {
 public:
  explicit Factory(Instance instance) : instance_(std::move(instance)) {}
  HRESULT GetHttpModule(CHttpModule** module, IModuleAllocator*) override {
    *module = new Module(instance_);
    return S_OK;
  }
  void Terminate() override { delete this; }

 private:
  Instance instance_;
};

}  // namespace
}  // namespace listener

HRESULT RegisterModule(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer* server) {
  const listener::Instance instance{listener::narrow(info->GetName()), info->GetId(), server};
  const char* variable = std::getenv(("LISTENER_" + instance.name).c_str());
  const std::string settings = variable == nullptr ? "" : variable;
  const std::string subscribe = "subscribe(";
  for (const std::string& one : listener::split(settings, ' ')) {
    if (one.rfind(subscribe, 0) == 0) {
      const std::string what = one.substr(subscribe.size(), one.size() - subscribe.size() - 1);
      const HRESULT result = listener::subscribe(instance, server->GetTraceContext(), what);
      if (FAILED(result)) {
        return result;
      }
    }
  }
  const HRESULT result =
      info->SetGlobalNotifications(new listener::Global(instance, settings), GL_TRACE_EVENT);
  return FAILED(result)
             ? result
             : info->SetRequestNotifications(new listener::Factory(instance), RQ_BEGIN_REQUEST, 0);
}
