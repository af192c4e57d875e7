// See provider_actions.h.
#include "provider_actions.h"

#include <cstdlib>

#include "settings.h"
#include "trace.h"

namespace tracer {
namespace {

using Status = REQUEST_NOTIFICATION_STATUS;
constexpr Status kGoOn = RQ_NOTIFICATION_CONTINUE;

// --- MapPath

Status set_path(const Call& call, const std::string& path) {
  const std::wstring wide = widen(path);
  const HRESULT result = static_cast<IMapPathProvider*>(call.provider)
                             ->SetPhysicalPath(wide.c_str(), static_cast<DWORD>(wide.size()));
  note(call, "path " + hex(result));
  return kGoOn;
}

// The path without its last character: its length says so.
Status set_shorter_path(const Call& call, const std::string& path) {
  const std::wstring wide = widen(path);
  static_cast<IMapPathProvider*>(call.provider)
      ->SetPhysicalPath(wide.c_str(), static_cast<DWORD>(wide.size() - 1));
  return kGoOn;
}

Status set_no_path(const Call& call, const std::string&) {
  auto* provider = static_cast<IMapPathProvider*>(call.provider);
  note(call, "null " + hex(provider->SetPhysicalPath(nullptr, 3)));
  note(call, "empty " + hex(provider->SetPhysicalPath(L"/x", 0)));
  note(call, "still " + narrow(provider->GetPhysicalPath()));
  return kGoOn;
}

// --- ReadEntity

Status set_entity(const Call& call, const std::string& text) {
  void* memory = call.context->AllocateRequestMemory(static_cast<DWORD>(text.size() + 1));
  const auto size = static_cast<DWORD>(text.copy(static_cast<char*>(memory), text.size()));
  static_cast<IReadEntityProvider*>(call.provider)->SetEntity(memory, size, size);
  return kGoOn;
}

// More data than the buffer is said to hold.
Status set_bad_entity(const Call& call, const std::string&) {
  static char bytes[] = "bad";
  auto* provider = static_cast<IReadEntityProvider*>(call.provider);
  provider->SetEntity(bytes, 3, 2);
  provider->SetEntity(nullptr, 3, 3);
  return kGoOn;
}

// --- SendResponse

Status flags(const Call& call, const std::string&) {
  note(call,
       "flags " + std::to_string(static_cast<ISendResponseProvider*>(call.provider)->GetFlags()));
  return kGoOn;
}

Status set_flags(const Call& call, const std::string& value) {
  static_cast<ISendResponseProvider*>(call.provider)
      ->SetFlags(static_cast<DWORD>(std::atoi(value.c_str())));
  return kGoOn;
}

HTTP_LOG_FIELDS_DATA* log_fields(const Call& call) {
  return reinterpret_cast<HTTP_LOG_FIELDS_DATA*>(
      static_cast<ISendResponseProvider*>(call.provider)->GetLogData());
}

Status log_data(const Call& call, const std::string&) {
  const HTTP_LOG_FIELDS_DATA* fields = log_fields(call);
  if (fields == nullptr) {
    note(call, "log null");
    return kGoOn;
  }
  note(call, "log " + std::string(fields->Method, fields->MethodLength) + " " +
                 narrow(fields->UriStem) + " " +
                 std::string(fields->UriQuery, fields->UriQueryLength) + " " +
                 std::to_string(fields->ProtocolStatus) + " " +
                 std::string(fields->UserAgent, fields->UserAgentLength));
  return kGoOn;
}

// Another user agent in the log.
Status set_log_data(const Call& call, const std::string& agent) {
  HTTP_LOG_FIELDS_DATA* fields = log_fields(call);
  auto* text =
      static_cast<char*>(call.context->AllocateRequestMemory(static_cast<DWORD>(agent.size() + 1)));
  text[agent.copy(text, agent.size())] = '\0';
  fields->UserAgent = text;
  fields->UserAgentLength = static_cast<USHORT>(agent.size());
  auto* provider = static_cast<ISendResponseProvider*>(call.provider);
  note(call, "set log " + hex(provider->SetLogData(&fields->Base)));
  return kGoOn;
}

constexpr std::pair<const char*, Action> kActions[] = {
    {"set-path", set_path},
    {"set-shorter-path", set_shorter_path},
    {"set-no-path", set_no_path},
    {"set-entity", set_entity},
    {"set-bad-entity", set_bad_entity},
    {"flags", flags},
    {"set-flags", set_flags},
    {"log-data", log_data},
    {"set-log-data", set_log_data},
};

}  // namespace

Action provider_action(const std::string& name) {
  for (const auto& [known, action] : kActions) {
    if (name == known) {
      return action;
    }
  }
  return nullptr;
}

void note(const Call& call, const std::string& text) {
  Trace::instance().add(call.trace, call.instance + "." + call.event + ": " + text);
}

}  // namespace tracer
