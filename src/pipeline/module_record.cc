// Fills a ModuleRecord from a module's RegisterModule calls; see module_record.h.
#include "pipeline/module_record.h"

#include <optional>
#include <string_view>

#include "base/text.h"

namespace penstock::pipeline {
namespace {

std::optional<Priority> parse_priority(PCWSTR alias) {
  if (alias == nullptr) {
    return std::nullopt;
  }
  constexpr std::pair<std::wstring_view, Priority> kAliases[] = {
      {PRIORITY_ALIAS_FIRST, Priority::first},   {PRIORITY_ALIAS_HIGH, Priority::high},
      {PRIORITY_ALIAS_MEDIUM, Priority::medium}, {PRIORITY_ALIAS_LOW, Priority::low},
      {PRIORITY_ALIAS_LAST, Priority::last},
  };
  for (const auto& [name, priority] : kAliases) {
    if (base::ascii_iequals(std::wstring_view(alias), name)) {
      return priority;
    }
  }
  return std::nullopt;
}

HRESULT set_priority(std::array<Priority, 32>& table, DWORD bits, PCWSTR alias) {
  const std::optional<Priority> priority = parse_priority(alias);
  if (!priority.has_value()) {
    return HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER);
  }
  for (int bit = 0; bit < 32; ++bit) {
    if ((bits & (1U << bit)) != 0) {
      table[bit] = *priority;
    }
  }
  return S_OK;
}

}  // namespace

HRESULT ModuleRegistration::SetRequestNotifications(IHttpModuleFactory* factory,
                                                    DWORD notifications, DWORD post_notifications) {
  if (factory == nullptr) {
    return HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER);
  }
  if (record_.factory != nullptr) {
    return HRESULT_FROM_WIN32(ERROR_ALREADY_EXISTS);
  }
  record_.factory = factory;
  record_.notifications = notifications;
  // Bits of events without a post-event are accepted and have no effect: samples pass them.
  record_.post_notifications = post_notifications;
  return S_OK;
}

HRESULT ModuleRegistration::SetGlobalNotifications(CGlobalModule* module, DWORD notifications) {
  if (module == nullptr) {
    return HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER);
  }
  if (record_.global != nullptr) {
    return HRESULT_FROM_WIN32(ERROR_ALREADY_EXISTS);
  }
  record_.global = module;
  record_.global_notifications = notifications;
  return S_OK;
}

HRESULT ModuleRegistration::SetPriorityForRequestNotification(DWORD notification, PCWSTR priority) {
  const HRESULT hr = set_priority(record_.priority, notification, priority);
  return FAILED(hr) ? hr : set_priority(record_.post_priority, notification, priority);
}

HRESULT ModuleRegistration::SetPriorityForGlobalNotification(DWORD notification, PCWSTR priority) {
  return set_priority(record_.global_priority, notification, priority);
}

HRESULT ModuleRegistration::SetPriorityForPostRequestNotification(DWORD notification,
                                                                  PCWSTR priority) {
  return set_priority(record_.post_priority, notification, priority);
}

}  // namespace penstock::pipeline
