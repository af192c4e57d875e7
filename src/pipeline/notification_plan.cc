// Compiles a module list into a plan: priority first, then the configured order; see
// notification_plan.h.
#include "pipeline/notification_plan.h"

#include <algorithm>
#include <bit>

#include "base/text.h"

namespace penstock::pipeline {
namespace {

// Stages at whose end the server does work of its own, after the modules and before the
// post-notification: a user nobody set is refused, the handler is looked up, a request nobody
// handled is answered.
bool has_server_step(Stage stage) {
  return stage == Stage::authenticate_request || stage == Stage::map_request_handler ||
         stage == Stage::execute_request_handler;
}

}  // namespace

NotificationPlan::NotificationPlan(std::vector<const ModuleRecord*> modules)
    : modules_(std::move(modules)) {
  for (int slot = 0; slot < kSlotCount; ++slot) {
    slot_begin_[slot] = static_cast<std::uint16_t>(entries_.size());
    const Stage stage = stage_of(slot);
    const auto position = static_cast<std::uint8_t>(slot);
    const bool handler_slot = stage == Stage::execute_request_handler && !is_post(slot);
    if (handler_slot) {
      handlers_ = subscribers(bit_of(stage), false);
      entries_.push_back({PlanEntry::kHandlerStep, position});
    } else {
      for (const std::uint16_t module : subscribers(bit_of(stage), is_post(slot))) {
        entries_.push_back({module, position});
      }
    }
    if (!is_post(slot) && has_server_step(stage)) {
      entries_.push_back({PlanEntry::kServerStep, position});
    }
  }
  slot_begin_[kSlotCount] = static_cast<std::uint16_t>(entries_.size());
  for (int kind = 0; kind < kNestedCount; ++kind) {
    nested_[kind] = subscribers(kNested[kind].bit, false);
  }
  // Page: SetPriorityForRequestNotification. For SendResponse the order is turned round.
  std::reverse(nested_[static_cast<int>(Nested::send_response)].begin(),
               nested_[static_cast<int>(Nested::send_response)].end());
}

std::vector<std::uint16_t> NotificationPlan::subscribers(DWORD bit, bool post) const {
  const int number = std::countr_zero(bit);
  const auto priority = [&](std::uint16_t index) {
    const ModuleRecord& module = *modules_[index];
    return post ? module.post_priority[number] : module.priority[number];
  };
  std::vector<std::uint16_t> found;
  for (std::size_t i = 0; i < modules_.size(); ++i) {
    const ModuleRecord& module = *modules_[i];
    const DWORD mask = post ? module.post_notifications : module.notifications;
    if (module.factory != nullptr && (mask & bit) != 0) {
      found.push_back(static_cast<std::uint16_t>(i));
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [&](std::uint16_t a, std::uint16_t b) { return priority(a) < priority(b); });
  return found;
}

int NotificationPlan::find(std::string_view name_utf8) const {
  for (std::size_t i = 0; i < modules_.size(); ++i) {
    if (base::ascii_iequals(std::string_view(modules_[i]->name_utf8), name_utf8)) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

}  // namespace penstock::pipeline
