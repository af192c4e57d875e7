// Loading, asking and shutting down; see protocol_managers.h. What a manager throws stays here.
#include "native/protocol_managers.h"

#include "base/text.h"
#include "native/hresult_boundary.h"

namespace penstock::native {
namespace {

constexpr HRESULT kNotFound = HRESULT_FROM_WIN32(ERROR_FILE_NOT_FOUND);

template <typename Call>
HRESULT guarded(Call&& call) {
  try {
    return call();
  } catch (...) {
    return E_UNEXPECTED;
  }
}

}  // namespace

// Two that ask at once may both load; the second one's manager is shut down again.
HRESULT ProtocolManagers::get(PCWSTR library, PCWSTR function, DWORD id, PVOID* object) {
  store(object, nullptr);
  if (library == nullptr || function == nullptr || object == nullptr) {
    return kInvalidParameter;
  }
  const std::pair<std::wstring, std::wstring> key(library, function);
  Loaded loaded{};
  {
    const base::MutexLock lock(mutex_);
    if (const auto known = loaded_.find(key); known != loaded_.end()) {
      loaded = known->second;
    }
  }
  if (loaded.manager == nullptr) {
    Loaded made{};
    const HRESULT result = load(library, function, &made);
    if (FAILED(result)) {
      return result;
    }
    bool mine = false;
    {
      const base::MutexLock lock(mutex_);
      const auto [entry, added] = loaded_.emplace(key, made);
      loaded = entry->second;
      mine = added;
    }
    if (!mine) {
      guarded([&] { return made.manager->Shutdown(TRUE); });
      made.manager->Release();
      FreeLibrary(made.library);
    }
  }
  const HRESULT found = guarded([&] { return loaded.manager->GetCustomInterface(id, object); });
  if (SUCCEEDED(found) && *object != nullptr) {
    return S_OK;
  }
  *object = nullptr;
  return kInvalidParameter;  // page: no such interface
}

HRESULT ProtocolManagers::load(PCWSTR library, PCWSTR function, Loaded* loaded) {
  loaded->library = LoadLibraryW(library);
  if (loaded->library == nullptr) {
    return kNotFound;
  }
  const auto entry = reinterpret_cast<PFN_GET_PROTOCOL_MANAGER>(
      GetProcAddress(loaded->library, base::to_utf8(function).c_str()));
  HRESULT result = kNotFound;
  if (entry != nullptr) {
    result = guarded([&] { return entry(&framework_, &loaded->manager); });
    if (SUCCEEDED(result) && loaded->manager == nullptr) {
      result = E_UNEXPECTED;
    }
  }
  if (FAILED(result)) {
    FreeLibrary(loaded->library);
  }
  return result;
}

void ProtocolManagers::stop() {
  std::map<std::pair<std::wstring, std::wstring>, Loaded> loaded;
  {
    const base::MutexLock lock(mutex_);
    loaded.swap(loaded_);
  }
  for (const auto& entry : loaded) {
    const Loaded& one = entry.second;
    guarded([&] { return one.manager->Shutdown(FALSE); });
    one.manager->Release();
    FreeLibrary(one.library);
  }
}

}  // namespace penstock::native
