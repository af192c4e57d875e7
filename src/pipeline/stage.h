// All notifications as data: the twelve deterministic stages in their order, each with its
// post-notification, and the four that happen whenever they happen. The notification plan
// (notification_plan.h) and the walk (request_pipeline.h) read this table; so do docs and tests.
#pragma once

#include <httpserv.h>

#include <array>
#include <cstdint>

namespace penstock::pipeline {

// Order of calling; page: CHttpModule class.
enum class Stage : std::uint8_t {
  begin_request,
  authenticate_request,
  authorize_request,
  resolve_request_cache,
  map_request_handler,
  acquire_request_state,
  pre_execute_request_handler,
  execute_request_handler,
  release_request_state,
  update_request_cache,
  log_request,
  end_request,
};
constexpr int kStageCount = 12;

// A slot is one notification of one stage: 2 * stage, plus one for the post-notification.
constexpr int kSlotCount = 2 * kStageCount;
constexpr int slot_of(Stage stage, bool post) {
  return 2 * static_cast<int>(stage) + (post ? 1 : 0);
}
constexpr Stage stage_of(int slot) { return static_cast<Stage>(slot / 2); }
constexpr bool is_post(int slot) { return (slot & 1) != 0; }

// Notifications that are raised from inside others, any number of times a request.
enum class Nested : std::uint8_t { send_response, map_path, read_entity, custom };
constexpr int kNestedCount = 4;

struct NotificationName {
  DWORD bit;
  const char* name;
  PCWSTR trace_name;  // in trace events
};

constexpr std::array<NotificationName, kStageCount> kStages = {{
    {RQ_BEGIN_REQUEST, "BeginRequest", L"BEGIN_REQUEST"},
    {RQ_AUTHENTICATE_REQUEST, "AuthenticateRequest", L"AUTHENTICATE_REQUEST"},
    {RQ_AUTHORIZE_REQUEST, "AuthorizeRequest", L"AUTHORIZE_REQUEST"},
    {RQ_RESOLVE_REQUEST_CACHE, "ResolveRequestCache", L"RESOLVE_REQUEST_CACHE"},
    {RQ_MAP_REQUEST_HANDLER, "MapRequestHandler", L"MAP_REQUEST_HANDLER"},
    {RQ_ACQUIRE_REQUEST_STATE, "AcquireRequestState", L"ACQUIRE_REQUEST_STATE"},
    {RQ_PRE_EXECUTE_REQUEST_HANDLER, "PreExecuteRequestHandler", L"PRE_EXECUTE_REQUEST_HANDLER"},
    {RQ_EXECUTE_REQUEST_HANDLER, "ExecuteRequestHandler", L"EXECUTE_REQUEST_HANDLER"},
    {RQ_RELEASE_REQUEST_STATE, "ReleaseRequestState", L"RELEASE_REQUEST_STATE"},
    {RQ_UPDATE_REQUEST_CACHE, "UpdateRequestCache", L"UPDATE_REQUEST_CACHE"},
    {RQ_LOG_REQUEST, "LogRequest", L"LOG_REQUEST"},
    {RQ_END_REQUEST, "EndRequest", L"END_REQUEST"},
}};

constexpr std::array<NotificationName, kNestedCount> kNested = {{
    {RQ_SEND_RESPONSE, "SendResponse", L"SEND_RESPONSE"},
    {RQ_MAP_PATH, "MapPath", L"MAP_PATH"},
    {RQ_READ_ENTITY, "ReadEntity", L"READ_ENTITY"},
    {RQ_CUSTOM_NOTIFICATION, "CustomNotification", L"CUSTOM_NOTIFICATION"},
}};

constexpr DWORD bit_of(Stage stage) { return kStages[static_cast<int>(stage)].bit; }
constexpr DWORD bit_of(Nested kind) { return kNested[static_cast<int>(kind)].bit; }
constexpr const char* name_of(Stage stage) { return kStages[static_cast<int>(stage)].name; }
constexpr const char* name_of(Nested kind) { return kNested[static_cast<int>(kind)].name; }

// Calls the module's method for a slot. The provider of AuthenticateRequest and of
// MapRequestHandler must be of the derived type their methods take.
REQUEST_NOTIFICATION_STATUS call_slot(CHttpModule& module, int slot, IHttpContext* context,
                                      IHttpEventProvider* provider);

// The same for a nested notification; the provider is of the type that method takes.
REQUEST_NOTIFICATION_STATUS call_nested(CHttpModule& module, Nested kind, IHttpContext* context,
                                        IHttpEventProvider* provider);

}  // namespace penstock::pipeline
