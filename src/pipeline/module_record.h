// ModuleRecord: what one entry of <globalModules> registered when its RegisterModule ran:
// factory, global module, notification masks, priorities. The record is built through
// ModuleRegistration, the IHttpModuleRegistrationInfo2 that RegisterModule is handed.
#pragma once

#include <httpserv.h>

#include <array>
#include <cstdint>
#include <string>

#include "pipeline/blocker_memory.h"

namespace penstock::pipeline {

// Page: Request-Processing Constants (PRIORITY_ALIAS_*). Lower runs earlier.
enum class Priority : std::uint8_t { first, high, medium, low, last };

// Owned by the module loader; immutable after RegisterModule but for `blockers`.
struct ModuleRecord {
  std::wstring name;
  std::string name_utf8;
  HTTP_MODULE_ID id = nullptr;
  bool built_in = false;

  IHttpModuleFactory* factory = nullptr;  // server-owned: Terminate() at unload
  DWORD notifications = 0;
  DWORD post_notifications = 0;
  CGlobalModule* global = nullptr;  // server-owned: Terminate() at unload
  DWORD global_notifications = 0;

  std::array<Priority, 32> priority;         // by bit number of RQ_*
  std::array<Priority, 32> post_priority;    // the same for post-notifications
  std::array<Priority, 32> global_priority;  // by bit number of GL_*

  mutable BlockerMemory blockers;

  ModuleRecord() {
    priority.fill(Priority::medium);
    post_priority.fill(Priority::medium);
    global_priority.fill(Priority::medium);
  }
};

// Lives while RegisterModule runs and as long as the module is loaded (modules keep the pointer).
class ModuleRegistration final : public IHttpModuleRegistrationInfo2 {
 public:
  explicit ModuleRegistration(ModuleRecord& record) : record_(record) {}

  PCWSTR GetName() const override { return record_.name.c_str(); }
  HTTP_MODULE_ID GetId() const override { return record_.id; }
  HRESULT SetRequestNotifications(IHttpModuleFactory* factory, DWORD notifications,
                                  DWORD post_notifications) override;
  HRESULT SetGlobalNotifications(CGlobalModule* module, DWORD notifications) override;
  HRESULT SetPriorityForRequestNotification(DWORD notification, PCWSTR priority) override;
  HRESULT SetPriorityForGlobalNotification(DWORD notification, PCWSTR priority) override;
  HRESULT SetPriorityForPostRequestNotification(DWORD notification, PCWSTR priority) override;

 private:
  ModuleRecord& record_;
};

}  // namespace penstock::pipeline
