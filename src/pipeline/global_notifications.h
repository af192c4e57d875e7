// GlobalNotifications: calls the CGlobalModules that subscribed to a GL_* notification, in
// priority order, until one returns HANDLED. Page: GLOBAL_NOTIFICATION_STATUS.
#pragma once

#include <httpserv.h>

#include <array>
#include <exception>
#include <vector>

#include "pipeline/module_record.h"

namespace penstock::pipeline {

// Immutable after construction; raise() may be called from any thread.
class GlobalNotifications {
 public:
  GlobalNotifications() = default;
  explicit GlobalNotifications(const std::vector<const ModuleRecord*>& modules);

  // True if any module subscribed to that GL_* bit.
  bool wanted(DWORD bit) const { return (subscribed_ & bit) != 0; }

  // `call(CGlobalModule&)` makes the call; an exception counts as CONTINUE and is given to
  // `threw(const ModuleRecord&, const char* what)`.
  template <typename Call, typename Threw>
  GLOBAL_NOTIFICATION_STATUS raise(DWORD bit, Call&& call, Threw&& threw) const {
    for (const ModuleRecord* module : ordered(bit)) {
      try {
        if (call(*module->global) == GL_NOTIFICATION_HANDLED) {
          return GL_NOTIFICATION_HANDLED;
        }
      } catch (const std::exception& exception) {
        threw(*module, exception.what());
      } catch (...) {
        threw(*module, "an exception that is no std::exception");
      }
    }
    return GL_NOTIFICATION_CONTINUE;
  }

 private:
  const std::vector<const ModuleRecord*>& ordered(DWORD bit) const;

  DWORD subscribed_ = 0;
  std::array<std::vector<const ModuleRecord*>, 32> by_bit_;
};

}  // namespace penstock::pipeline
