// JournaldSink: a copy of each event for systemd's journal, over its native datagram protocol.
// Best effort, from the event writer's thread (event_writer.h); the store is what counts.
#pragma once

#include <string>

#include "observe/event_codec.h"

namespace penstock::observe {

class JournaldSink {
 public:
  // No journald needs to be there yet: each event is sent to the path anew.
  explicit JournaldSink(std::string socket_path);
  ~JournaldSink();
  JournaldSink(const JournaldSink&) = delete;
  JournaldSink& operator=(const JournaldSink&) = delete;

  // Never blocks; false if the journal did not take the event.
  bool send(const EncodedEvent& event);

 private:
  std::string socket_path_;
  int fd_;
  std::string datagram_;  // reused
};

}  // namespace penstock::observe
