// NotificationPlan: an application's module list compiled into flat arrays, once, when its
// configuration is read. request_pipeline.h walks it with an index, so a stage nobody
// subscribed to costs nothing.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "pipeline/module_record.h"
#include "pipeline/stage.h"

namespace penstock::pipeline {

// One step of the walk: a module's callback, or work of the server itself.
struct PlanEntry {
  static constexpr std::uint16_t kServerStep = 0xFFFF;   // PipelineHost::server_step(stage)
  static constexpr std::uint16_t kHandlerStep = 0xFFFE;  // the modules of the mapped handler

  std::uint16_t module;  // index into modules(), or one of the above
  std::uint8_t slot;
};

// Immutable; shared by all requests of the application, on all threads.
class NotificationPlan {
 public:
  // `modules` in the order of the application's <modules>.
  explicit NotificationPlan(std::vector<const ModuleRecord*> modules);

  std::span<const PlanEntry> entries() const { return entries_; }

  // Index of the first entry of that slot or of a later one.
  std::uint16_t slot_begin(int slot) const { return slot_begin_[slot]; }

  // Modules subscribed to a nested notification, in calling order.
  std::span<const std::uint16_t> nested(Nested kind) const {
    return nested_[static_cast<int>(kind)];
  }

  // Modules subscribed to ExecuteRequestHandler in calling order. Which of them run for a request
  // is the handler mapping's choice (PipelineHost::handler_modules).
  std::span<const std::uint16_t> handlers() const { return handlers_; }

  std::size_t module_count() const { return modules_.size(); }
  const ModuleRecord& module(std::uint16_t index) const { return *modules_[index]; }
  // Index of the module of that configured name (names compare without case), or -1.
  int find(std::string_view name_utf8) const;

 private:
  std::vector<std::uint16_t> subscribers(DWORD bit, bool post) const;

  std::vector<const ModuleRecord*> modules_;
  std::vector<PlanEntry> entries_;
  std::array<std::uint16_t, kSlotCount + 1> slot_begin_{};
  std::array<std::vector<std::uint16_t>, kNestedCount> nested_;
  std::vector<std::uint16_t> handlers_;
};

}  // namespace penstock::pipeline
