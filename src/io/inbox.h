// Inbox: the queue through which any thread reaches a loop: intrusive, many producers, one consumer
// at a time (the loop's leader). Neighbours: task.h, event_loop.h.
#pragma once

#include <atomic>

#include "io/task.h"

namespace penstock::io {

class Inbox {
 public:
  // Any thread. Sequentially consistent, because the loop's "asleep?" flag is read after it.
  void push(Task* task) {
    Task* head = head_.load(std::memory_order_relaxed);
    do {
      task->next = head;
    } while (!head_.compare_exchange_weak(head, task, std::memory_order_seq_cst,
                                          std::memory_order_relaxed));
  }

  bool empty() const { return head_.load(std::memory_order_seq_cst) == nullptr; }

  // Leader only: moves what has arrived to the list of tasks to run, in order of arrival.
  void collect() {
    if (ready_ != nullptr || head_.load(std::memory_order_relaxed) == nullptr) {
      return;
    }
    Task* newest = head_.exchange(nullptr, std::memory_order_acquire);
    while (newest != nullptr) {
      Task* older = newest->next;
      newest->next = ready_;
      ready_ = newest;
      newest = older;
    }
  }

  // Leader only: takes the next collected task, null when there is none. What is left stays with
  // the loop, so that a new leader goes on where the old one stopped.
  Task* next() {
    Task* task = ready_;
    if (task != nullptr) {
      ready_ = task->next;
    }
    return task;
  }

 private:
  std::atomic<Task*> head_{nullptr};  // newest first; written by any thread
  Task* ready_ = nullptr;             // oldest first; owned by the leader
};

}  // namespace penstock::io
