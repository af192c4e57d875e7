// A thread of the probe module's own, as modules have them for slow work: jobs in order of asking,
// one after the other. Started when first asked for.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace probe {

class BackgroundThread {
 public:
  static BackgroundThread& instance() {
    static BackgroundThread thread;
    return thread;
  }

  void run(std::function<void()> job) {
    const std::lock_guard<std::mutex> hold(mutex_);
    if (!thread_.joinable()) {
      stopping_ = false;
      thread_ = std::thread(&BackgroundThread::work, this);
    }
    jobs_.push_back(std::move(job));
    wake_.notify_one();
  }

  // Finishes what was asked for.
  void stop() {
    {
      const std::lock_guard<std::mutex> hold(mutex_);
      stopping_ = true;
    }
    wake_.notify_one();
    if (thread_.joinable()) thread_.join();
  }

 private:
  void work() {
    std::unique_lock<std::mutex> hold(mutex_);
    for (;;) {
      wake_.wait(hold, [this] { return stopping_ || !jobs_.empty(); });
      if (jobs_.empty()) return;
      const std::function<void()> job = std::move(jobs_.front());
      jobs_.pop_front();
      hold.unlock();
      job();
      hold.lock();
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;  // guarded by mutex_
  bool stopping_ = false;                   // guarded by mutex_
  std::thread thread_;                      // guarded by mutex_ but for join
};

}  // namespace probe
