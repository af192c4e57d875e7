// The one request of a trial (trial.h), over a plain socket.
#pragma once

#include <cstdint>

#include "cli/port/run_process.h"

namespace penstock::cli {

struct TrialReply {
  int status = 0;  // 0: there was no status line
  bool complete = false;
  bool timed_out = false;
};

// GET / of 127.0.0.1:port; the connection is closed after it.
TrialReply send_trial_request(std::uint16_t port, Clock::time_point deadline);

}  // namespace penstock::cli
