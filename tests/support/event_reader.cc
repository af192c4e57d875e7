// Reading and waiting; see event_reader.h.
#include "support/event_reader.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/deadline.h"

namespace penstock::tests {

using observe::EventRecord;

observe::EventStore* EventReader::store() {
  if (store_ == nullptr) {
    auto opened = observe::EventStore::open(directory_);
    if (!opened.ok()) {
      ADD_FAILURE() << opened.error().message;
      return nullptr;
    }
    store_ = opened.take();
  }
  return store_.get();
}

std::vector<EventRecord> EventReader::read(const observe::EventQuery& query) {
  if (store() == nullptr) {
    return {};
  }
  auto events = store()->read(query);
  if (!events.ok()) {
    ADD_FAILURE() << events.error().message;
    return {};
  }
  return events.take();
}

std::vector<EventRecord> EventReader::all() { return read({}); }

std::vector<EventRecord> EventReader::of(const std::string& source) {
  observe::EventQuery query;
  query.source = source;
  return read(query);
}

std::vector<EventRecord> EventReader::wait_for(const std::string& source, std::size_t count) {
  const auto deadline = Clock::now() + kPatience;
  for (;;) {
    std::vector<EventRecord> events = of(source);
    if (events.size() >= count || store() == nullptr) {
      return events;
    }
    if (left_until(deadline) == 0) {
      ADD_FAILURE() << events.size() << " events of " << source << " instead of " << count;
      return events;
    }
    store()->wait(std::chrono::milliseconds(500));
  }
}

EventRecord EventReader::wait_for(const std::string& source, const Predicate& wanted) {
  const auto deadline = Clock::now() + kPatience;
  for (;;) {
    const std::vector<EventRecord> events = of(source);
    const auto found = std::find_if(events.begin(), events.end(), wanted);
    if (found != events.end()) {
      return *found;
    }
    if (store() == nullptr || left_until(deadline) == 0) {
      ADD_FAILURE() << "no such event of " << source << " among " << events.size();
      return {};
    }
    store()->wait(std::chrono::milliseconds(500));
  }
}

}  // namespace penstock::tests
