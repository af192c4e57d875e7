// PipelineHost: the little the pipeline needs of the server, so that the whole state machine is
// tested with a fake. server/request_driver implements it.
#pragma once

#include <httpserv.h>

#include <cstdint>
#include <span>
#include <string_view>

#include "pipeline/module_record.h"
#include "pipeline/stage.h"

namespace penstock::pipeline {

// What a module is entered for.
enum class Entry : std::uint8_t { create, notification, completion, dispose };

// All calls come from the thread that executes the request.
class PipelineHost {
 public:
  virtual IHttpContext3* pipeline_context() = 0;

  // The provider handed to a slot's callbacks; of the derived type that slot's method takes.
  virtual IHttpEventProvider* slot_provider(int slot) = 0;

  // The server's own work at the end of a stage (authenticate, map handler, execute handler).
  virtual REQUEST_NOTIFICATION_STATUS server_step(Stage stage) = 0;

  // True when the rest of the stage's modules must be passed over: a user is set
  // (AuthenticateRequest), the request is handled (ExecuteRequestHandler).
  virtual bool stage_closed(Stage stage) const = 0;

  // Plan indices of the modules that run for the mapped handler, in calling order.
  virtual std::span<const std::uint16_t> handler_modules() const = 0;

  // Around each call of a module: epoch tick, learned blockers, tracing.
  virtual void before_callback(const ModuleRecord& module, Entry entry) = 0;
  virtual void after_callback(const ModuleRecord& module, Entry entry,
                              REQUEST_NOTIFICATION_STATUS status) = 0;

  // The executor is about to block until a completion arrives: give the loop away.
  virtual void before_blocking() = 0;
  // A module called in a nested notification has begun this child: executes it to its end, here.
  virtual void run_child(PipelineHost&) {}
  // A callback returned PENDING; behind this call the request may belong to another thread.
  virtual void before_parking() {}

  // A module's fault; the host records it and sets the response's status.
  virtual void module_threw(const ModuleRecord& module, const char* notification,
                            std::string_view what) = 0;
  virtual void module_not_created(const ModuleRecord& module, HRESULT result) = 0;
  virtual void completion_unexpected(const ModuleRecord& module) = 0;

 protected:
  ~PipelineHost() = default;
};

}  // namespace penstock::pipeline
