// The walk itself; see request_pipeline.h.
#include "pipeline/request_pipeline.h"

#include <cxxabi.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "base/tick_clock.h"

namespace penstock::pipeline {
namespace {

using Status = REQUEST_NOTIFICATION_STATUS;

// Request memory for module objects; page: IModuleAllocator::AllocateMemory.
class ArenaAllocator final : public IModuleAllocator {
 public:
  explicit ArenaAllocator(base::Arena& arena) : arena_(arena) {}
  VOID* AllocateMemory(DWORD size) override { return arena_.try_allocate(size); }

 private:
  base::Arena& arena_;
};

}  // namespace

void RequestPipeline::begin(const NotificationPlan& plan, PipelineHost& host, base::Arena& arena) {
  plan_ = &plan;
  host_ = &host;
  arena_ = &arena;
  const std::size_t count = plan.module_count();
  instances_ = static_cast<Instance*>(arena.allocate(count * sizeof(Instance), alignof(Instance)));
  std::fill_n(instances_, count, Instance{});
  created_ = static_cast<std::uint16_t*>(
      arena.allocate(count * sizeof(std::uint16_t), alignof(std::uint16_t)));
  created_count_ = 0;
  next_ = 0;
  next_handler_ = 0;
  handler_list_ = nullptr;
  slot_ = 0;
  entered_slot_ = kSlotCount;
  finish_requested_ = false;
  any_disabled_ = false;
  current_ = {};
  gate_.open();
}

WalkResult RequestPipeline::run() {
  Callback callback;
  while (next_callback(callback)) {
    enter(callback);
    if (const WalkResult settled = settle(invoke(callback, slot_));
        settled != WalkResult::finished) {
      return settled;
    }
  }
  current_ = {};
  return WalkResult::finished;
}

void RequestPipeline::enter(const Callback& callback) {
  const std::uint64_t stage_started_ms = current_.stage_started_ms;
  current_ = callback;
  current_.started_ms = base::tick_count_ms();
  current_.stage_started_ms = entered_slot_ == slot_ ? stage_started_ms : current_.started_ms;
  entered_slot_ = slot_;
}

WalkResult RequestPipeline::resume() {
  const WalkResult settled = settle(deliver_completion());
  return settled == WalkResult::finished ? run() : settled;
}

// Applies a status. Pending: the request is parked and no longer this thread's.
WalkResult RequestPipeline::settle(Status status) {
  while (status == RQ_NOTIFICATION_PENDING) {
    if (child_ != nullptr) {
      return WalkResult::child;
    }
    last_pending_.store(current_.module, std::memory_order_relaxed);
    host_->before_parking();
    if (blocking_) {
      host_->before_blocking();
      gate_.wait();
    } else if (gate_.park()) {
      return WalkResult::pending;
    }
    status = deliver_completion();
  }
  if (gate_.unexpected()) {
    const Completion completion = gate_.take();
    if (completion.kind == Completion::Kind::child) {
      // Begun by a module that does not wait for it: it runs all the same, and nobody is told.
      begin_child(*completion.child);
      behind_child_ = status;
      return WalkResult::child;
    }
    host_->completion_unexpected(*current_.module);
  }
  current_.module = nullptr;
  if (status == RQ_NOTIFICATION_FINISH_REQUEST || finish_requested_) {
    finish();
  }
  return WalkResult::finished;
}

// Until child_ended() the request waits for the child, and for nothing else.
void RequestPipeline::begin_child(PipelineHost& child) {
  child_ = &child;
  gate_.close();
}

void RequestPipeline::child_ended() {
  Completion completion;
  if (behind_child_ != RQ_NOTIFICATION_PENDING) {
    completion.kind = Completion::Kind::indicate;
    completion.status = std::exchange(behind_child_, RQ_NOTIFICATION_PENDING);
  }
  child_ = nullptr;
  gate_.open();
  static_cast<void>(gate_.complete(completion));
}

// Page: REQUEST_NOTIFICATION_STATUS. LogRequest and EndRequest run whatever happened before.
void RequestPipeline::finish() {
  finish_requested_ = false;
  next_handler_ = 0;
  next_ = after_finish();
}

std::uint16_t RequestPipeline::after_finish() const {
  const Stage stage = stage_of(slot_);
  const int target = stage < Stage::log_request ? slot_of(Stage::log_request, false)
                                                : 2 * (static_cast<int>(stage) + 1);
  return std::max(next_, plan_->slot_begin(target));
}

bool RequestPipeline::next_callback(Callback& callback) {
  const std::span<const PlanEntry> entries = plan_->entries();
  while (next_ < entries.size()) {
    const PlanEntry entry = entries[next_];
    slot_ = entry.slot;
    const Stage stage = stage_of(slot_);
    if (entry.module == PlanEntry::kHandlerStep) {
      if (next_handler(callback)) {
        return true;
      }
      ++next_;
      continue;
    }
    ++next_;
    if (entry.module == PlanEntry::kServerStep) {
      if (host_->server_step(stage) == RQ_NOTIFICATION_FINISH_REQUEST || finish_requested_) {
        finish();
      }
      continue;
    }
    if (!passes_over(entry)) {
      callback = callback_of(entry.module);
      return true;
    }
  }
  return false;
}

// A module's entry whose callback is not called.
bool RequestPipeline::passes_over(const PlanEntry& entry) const {
  const Stage stage = stage_of(entry.slot);
  const bool post = is_post(entry.slot);
  return (stage == Stage::authenticate_request && !post && host_->stage_closed(stage)) ||
         is_disabled(entry.module, bit_of(stage), post);
}

// The module's callback of the current slot.
Callback RequestPipeline::callback_of(std::uint16_t module) const {
  const Stage stage = stage_of(slot_);
  return {&plan_->module(module), module,         bit_of(stage),
          is_post(slot_),         name_of(stage), host_->slot_provider(slot_)};
}

bool RequestPipeline::more_callbacks(Status status) const {
  const std::span<const PlanEntry> entries = plan_->entries();
  std::size_t position = next_;
  if (status == RQ_NOTIFICATION_FINISH_REQUEST) {
    position = std::max(next_, plan_->slot_begin(slot_of(Stage::log_request, false)));
  }
  return std::any_of(entries.begin() + static_cast<std::ptrdiff_t>(position), entries.end(),
                     [](const PlanEntry& entry) { return entry.module < PlanEntry::kHandlerStep; });
}

// The modules of the mapped handler, one a call; false when they are through.
bool RequestPipeline::next_handler(Callback& callback) {
  const int module = peek_handler();
  if (module < 0) {
    next_handler_ = 0;
    return false;
  }
  ++next_handler_;
  instances_[module].executed = true;
  callback = callback_of(static_cast<std::uint16_t>(module));
  return true;
}

// The next of them, -1 if there is none; those that do not run are passed over.
int RequestPipeline::peek_handler() {
  constexpr Stage kStage = Stage::execute_request_handler;
  const std::span<const std::uint16_t> modules = host_->handler_modules();
  if (modules.data() != handler_list_) {
    // The first look, or SetUrl has led to another handler: from its beginning.
    handler_list_ = modules.data();
    next_handler_ = 0;
  }
  while (next_handler_ < modules.size() && !host_->stage_closed(kStage)) {
    const std::uint16_t module = modules[next_handler_];
    if (!instances_[module].executed && !is_disabled(module, bit_of(kStage), false)) {
      return module;
    }
    ++next_handler_;
  }
  return -1;
}

bool RequestPipeline::is_disabled(std::uint16_t module, DWORD bit, bool post) const {
  if (!any_disabled_) {
    return false;
  }
  const Instance& instance = instances_[module];
  return ((post ? instance.disabled_post : instance.disabled) & bit) != 0;
}

void RequestPipeline::disable(DWORD notifications, DWORD post_notifications) {
  if (current_.module == nullptr) {
    return;
  }
  any_disabled_ = true;
  instances_[current_.index].disabled |= notifications;
  instances_[current_.index].disabled_post |= post_notifications;
}

// No exception crosses the module boundary: it is recorded and the request finishes.
template <typename Call>
Status RequestPipeline::guarded(const ModuleRecord& module, Entry entry, const char* name,
                                Call&& call) {
  Status status = RQ_NOTIFICATION_FINISH_REQUEST;
  host_->before_callback(module, entry);
  try {
    status = call();
  } catch (const abi::__forced_unwind&) {
    throw;
  } catch (const std::exception& exception) {
    host_->module_threw(module, name, exception.what());
  } catch (...) {
    host_->module_threw(module, name, "an exception that is no std::exception");
  }
  host_->after_callback(module, entry, status);
  return status;
}

// The request's object of a module, made at its first notification; null if its factory failed.
// Page: IHttpModuleFactory::GetHttpModule.
CHttpModule* RequestPipeline::instance(std::uint16_t index) {
  Instance& slot = instances_[index];
  if (slot.module != nullptr || slot.failed) {
    return slot.module;
  }
  const ModuleRecord& record = plan_->module(index);
  ArenaAllocator allocator(*arena_);
  CHttpModule* made = nullptr;
  HRESULT result = E_UNEXPECTED;
  guarded(record, Entry::create, "GetHttpModule", [&] {
    result = record.factory->GetHttpModule(&made, &allocator);
    return RQ_NOTIFICATION_CONTINUE;
  });
  if (FAILED(result) || made == nullptr) {
    slot.failed = true;
    host_->module_not_created(record, FAILED(result) ? result : E_POINTER);
    return nullptr;
  }
  slot.module = made;
  created_[created_count_++] = index;
  return made;
}

Status RequestPipeline::invoke(const Callback& callback, int slot) {
  CHttpModule* module = instance(callback.index);
  if (module == nullptr) {
    return RQ_NOTIFICATION_FINISH_REQUEST;
  }
  return guarded(*callback.module, Entry::notification, callback.name, [&] {
    return call_slot(*module, slot, host_->pipeline_context(), callback.provider);
  });
}

Status RequestPipeline::invoke_nested(const Callback& callback, Nested kind) {
  CHttpModule* module = instance(callback.index);
  if (module == nullptr) {
    return RQ_NOTIFICATION_CONTINUE;
  }
  return guarded(*callback.module, Entry::notification, callback.name, [&] {
    return call_nested(*module, kind, host_->pipeline_context(), callback.provider);
  });
}

Status RequestPipeline::raise(Nested kind, IHttpEventProvider* provider) {
  const std::span<const std::uint16_t> modules = plan_->nested(kind);
  if (modules.empty()) {
    return RQ_NOTIFICATION_CONTINUE;
  }
  const Callback outer = current_;
  // What a child sends passes the modules of its parents, which wait for it behind their gates.
  PipelineHost* const outer_child = std::exchange(child_, nullptr);
  if (outer_child != nullptr) {
    gate_.open();
  }
  Status status = RQ_NOTIFICATION_CONTINUE;
  for (const std::uint16_t index : modules) {
    current_ = {&plan_->module(index), index, bit_of(kind), false, name_of(kind), provider};
    status = invoke_nested(current_, kind);
    while (status == RQ_NOTIFICATION_PENDING) {
      status = wait_nested();
    }
    if (status == RQ_NOTIFICATION_FINISH_REQUEST) {
      break;
    }
  }
  current_ = outer;
  if (outer_child != nullptr) {
    begin_child(*outer_child);
  }
  return status;
}

// The caller of a nested notification stands on this stack and cannot be unwound: what it waits
// for is waited for here.
Status RequestPipeline::wait_nested() {
  if (child_ != nullptr) {
    host_->run_child(*child_);
    child_ended();
  } else {
    host_->before_blocking();
    gate_.wait();
  }
  return deliver_completion();
}

Status RequestPipeline::deliver_completion() {
  Completion completion = gate_.take();
  if (completion.kind == Completion::Kind::child) {
    begin_child(*completion.child);
    return RQ_NOTIFICATION_PENDING;
  }
  if (completion.prepare != nullptr) {
    completion.prepare(completion.prepare_owner, completion);
  }
  if (completion.kind == Completion::Kind::indicate) {
    return completion.status;
  }
  return guarded(*current_.module, Entry::completion, "OnAsyncCompletion",
                 [&] { return run_completion(completion); });
}

Status RequestPipeline::run_completion(const Completion& completion) {
  IHttpContext3* context = host_->pipeline_context();
  CompletionInfo info(completion);
  switch (completion.kind) {
    case Completion::Kind::callback:
      return completion.routine(context, &info, completion.routine_context);
    case Completion::Kind::overlapped:
      completion.overlapped_routine(completion.result, completion.bytes,
                                    static_cast<LPOVERLAPPED>(completion.routine_context));
      return RQ_NOTIFICATION_PENDING;
    default:
      return instances_[current_.index].module->OnAsyncCompletion(
          context, current_.bit, current_.post ? TRUE : FALSE, current_.provider, &info);
  }
}

void RequestPipeline::end() {
  gate_.close();
  while (created_count_ > 0) {
    const std::uint16_t index = created_[--created_count_];
    CHttpModule* module = instances_[index].module;
    guarded(plan_->module(index), Entry::dispose, "Dispose", [&] {
      module->Dispose();
      return RQ_NOTIFICATION_CONTINUE;
    });
    instances_[index].module = nullptr;
  }
}

}  // namespace penstock::pipeline
