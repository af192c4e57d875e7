// WaitForSingleObject and WaitForMultipleObjects; declared in win32/handles.h. The objects' side is
// waitable.h.
#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>

#include "win32/errno_map.h"
#include "win32/errors.h"
#include "win32/handles.h"
#include "win32/immortal.h"
#include "win32/threads.h"
#include "win32/waitable.h"

namespace penstock::win32 {

std::mutex& wait_mutex() {
  static Immortal<std::mutex> mutex;
  return mutex.get();
}

// One waiting thread, listed with every object it waits for. Guarded by wait_mutex().
struct Waiter {
  explicit Waiter(const std::vector<std::shared_ptr<Waitable>>& waited) : objects(waited) {
    for (const auto& object : objects) object->waiters_.push_back(this);
  }
  ~Waiter() {
    for (const auto& object : objects) std::erase(object->waiters_, this);
  }
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;

  const std::vector<std::shared_ptr<Waitable>>& objects;
  std::condition_variable woken;
};

void Waitable::wake_waiters() {
  for (Waiter* const waiter : waiters_) waiter->woken.notify_one();
}

namespace {

using Objects = std::vector<std::shared_ptr<Waitable>>;
constexpr DWORD kNothingYet = WAIT_TIMEOUT;

DWORD try_take_first(const Objects& objects) {
  for (size_t i = 0; i < objects.size(); ++i) {
    if (!objects[i]->is_signalled()) continue;
    const bool abandoned = objects[i]->take();
    return static_cast<DWORD>((abandoned ? WAIT_ABANDONED_0 : WAIT_OBJECT_0) +
                              static_cast<long>(i));
  }
  return kNothingYet;
}

DWORD try_take_all(const Objects& objects) {
  if (!std::all_of(objects.begin(), objects.end(), [](auto& o) { return o->is_signalled(); })) {
    return kNothingYet;
  }
  bool abandoned = false;
  for (const auto& object : objects) abandoned |= object->take();
  return static_cast<DWORD>(abandoned ? WAIT_ABANDONED_0 : WAIT_OBJECT_0);
}

DWORD wait_for(const Objects& objects, bool all, DWORD milliseconds) {
  const auto try_take = [&] { return all ? try_take_all(objects) : try_take_first(objects); };
  std::unique_lock lock(wait_mutex());
  DWORD result = try_take();
  if (result != kNothingYet || milliseconds == 0) return result;
  Waiter waiter(objects);
  const auto taken = [&] { return (result = try_take()) != kNothingYet; };
  if (milliseconds == INFINITE) {
    waiter.woken.wait(lock, taken);
  } else {
    const auto deadline =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
    waiter.woken.wait_until(lock, deadline, taken);
  }
  return result;
}

DWORD wait_failed(DWORD error) {
  SetLastError(error);
  return static_cast<DWORD>(WAIT_FAILED);
}

}  // namespace
}  // namespace penstock::win32

using namespace penstock::win32;

DWORD WaitForSingleObject(HANDLE handle, DWORD milliseconds) {
  return WaitForMultipleObjects(1, &handle, FALSE, milliseconds);
}

DWORD WaitForSingleObjectEx(HANDLE handle, DWORD milliseconds, BOOL) {
  return WaitForSingleObject(handle, milliseconds);
}

DWORD WaitForMultipleObjects(DWORD count, const HANDLE* handles, BOOL all, DWORD milliseconds) {
  if (count == 0 || count > MAXIMUM_WAIT_OBJECTS || handles == nullptr) {
    return wait_failed(ERROR_INVALID_PARAMETER);
  }
  Objects objects;
  objects.reserve(count);
  for (DWORD i = 0; i < count; ++i) {
    std::shared_ptr<Waitable> object = object_of<Waitable>(handles[i]);
    if (!object) return wait_failed(ERROR_INVALID_HANDLE);
    // Waiting for all of them takes each once, so none may be there twice.
    if (all && std::find(objects.begin(), objects.end(), object) != objects.end()) {
      return wait_failed(ERROR_INVALID_PARAMETER);
    }
    objects.push_back(std::move(object));
  }
  return wait_for(objects, all != FALSE, milliseconds);
}
