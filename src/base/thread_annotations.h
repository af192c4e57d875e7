// Clang thread-safety annotations and the two annotated lock types built on them.
// clang checks them with -Werror=thread-safety; g++ sees nothing. Every shared field
// elsewhere in the tree is marked PENSTOCK_GUARDED_BY one of these mutexes.
#pragma once

#include <condition_variable>
#include <mutex>

#if defined(__clang__)
#define PENSTOCK_ANNOTATION(x) __attribute__((x))
#else
#define PENSTOCK_ANNOTATION(x)
#endif

#define PENSTOCK_CAPABILITY(x) PENSTOCK_ANNOTATION(capability(x))
#define PENSTOCK_SCOPED_CAPABILITY PENSTOCK_ANNOTATION(scoped_lockable)
#define PENSTOCK_GUARDED_BY(x) PENSTOCK_ANNOTATION(guarded_by(x))
#define PENSTOCK_REQUIRES(...) PENSTOCK_ANNOTATION(requires_capability(__VA_ARGS__))
#define PENSTOCK_ACQUIRE(...) PENSTOCK_ANNOTATION(acquire_capability(__VA_ARGS__))
#define PENSTOCK_RELEASE(...) PENSTOCK_ANNOTATION(release_capability(__VA_ARGS__))
#define PENSTOCK_EXCLUDES(...) PENSTOCK_ANNOTATION(locks_excluded(__VA_ARGS__))
#define PENSTOCK_NO_THREAD_SAFETY_ANALYSIS PENSTOCK_ANNOTATION(no_thread_safety_analysis)

namespace penstock::base {

// A std::mutex the analysis can see.
class PENSTOCK_CAPABILITY("mutex") Mutex {
 public:
  void lock() PENSTOCK_ACQUIRE() { mutex_.lock(); }
  void unlock() PENSTOCK_RELEASE() { mutex_.unlock(); }

 private:
  std::mutex mutex_;
};

// Holds a Mutex for a scope; a CondVar can wait on it.
class PENSTOCK_SCOPED_CAPABILITY MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) PENSTOCK_ACQUIRE(mutex) : mutex_(mutex) { mutex_.lock(); }
  ~MutexLock() PENSTOCK_RELEASE() { mutex_.unlock(); }
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

 private:
  Mutex& mutex_;
};

// A condition variable over Mutex. Wait in a loop that re-checks the condition.
class CondVar {
 public:
  void wait(Mutex& mutex) PENSTOCK_REQUIRES(mutex) { condition_.wait(mutex); }

  template <typename TimePoint>
  bool wait_until(Mutex& mutex, const TimePoint& deadline) PENSTOCK_REQUIRES(mutex) {
    return condition_.wait_until(mutex, deadline) == std::cv_status::no_timeout;
  }

  void notify_one() { condition_.notify_one(); }
  void notify_all() { condition_.notify_all(); }

 private:
  std::condition_variable_any condition_;
};

}  // namespace penstock::base
