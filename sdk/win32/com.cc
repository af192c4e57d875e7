// Starting COM on a thread, and making objects of registered classes; declared in win32/com.h and,
// for the host, in penstock/host.h.
#include "win32/com.h"

#include <mutex>
#include <vector>

#include "penstock/host.h"
#include "win32/immortal.h"

namespace penstock::win32 {
namespace {

struct ThreadState {
  int started = 0;
  DWORD model = COINIT_MULTITHREADED;
};
thread_local ThreadState thread_state;

struct ClassEntry {
  CLSID id;
  PenstockCreateObject create;
  void* context;
};

class Classes {
 public:
  void set(const ClassEntry& entry) {
    const std::lock_guard lock(mutex_);
    std::erase_if(entries_, [&](const ClassEntry& known) { return known.id == entry.id; });
    if (entry.create != nullptr) entries_.push_back(entry);
  }
  bool find(REFCLSID id, ClassEntry& entry) {
    const std::lock_guard lock(mutex_);
    for (const ClassEntry& known : entries_) {
      if (known.id != id) continue;
      entry = known;
      return true;
    }
    return false;
  }

 private:
  std::mutex mutex_;
  std::vector<ClassEntry> entries_;  // guarded by mutex_
};

Classes& classes() {
  static Immortal<Classes> table;
  return table.get();
}

}  // namespace
}  // namespace penstock::win32

using namespace penstock::win32;

void penstock_register_class(REFCLSID id, PenstockCreateObject create, void* context) {
  classes().set({id, create, context});
}

HRESULT CoInitialize(LPVOID) { return CoInitializeEx(nullptr, COINIT_APARTMENTTHREADED); }

HRESULT CoInitializeEx(LPVOID reserved, DWORD options) {
  if (reserved != nullptr) return E_INVALIDARG;
  const DWORD model = options & COINIT_APARTMENTTHREADED;
  if (thread_state.started > 0 && thread_state.model != model) return RPC_E_CHANGED_MODE;
  thread_state.model = model;
  return thread_state.started++ == 0 ? S_OK : S_FALSE;
}

VOID CoUninitialize() {
  if (thread_state.started > 0) --thread_state.started;
}

HRESULT CoCreateInstance(REFCLSID id, LPUNKNOWN outer, DWORD, REFIID iid, LPVOID* object) {
  if (object == nullptr) return E_POINTER;
  *object = nullptr;
  if (thread_state.started == 0) return CO_E_NOTINITIALIZED;
  ClassEntry entry = {};
  if (!classes().find(id, entry)) return REGDB_E_CLASSNOTREG;
  if (outer != nullptr) return CLASS_E_NOAGGREGATION;
  return entry.create(entry.context, iid, object);
}
