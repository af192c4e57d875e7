// The actions, by name; see actions.h.
#include "actions.h"

#include <array>
#include <cstdlib>
#include <functional>

#include "heard.h"

namespace listener {
namespace {

struct Call {
  const Instance& instance;
  IHttpContext* context;
  IHttpTraceContext* trace;
  std::string argument;
  std::vector<std::string> parts;  // of the argument

  DWORD number(std::size_t index) const {
    return parts.size() > index ? static_cast<DWORD>(std::stoul(parts[index])) : 0;
  }
};

HTTP_TRACE_EVENT event_of(LPCWSTR name) {
  static constexpr GUID kArea = {1, 2, 3, {4, 5, 6, 7, 8, 9, 10, 11}};
  HTTP_TRACE_EVENT event{};
  event.pProviderGuid = provider_of("test");
  event.pAreaGuid = &kArea;
  event.pszEventName = name;
  event.dwEvent = 7;
  event.dwEventVersion = 2;
  return event;
}

std::string configuration(const Call& call) {
  HTTP_TRACE_CONFIGURATION configuration{provider_of(call.argument), 77, 88, TRUE};
  const HRESULT result = call.trace->GetTraceConfiguration(&configuration);
  return hex(result) + (configuration.fProviderEnabled ? " on " : " off ") +
         std::to_string(configuration.dwAreas) + " " + std::to_string(configuration.dwVerbosity);
}

std::string unsubscribe(const Call& call) {
  HTTP_TRACE_CONFIGURATION configuration{provider_of(call.argument), 0, 0, FALSE};
  return hex(call.trace->SetTraceConfiguration(call.instance.id, &configuration));
}

std::string activity(const Call& call) {
  const LPCGUID id = call.trace->GetTraceActivityId();
  if (id == nullptr) {
    return "null";
  }
  return call.trace->GetTraceActivityId() == id ? "same" : "another";
}

std::string bad_events(const Call& call) {
  IHttpTraceContext* trace = call.trace;
  std::string text = hex(trace->RaiseTraceEvent(nullptr));
  HTTP_TRACE_EVENT event = event_of(L"BAD");
  event.pProviderGuid = nullptr;
  text += " " + hex(trace->RaiseTraceEvent(&event));
  event = event_of(L"BAD");
  event.cEventItems = 1;
  text += " " + hex(trace->RaiseTraceEvent(&event));
  text += " " + hex(raise(trace, "BAD", 1, 0, penstock_sdk::kMaxTraceEventItems + 1));
  text += " " + hex(trace->QuickTrace(nullptr));
  text += " " + hex(trace->QuickTrace(L"BAD", nullptr, S_OK, 0));
  return text + " " + hex(trace->QuickTrace(L"BAD", nullptr, S_OK, 8));
}

std::string bad_configurations(const Call& call) {
  IHttpTraceContext* trace = call.trace;
  const HTTP_MODULE_ID id = call.instance.id;
  HTTP_TRACE_CONFIGURATION no_provider{nullptr, 1, 1, TRUE};
  HTTP_TRACE_CONFIGURATION never_on{provider_of("test"), 0, 0, FALSE};
  std::array<HTTP_TRACE_CONFIGURATION, 2> second_is_bad{
      HTTP_TRACE_CONFIGURATION{provider_of("test"), 1, 1, TRUE}, no_provider};
  return hex(trace->SetTraceConfiguration(id, nullptr)) + " " +
         hex(trace->SetTraceConfiguration(nullptr, &never_on)) + " " +
         hex(trace->SetTraceConfiguration(id, &no_provider)) + " " +
         hex(trace->SetTraceConfiguration(id, &never_on)) + " " +
         hex(trace->SetTraceConfiguration(id, second_is_bad.data(), 2)) + " " +
         hex(trace->SetTraceConfiguration(id, &never_on)) + " " +
         hex(trace->GetTraceConfiguration(nullptr));
}

std::string raise_one(const Call& call) {
  return hex(raise(call.trace, call.parts.at(0), call.number(1), call.number(2), call.number(3)));
}

std::string quick(const Call& call) {
  return hex(call.trace->QuickTrace(widen(call.parts.at(0)).c_str(), L"second", E_FAIL,
                                    static_cast<UCHAR>(call.number(1))));
}

std::string subscribe_one(const Call& call) {
  return hex(subscribe(call.instance, call.trace, call.argument));
}

struct Action {
  const char* name;
  std::string (*run)(const Call& call);
};

constexpr Action kActions[] = {
    {"subscribe", subscribe_one},
    {"unsubscribe", unsubscribe},
    {"configuration", configuration},
    {"raise", raise_one},
    {"quick", quick},
    {"activity", activity},
    {"bad-events", bad_events},
    {"bad-configurations", bad_configurations},
};

}  // namespace

HRESULT raise(IHttpTraceContext* trace, const std::string& name, DWORD level, DWORD area,
              DWORD items) {
  const std::wstring wide = widen(name);
  HTTP_TRACE_EVENT event = event_of(wide.c_str());
  std::array<HTTP_TRACE_EVENT_ITEM, 32> list{};
  std::array<LONG, 32> values{};
  for (DWORD i = 0; i < items; ++i) {
    values[i] = static_cast<LONG>(i);
    list[i] = {L"n", HTTP_TRACE_TYPE_LONG, reinterpret_cast<PBYTE>(&values[i]), sizeof(LONG),
               nullptr};
  }
  event.dwVerbosity = level;
  event.dwArea = area;
  event.cEventItems = items;
  event.pEventItems = list.data();
  return trace->RaiseTraceEvent(&event);
}

HRESULT subscribe(const Instance& instance, IHttpTraceContext* trace, const std::string& what) {
  const std::vector<std::string> parts = split(what, '/');
  HTTP_TRACE_CONFIGURATION configuration{provider_of(parts.at(0)),
                                         static_cast<DWORD>(std::stoul(parts.at(1), nullptr, 16)),
                                         static_cast<DWORD>(std::stoul(parts.at(2))), TRUE};
  return trace->SetTraceConfiguration(instance.id, &configuration);
}

void perform(const Instance& instance, IHttpContext* context, const std::string& actions) {
  const std::string server_prefix = "server-";
  for (const std::string& one : split(actions, ' ')) {
    const std::size_t open = one.find('(');
    std::string name = one.substr(0, open);
    const bool of_server = name.rfind(server_prefix, 0) == 0;
    name = of_server ? name.substr(server_prefix.size()) : name;
    const std::string argument =
        open == std::string::npos ? "" : one.substr(open + 1, one.size() - open - 2);
    const Call call{instance, context,
                    of_server ? instance.server->GetTraceContext() : context->GetTraceContext(),
                    argument, split(argument, '/')};
    for (const Action& action : kActions) {
      if (name == action.name) {
        Heard::instance().add(id_of(context), instance.name + " " + one + ": " + action.run(call));
      }
    }
  }
}

}  // namespace listener
