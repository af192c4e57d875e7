// Registering with an application; see resolved_modules.h.
#include "native/resolved_modules.h"

#include "base/text.h"
#include "native/hresult_boundary.h"

namespace penstock::native {

ResolvedModules::Entry* ResolvedModules::find(PCWSTR name) const {
  for (const std::unique_ptr<Entry>& entry : entries_) {
    if (base::ascii_iequals(std::wstring_view(entry->record.name), std::wstring_view(name))) {
      return entry.get();
    }
  }
  return nullptr;
}

// The type says which class of a managed module it is; nothing depends on it here.
HRESULT ResolvedModules::RegisterModule(HTTP_MODULE_ID parent, IHttpModuleFactory* factory,
                                        PCWSTR name, PCWSTR, PCWSTR pre_condition,
                                        DWORD notifications, DWORD post_notifications) {
  if (factory == nullptr || name == nullptr || *name == L'\0') {
    return kInvalidParameter;
  }
  if (!rules_.is_loaded(parent)) {
    return HRESULT_FROM_WIN32(ERROR_FILE_NOT_FOUND);
  }
  if (find(name) != nullptr) {
    return HRESULT_FROM_WIN32(ERROR_ALREADY_EXISTS);
  }
  auto entry = std::make_unique<Entry>();
  entry->record.name = name;
  entry->record.name_utf8 = base::to_utf8(name);
  entry->record.id = parent;
  entry->active = pre_condition == nullptr || rules_.satisfies(base::to_utf8(pre_condition));
  pipeline::ModuleRegistration(entry->record)
      .SetRequestNotifications(factory, notifications, post_notifications);
  entries_.push_back(std::move(entry));
  return S_OK;
}

HRESULT ResolvedModules::SetPriorityForRequestNotification(PCWSTR name, DWORD notification,
                                                           PCWSTR priority) {
  Entry* entry = name == nullptr ? nullptr : find(name);
  return entry == nullptr ? kInvalidParameter
                          : pipeline::ModuleRegistration(entry->record)
                                .SetPriorityForRequestNotification(notification, priority);
}

std::vector<const pipeline::ModuleRecord*> ResolvedModules::active() const {
  std::vector<const pipeline::ModuleRecord*> records;
  for (const std::unique_ptr<Entry>& entry : entries_) {
    if (entry->active) {
      records.push_back(&entry->record);
    }
  }
  return records;
}

std::vector<IHttpModuleFactory*> ResolvedModules::factories() const {
  std::vector<IHttpModuleFactory*> found;
  for (const std::unique_ptr<Entry>& entry : entries_) {
    found.push_back(entry->record.factory);
  }
  return found;
}

}  // namespace penstock::native
