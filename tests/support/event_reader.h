// EventReader: a test's view of a server's event log, while the server runs or after it. Waiting
// is for the event itself, never for a time.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "observe/event_store.h"

namespace penstock::tests {

class EventReader {
 public:
  explicit EventReader(std::string directory) : directory_(std::move(directory)) {}

  std::vector<observe::EventRecord> all();
  std::vector<observe::EventRecord> of(const std::string& source);

  // Waits until `count` events of the source are there; returns what is there then.
  std::vector<observe::EventRecord> wait_for(const std::string& source, std::size_t count = 1);
  // Waits until one event of the source satisfies the predicate. Fails the test if none comes.
  using Predicate = std::function<bool(const observe::EventRecord&)>;
  observe::EventRecord wait_for(const std::string& source, const Predicate& wanted);

 private:
  observe::EventStore* store();
  std::vector<observe::EventRecord> read(const observe::EventQuery& query);

  std::string directory_;
  std::unique_ptr<observe::EventStore> store_;
};

}  // namespace penstock::tests
