// Sorts the global modules once a notification; see global_notifications.h.
#include "pipeline/global_notifications.h"

#include <algorithm>
#include <bit>

namespace penstock::pipeline {

GlobalNotifications::GlobalNotifications(const std::vector<const ModuleRecord*>& modules) {
  for (int number = 0; number < 32; ++number) {
    std::vector<const ModuleRecord*>& list = by_bit_[number];
    for (const ModuleRecord* module : modules) {
      if (module->global != nullptr && (module->global_notifications & (1U << number)) != 0) {
        list.push_back(module);
      }
    }
    std::stable_sort(list.begin(), list.end(), [number](const auto* a, const auto* b) {
      return a->global_priority[number] < b->global_priority[number];
    });
    if (!list.empty()) {
      subscribed_ |= 1U << number;
    }
  }
}

const std::vector<const ModuleRecord*>& GlobalNotifications::ordered(DWORD bit) const {
  return by_bit_[std::countr_zero(bit)];
}

}  // namespace penstock::pipeline
