// RequestPipeline: walks one request through its application's NotificationPlan. The one place
// where the statuses that modules return are interpreted:
//   CONTINUE        the next callback
//   PENDING         the request is parked on its AsyncGate; whoever completes it resumes the walk
//   FINISH_REQUEST  what is left up to LogRequest is passed over; LogRequest and EndRequest run
// Neighbours: stage.h (the table), notification_plan.h (the order), pipeline_host.h (the server).
#pragma once

#include <httpserv.h>

#include <atomic>
#include <cstdint>

#include "base/arena.h"
#include "pipeline/async_gate.h"
#include "pipeline/notification_plan.h"
#include "pipeline/pipeline_host.h"

namespace penstock::pipeline {

enum class WalkResult : std::uint8_t {
  finished,
  pending,  // parked on the gate
  child,    // due_child() is executed next, by the same executor: then child_ended(), resume()
};

// The callback being executed; module is null between callbacks.
struct Callback {
  const ModuleRecord* module = nullptr;
  std::uint16_t index = 0;
  DWORD bit = 0;
  bool post = false;
  const char* name = "";
  IHttpEventProvider* provider = nullptr;
  std::uint64_t started_ms = 0;        // when it was called, by tick_clock.h
  std::uint64_t stage_started_ms = 0;  // when the first module of its notification was
};

// Owned by the request's executor; only gate() may be touched by other threads.
class RequestPipeline {
 public:
  // Starts a new request. All three must outlive it.
  void begin(const NotificationPlan& plan, PipelineHost& host, base::Arena& arena);

  // Walks on from the current position. After `pending` the caller must not touch the request.
  // docs/adr/0005 tells how a child comes in between.
  WalkResult run();

  // Called by who got Delivery::resume: delivers the completion, then walks on.
  WalkResult resume();

  PipelineHost& due_child() { return *child_; }
  void child_ended();
  // The executor cannot be unwound: PENDING waits instead of parking. For a child that a nested
  // notification has begun, before run().
  void set_blocking(bool blocking) { blocking_ = blocking; }
  bool blocking() const { return blocking_; }

  // Raises a nested notification synchronously, inside the current callback or between two.
  // Returns FINISH_REQUEST if a module did; the modules after it are passed over.
  REQUEST_NOTIFICATION_STATUS raise(Nested kind, IHttpEventProvider* provider);

  // The current walk is to be treated as if its callback had returned FINISH_REQUEST.
  void request_finish() { finish_requested_ = true; }

  // Before run(): the request is answered already; only LogRequest and EndRequest are raised.
  void skip_to_log() { next_ = plan_->slot_begin(slot_of(Stage::log_request, false)); }

  // Disposes of every module object, newest first, and closes the gate. Ends the request.
  void end();

  // Whether any module's callback is left, should the current one return `status`.
  bool more_callbacks(REQUEST_NOTIFICATION_STATUS status) const;

  // For GetNextNotification: if the next callback, should the current one return `status`, is of
  // the same module, it becomes the current one, and the module runs it itself.
  bool merge_next(REQUEST_NOTIFICATION_STATUS status);

  // For DisableNotifications: the current module is not called for these again.
  void disable(DWORD notifications, DWORD post_notifications);

  const Callback& current() const { return current_; }
  // The request's object of the current module; null between callbacks.
  CHttpModule* current_object() const {
    return current_.module == nullptr ? nullptr : instances_[current_.index].module;
  }
  AsyncGate& gate() { return gate_; }
  // Any thread: the module that last left a request pending here; null if none has.
  const ModuleRecord* last_pending() const { return last_pending_.load(std::memory_order_relaxed); }
  const NotificationPlan& plan() const { return *plan_; }

  // Memory that lives with the request, for IModuleAllocator.
  base::Arena& arena() { return *arena_; }

 private:
  struct Instance {
    CHttpModule* module;
    DWORD disabled;
    DWORD disabled_post;
    bool failed;
    bool executed;  // its ExecuteRequestHandler was called: not again, should the handler change
  };

  void enter(const Callback& callback);
  bool next_callback(Callback& callback);
  bool next_handler(Callback& callback);
  int peek_handler();
  Callback callback_of(std::uint16_t module) const;
  bool passes_over(const PlanEntry& entry) const;
  bool is_disabled(std::uint16_t module, DWORD bit, bool post) const;
  CHttpModule* instance(std::uint16_t module);
  REQUEST_NOTIFICATION_STATUS invoke(const Callback& callback, int slot);
  REQUEST_NOTIFICATION_STATUS invoke_nested(const Callback& callback, Nested kind);
  REQUEST_NOTIFICATION_STATUS deliver_completion();
  REQUEST_NOTIFICATION_STATUS run_completion(const Completion& completion);
  template <typename Call>
  REQUEST_NOTIFICATION_STATUS guarded(const ModuleRecord& module, Entry entry, const char* name,
                                      Call&& call);
  WalkResult settle(REQUEST_NOTIFICATION_STATUS status);
  REQUEST_NOTIFICATION_STATUS wait_nested();
  void begin_child(PipelineHost& child);
  void finish();
  std::uint16_t after_finish() const;

  const NotificationPlan* plan_ = nullptr;
  PipelineHost* host_ = nullptr;
  base::Arena* arena_ = nullptr;
  Instance* instances_ = nullptr;
  std::uint16_t* created_ = nullptr;
  std::uint16_t created_count_ = 0;
  std::uint16_t next_ = 0;
  std::uint16_t next_handler_ = 0;
  const std::uint16_t* handler_list_ = nullptr;
  std::uint8_t slot_ = 0;
  std::uint8_t entered_slot_ = kSlotCount;  // of the last callback
  bool finish_requested_ = false;
  bool any_disabled_ = false;
  bool blocking_ = false;
  PipelineHost* child_ = nullptr;  // in execution, or due; the gate is closed meanwhile
  // What the callback that began the child returned instead of PENDING, if it did.
  REQUEST_NOTIFICATION_STATUS behind_child_ = RQ_NOTIFICATION_PENDING;
  Callback current_;
  std::atomic<const ModuleRecord*> last_pending_{nullptr};  // written by the executor
  AsyncGate gate_;
};

}  // namespace penstock::pipeline
