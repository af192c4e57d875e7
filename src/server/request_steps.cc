// The server's own steps of the pipeline, and what it does around every module callback; see
// walked_request.h and pipeline/pipeline_host.h.
#include <fmt/format.h>

#include "base/text.h"
#include "http/status.h"
#include "io/event_loop.h"
#include "native/request_events.h"
#include "server/connection.h"
#include "server/event_report.h"
#include "server/exchange.h"
#include "server/server_context.h"
#include "server/thread_cleanup.h"
#include "server/walked_request.h"

namespace penstock::server {

using pipeline::Entry;
using pipeline::ModuleRecord;
using pipeline::Stage;

REQUEST_NOTIFICATION_STATUS WalkedRequest::server_step(Stage stage) {
  switch (stage) {
    case Stage::authenticate_request:
      return refuse_unauthenticated();
    case Stage::map_request_handler:
      return map_handler();
    case Stage::execute_request_handler:
      return answer_unhandled();
    default:
      return RQ_NOTIFICATION_CONTINUE;
  }
}

bool WalkedRequest::stage_closed(Stage stage) const {
  return stage == Stage::authenticate_request ? context_.GetUser() != nullptr : context_.handled();
}

std::span<const std::uint16_t> WalkedRequest::handler_modules() const {
  if (context_.script_map_replaced()) {
    return module_handler_;
  }
  const native::HandlerMapping* mapping = context_.handler();
  return mapping != nullptr ? mapping->modules : scope_->unnamed_handler_modules;
}

// No authentication module has set a user: 401.2, as where every scheme is switched off.
REQUEST_NOTIFICATION_STATUS WalkedRequest::refuse_unauthenticated() {
  if (context_.GetUser() != nullptr) {
    return RQ_NOTIFICATION_CONTINUE;
  }
  context_.response().SetStatus(401, "Unauthorized", 2, HRESULT_FROM_WIN32(ERROR_ACCESS_DENIED),
                                nullptr, FALSE);
  return RQ_NOTIFICATION_FINISH_REQUEST;
}

// Page: IMapHandlerProvider::SetScriptMap. As with a configured one, the modules that no handler
// names run before those that this one names.
REQUEST_NOTIFICATION_STATUS WalkedRequest::take_module_handler(const IScriptMapInfo& map) {
  std::string names;
  try {  // the object may be the module's own
    names = base::to_utf8(map.GetModules());
    context_.response().set_buffer_limit(map.GetResponseBufferLimit());
  } catch (...) {
    context_.response().SetStatus(500, nullptr, 0, E_UNEXPECTED, nullptr, FALSE);
    return RQ_NOTIFICATION_FINISH_REQUEST;
  }
  module_handler_ = native::modules_of_handler(*scope_, base::split_list(names));
  return RQ_NOTIFICATION_CONTINUE;
}

REQUEST_NOTIFICATION_STATUS WalkedRequest::map_handler() {
  handler_mapped_ = true;
  if (context_.script_map_replaced()) {
    return take_module_handler(*context_.GetScriptMap());
  }
  const native::HandlerMapping* mapping = context_.choose_handler();
  if (mapping == nullptr) {
    return RQ_NOTIFICATION_CONTINUE;
  }
  context_.set_handler(mapping);
  using config::RequireAccess;
  const std::uint32_t policy = scope_->settings->handlers->access_policy;
  const auto refuse = [&](USHORT sub_status) {
    context_.response().SetStatus(403, "Forbidden", sub_status,
                                  HRESULT_FROM_WIN32(ERROR_ACCESS_DENIED), nullptr, FALSE);
    return RQ_NOTIFICATION_FINISH_REQUEST;
  };
  switch (mapping->entry->require_access) {
    case RequireAccess::kRead:
      return (policy & config::access_flag::kRead) != 0 ? RQ_NOTIFICATION_CONTINUE : refuse(2);
    case RequireAccess::kWrite:
      return (policy & config::access_flag::kWrite) != 0 ? RQ_NOTIFICATION_CONTINUE : refuse(3);
    case RequireAccess::kScript:
      return (policy & config::access_flag::kScript) != 0 ? RQ_NOTIFICATION_CONTINUE : refuse(1);
    case RequireAccess::kExecute:
      return (policy & config::access_flag::kExecute) != 0 ? RQ_NOTIFICATION_CONTINUE : refuse(1);
    case RequireAccess::kNone:
      return RQ_NOTIFICATION_CONTINUE;
  }
  return RQ_NOTIFICATION_CONTINUE;
}

// The handler's modules are through and none has answered.
REQUEST_NOTIFICATION_STATUS WalkedRequest::answer_unhandled() {
  native::HttpResponse& response = context_.response();
  if (!context_.handled() && !response.headers_sent() && response.status() == 200 &&
      response.entity_bytes() == 0) {
    const USHORT sub_status = context_.GetScriptMap() == nullptr ? 4 : 0;
    response.SetStatus(404, "Not Found", sub_status, HRESULT_FROM_WIN32(ERROR_FILE_NOT_FOUND),
                       nullptr, FALSE);
  }
  return RQ_NOTIFICATION_CONTINUE;
}

void WalkedRequest::before_callback(const ModuleRecord& module, Entry entry) {
  if (context_.trace().listened() && (entry == Entry::notification || entry == Entry::completion))
      [[unlikely]] {
    native::trace_module_start(context_, pipeline_.current(), entry == Entry::completion);
  }
  io::EventLoop::tick();
  io::EventLoop& loop = connection_->loop();
  led_before_callback_ = loop.still_leads();
  timed_callback_ = false;
  if (server_.handoff && module.blockers.should_give_away_first()) {
    if (led_before_callback_) {
      release_held_output();
      loop.give_away();
      led_before_callback_ = false;
    }
    // Off the loop nobody takes the call over: its time tells whether it blocked.
    timed_callback_ = true;
    callback_started_ = Clock::now();
  }
}

void WalkedRequest::after_callback(const ModuleRecord& module, Entry entry,
                                   REQUEST_NOTIFICATION_STATUS status) {
  if (timed_callback_) {
    timed_callback_ = false;
    const bool blocked = Clock::now() - callback_started_ > std::chrono::milliseconds(1);
    blocked ? module.blockers.record_blocked() : module.blockers.record_quick();
  } else if (led_before_callback_) {
    connection_->loop().still_leads() ? module.blockers.record_quick()
                                      : module.blockers.record_blocked();
  }
  if (context_.trace().listened() && (entry == Entry::notification || entry == Entry::completion))
      [[unlikely]] {
    native::trace_module_end(context_, pipeline_.current(), status);
  }
}

void WalkedRequest::before_blocking() {
  release_held_output();
  connection_->loop().give_away();
}

void WalkedRequest::answer_error_status() {
  native::HttpResponse& response = context_.response();
  if (!response.headers_sent() && FAILED(context_.error_status()) && response.status() == 200 &&
      response.entity_bytes() == 0) {
    response.SetStatus(500, "Internal Server Error", 0, context_.error_status(), nullptr, FALSE);
  }
}

void WalkedRequest::before_parking() {
  root().note_parked();
  release_held_output();
  note_served_application(server_, context_);
}

void WalkedRequest::fail_module(const ModuleRecord&, HRESULT result) {
  native::HttpResponse& response = context_.response();
  if (response.headers_sent()) {
    abort();
    return;
  }
  response.Clear();
  response.SetStatus(500, "Internal Server Error", 0, result, nullptr, FALSE);
}

void WalkedRequest::module_threw(const ModuleRecord& module, const char* notification,
                                 std::string_view what) {
  server_.counters->add_shared(observe::Counter::kModuleExceptions);
  report_event(server_, EventKind::error, kEventModuleThrew,
               {module.name_utf8, notification, std::string(context_.request().url().path()),
                std::string(what)},
               fmt::format("module {} threw in {} for {}: {}", module.name_utf8, notification,
                           context_.request().url().path(), what));
  fail_module(module, E_UNEXPECTED);
}

void WalkedRequest::module_not_created(const ModuleRecord& module, HRESULT result) {
  report_event(server_, EventKind::error, kEventModuleNotCreated,
               {module.name_utf8, fmt::format("0x{:08x}", static_cast<std::uint32_t>(result))},
               fmt::format("module {}: its factory gave no module object: 0x{:08x}",
                           module.name_utf8, static_cast<std::uint32_t>(result)));
  fail_module(module, result);
}

void WalkedRequest::completion_unexpected(const ModuleRecord& module) {
  report_completion(&module, "the module had not left its request pending");
}

void WalkedRequest::report_completion(const ModuleRecord* module, std::string_view why) {
  const std::string name = module == nullptr ? "" : module->name_utf8;
  report_event(server_, EventKind::warning, kEventCompletionUnexpected, {name, std::string(why)},
               fmt::format("module {}: a completion was dropped: {}", name, why));
}

}  // namespace penstock::server
