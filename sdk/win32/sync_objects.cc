// Events, mutexes and semaphores; declared in win32/sync.h. Waiting for them is waiting.cc; locks
// without handles are locks.cc. All state is guarded by wait_mutex() (waitable.h).
#include <map>
#include <string>
#include <string_view>
#include <thread>

#include "win32/errno_map.h"
#include "win32/errors.h"
#include "win32/immortal.h"
#include "win32/sync.h"
#include "win32/text_scratch.h"
#include "win32/thread_end.h"
#include "win32/waitable.h"

namespace penstock::win32 {
namespace {

class Event : public Waitable {
 public:
  Event(bool manual_reset, bool set) : manual_reset_(manual_reset), set_(set) {}

  bool is_signalled() const override { return set_; }
  bool take() override {
    if (!manual_reset_) set_ = false;
    return false;
  }
  void set(bool value) {
    const std::lock_guard lock(wait_mutex());
    set_ = value;
    if (set_) wake_waiters();
  }

 private:
  const bool manual_reset_;
  bool set_;
};

class Semaphore : public Waitable {
 public:
  Semaphore(LONG count, LONG maximum) : count_(count), maximum_(maximum) {}

  bool is_signalled() const override { return count_ > 0; }
  bool take() override {
    --count_;
    return false;
  }
  BOOL release(LONG count, LONG* previous) {
    if (count <= 0) return fail(ERROR_INVALID_PARAMETER);
    const std::lock_guard lock(wait_mutex());
    if (count > maximum_ - count_) return fail(ERROR_TOO_MANY_POSTS);
    if (previous != nullptr) *previous = count_;
    count_ += count;
    wake_waiters();
    return TRUE;
  }

 private:
  LONG count_;
  const LONG maximum_;
};

class Mutex : public Waitable, public EndsWithThread {
 public:
  bool is_signalled() const override { return depth_ == 0 || owner_ == std::this_thread::get_id(); }
  bool take() override {
    if (depth_++ == 0) {
      owner_ = std::this_thread::get_id();
      watch_thread_end(this);
    }
    return std::exchange(abandoned_, false);
  }
  BOOL release() {
    const std::lock_guard lock(wait_mutex());
    if (depth_ == 0 || owner_ != std::this_thread::get_id()) return fail(ERROR_NOT_OWNER);
    if (--depth_ == 0) {
      unwatch_thread_end(this);
      wake_waiters();
    }
    return TRUE;
  }
  // The owner ended without releasing it: the next to wait gets it, and is told.
  void thread_ended() override {
    depth_ = 0;
    abandoned_ = true;
    wake_waiters();
  }
  ~Mutex() override {
    const std::lock_guard lock(wait_mutex());
    if (depth_ != 0) unwatch_thread_end(this);
  }

 private:
  std::thread::id owner_;
  int depth_ = 0;
  bool abandoned_ = false;
};

// Objects by name, as long as a handle to them is open.
class Names {
 public:
  // Opens what has that name, or what `make` makes.
  template <class Object, class Make>
  HANDLE open(std::string_view name, Make make) {
    const std::lock_guard lock(mutex_);
    std::weak_ptr<Waitable>& entry = objects_[std::string(name)];
    std::shared_ptr<Waitable> object = entry.lock();
    if (object && std::dynamic_pointer_cast<Object>(object) == nullptr) {
      SetLastError(ERROR_INVALID_HANDLE);
      return nullptr;
    }
    SetLastError(object ? ERROR_ALREADY_EXISTS : ERROR_SUCCESS);
    if (!object) entry = object = make();
    return handle_table().open(std::move(object));
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::weak_ptr<Waitable>> objects_;  // guarded by mutex_
};

Names& names() {
  static Immortal<Names> table;
  return table.get();
}

template <class Object, class Char, class Make>
HANDLE create(const Char* name, Make make) {
  if (name == nullptr || *name == 0) {
    SetLastError(ERROR_SUCCESS);
    return handle_table().open(make());
  }
  TextScratch scratch;
  return names().open<Object>(scratch.utf8(name), make);
}

template <class Char>
HANDLE create_event(bool manual_reset, bool set, const Char* name) {
  return create<Event>(name, [=] { return std::make_shared<Event>(manual_reset, set); });
}

template <class Char>
HANDLE create_mutex(bool owned, const Char* name) {
  return create<Mutex>(name, [=] {
    auto mutex = std::make_shared<Mutex>();
    if (owned) {
      const std::lock_guard lock(wait_mutex());
      mutex->take();
    }
    return mutex;
  });
}

template <class Char>
HANDLE create_semaphore(LONG count, LONG maximum, const Char* name) {
  if (maximum <= 0 || count < 0 || count > maximum) {
    SetLastError(ERROR_INVALID_PARAMETER);
    return nullptr;
  }
  return create<Semaphore>(name, [=] { return std::make_shared<Semaphore>(count, maximum); });
}

BOOL set_event(HANDLE handle, bool value) {
  const std::shared_ptr<Event> event = object_of<Event>(handle);
  if (!event) return FALSE;
  event->set(value);
  return TRUE;
}

}  // namespace
}  // namespace penstock::win32

using namespace penstock::win32;

HANDLE CreateEventA(LPSECURITY_ATTRIBUTES, BOOL manual_reset, BOOL set, LPCSTR name) {
  return create_event(manual_reset != FALSE, set != FALSE, name);
}
HANDLE CreateEventW(LPSECURITY_ATTRIBUTES, BOOL manual_reset, BOOL set, LPCWSTR name) {
  return create_event(manual_reset != FALSE, set != FALSE, name);
}
BOOL SetEvent(HANDLE event) { return set_event(event, true); }
BOOL ResetEvent(HANDLE event) { return set_event(event, false); }

HANDLE CreateMutexA(LPSECURITY_ATTRIBUTES, BOOL owned, LPCSTR name) {
  return create_mutex(owned != FALSE, name);
}
HANDLE CreateMutexW(LPSECURITY_ATTRIBUTES, BOOL owned, LPCWSTR name) {
  return create_mutex(owned != FALSE, name);
}
BOOL ReleaseMutex(HANDLE handle) {
  const std::shared_ptr<Mutex> mutex = object_of<Mutex>(handle);
  return mutex ? mutex->release() : FALSE;
}

HANDLE CreateSemaphoreA(LPSECURITY_ATTRIBUTES, LONG count, LONG maximum, LPCSTR name) {
  return create_semaphore(count, maximum, name);
}
HANDLE CreateSemaphoreW(LPSECURITY_ATTRIBUTES, LONG count, LONG maximum, LPCWSTR name) {
  return create_semaphore(count, maximum, name);
}
BOOL ReleaseSemaphore(HANDLE handle, LONG count, LPLONG previous) {
  const std::shared_ptr<Semaphore> semaphore = object_of<Semaphore>(handle);
  return semaphore ? semaphore->release(count, previous) : FALSE;
}
