// A module that goes on to its next notification by itself; see request_pipeline.h.
#include "pipeline/request_pipeline.h"

namespace penstock::pipeline {

// Page: GetNextNotification. Work of the server in between is somebody else's, too.
bool RequestPipeline::merge_next(REQUEST_NOTIFICATION_STATUS status) {
  const bool in_stage = current_.module != nullptr && current_.bit == bit_of(stage_of(slot_));
  if (!in_stage || status == RQ_NOTIFICATION_PENDING || finish_requested_) {
    return false;
  }
  std::uint16_t position = status == RQ_NOTIFICATION_FINISH_REQUEST ? after_finish() : next_;
  const std::span<const PlanEntry> entries = plan_->entries();
  while (position < entries.size() && entries[position].module < PlanEntry::kHandlerStep &&
         passes_over(entries[position])) {
    ++position;
  }
  if (position == entries.size()) {
    return false;
  }
  const PlanEntry entry = entries[position];
  const bool handler = entry.module == PlanEntry::kHandlerStep;
  if ((handler ? peek_handler() : entry.module) != current_.index) {
    return false;
  }
  host_->after_callback(*current_.module, Entry::notification, status);
  slot_ = entry.slot;
  next_ = position;
  Callback callback = callback_of(current_.index);
  if (handler) {
    next_handler(callback);
  } else {
    ++next_;
  }
  enter(callback);
  host_->before_callback(*current_.module, Entry::notification);
  return true;
}

}  // namespace penstock::pipeline
