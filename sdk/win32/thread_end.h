// What must happen when a thread ends: a mutex it still owns is abandoned. Implementation:
// thread_end.cc; user: sync_objects.cc. All calls are made with wait_mutex() held (waitable.h).
#pragma once

namespace penstock::win32 {

class EndsWithThread {
 public:
  virtual void thread_ended() = 0;

 protected:
  ~EndsWithThread() = default;
};

// Calls object->thread_ended() when the calling thread ends.
void watch_thread_end(EndsWithThread* object);
// No more; from whichever thread, and for an object that is not watched as well.
void unwatch_thread_end(EndsWithThread* object);

}  // namespace penstock::win32
