// What the tests of loops and threads share: a running team, tasks made of lambdas, event
// descriptors that are ready on demand. Tests wait for events (std::latch, Await), never for time.
#pragma once

#include <gtest/gtest.h>
#include <sys/eventfd.h>

#include <functional>
#include <latch>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "io/event_loop.h"
#include "io/thread_team.h"

namespace penstock::io {

// A task that runs a function once and deletes itself.
class FunctionTask final : public Task {
 public:
  static void post(EventLoop& loop, std::function<void()> function) {
    loop.post(new FunctionTask(std::move(function)));
  }
  void run() override {
    const std::unique_ptr<FunctionTask> self(this);
    function_();
  }

 private:
  explicit FunctionTask(std::function<void()> function) : function_(std::move(function)) {}
  std::function<void()> function_;
};

// A handler on an eventfd of its own: raise() makes it ready.
class FunctionHandler final : public IoHandler {
 public:
  explicit FunctionHandler(std::function<void()> function)
      : fd_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)), function_(std::move(function)) {}
  void raise() { ASSERT_EQ(eventfd_write(fd_.get(), 1), 0); }
  void add_to(EventLoop& loop) { ASSERT_TRUE(loop.add(fd_.get(), this, EPOLLIN | EPOLLET).ok()); }
  void remove_from(EventLoop& loop) { loop.remove(fd_.get(), this); }
  int fd() const { return fd_.get(); }
  void on_ready(std::uint32_t) override { function_(); }

 private:
  UniqueFd fd_;
  std::function<void()> function_;
};

class FunctionTimer final : public Timer {
 public:
  explicit FunctionTimer(std::function<void()> function) : function_(std::move(function)) {}
  void on_expire() override { function_(); }

 private:
  std::function<void()> function_;
};

// Yields until the condition holds; a condition that never comes is the test's timeout.
template <typename Condition>
void await(Condition condition) {
  while (!condition()) {
    std::this_thread::yield();
  }
}

// Loops and their team; stopped and joined on destruction.
class TestTeam {
 public:
  explicit TestTeam(ThreadTeam::Options options, unsigned loops = 1) : team_(options) {
    for (unsigned i = 0; i != loops; ++i) {
      loops_.push_back(EventLoop::create(3).take());
    }
  }
  ~TestTeam() { finish(); }

  EventLoop& loop(unsigned index = 0) { return *loops_[index]; }
  ThreadTeam& team() { return team_; }

  void start() {
    std::vector<EventLoop*> loops;
    for (const auto& loop : loops_) {
      loops.push_back(loop.get());
    }
    const base::Result<void> started = team_.start(loops);
    ASSERT_TRUE(started.ok()) << started.error().message;
  }

  // Ends the team; to be called while everything its threads use still lives.
  void finish() {
    team_.stop();
    team_.join();
  }

  // Runs the function on the loop's leader and waits for it.
  void on_leader(std::function<void()> function) {
    std::latch done(1);
    FunctionTask::post(loop(), [&] {
      function();
      done.count_down();
    });
    done.wait();
  }

 private:
  std::vector<std::unique_ptr<EventLoop>> loops_;
  ThreadTeam team_;
};

}  // namespace penstock::io
