// Task: a unit of work posted to a loop's inbox without allocation; the node is part of its owner.
// MethodTask binds one to a member function. Neighbours: inbox.h (the queue), event_loop.h.
#pragma once

namespace penstock::io {

// Posted at most once at a time: until run() begins, it belongs to the inbox. run() may post it
// again, or destroy it.
class Task {
 public:
  Task(const Task&) = delete;
  Task& operator=(const Task&) = delete;

  // Called by the loop's leader.
  virtual void run() = 0;

  Task* next = nullptr;  // owned by the queue that holds the task

 protected:
  Task() = default;
  ~Task() = default;
};

template <auto Method>
class MethodTask;

// A task that calls owner.Method(): `MethodTask<&Connection::resume> resume_{*this};`
template <typename Owner, void (Owner::*Method)()>
class MethodTask<Method> final : public Task {
 public:
  explicit MethodTask(Owner& owner) : owner_(owner) {}
  void run() override { (owner_.*Method)(); }

 private:
  Owner& owner_;
};

}  // namespace penstock::io
