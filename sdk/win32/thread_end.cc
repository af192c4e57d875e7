// See thread_end.h. Each thread has a list of what it owns; an owner found from another thread (a
// mutex whose last handle is closed elsewhere) is looked up in the table of lists.
#include "win32/thread_end.h"

#include <mutex>
#include <unordered_map>
#include <vector>

#include "win32/immortal.h"
#include "win32/waitable.h"

namespace penstock::win32 {
namespace {

using Watched = std::vector<EndsWithThread*>;

// Which thread's list an object is on. Guarded by wait_mutex(), as are the lists.
std::unordered_map<EndsWithThread*, Watched*>& lists() {
  static Immortal<std::unordered_map<EndsWithThread*, Watched*>> table;
  return table.get();
}

struct ThreadList {
  Watched watched;

  ~ThreadList() {
    if (watched.empty()) return;
    const std::lock_guard lock(wait_mutex());
    for (EndsWithThread* const object : watched) {
      lists().erase(object);
      object->thread_ended();
    }
  }
};

thread_local ThreadList thread_list;

}  // namespace

void watch_thread_end(EndsWithThread* object) {
  thread_list.watched.push_back(object);
  lists()[object] = &thread_list.watched;
}

void unwatch_thread_end(EndsWithThread* object) {
  const auto entry = lists().find(object);
  if (entry == lists().end()) return;
  std::erase(*entry->second, object);
  lists().erase(entry);
}

}  // namespace penstock::win32
