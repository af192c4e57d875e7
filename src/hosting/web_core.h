// WebCore: the server inside another process, as a state machine behind the three functions of
// hwebcore.h (exports.cc). One a process. server/worker.h is what it starts and stops.
#pragma once

#include <hwebcore.h>

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"
#include "base/thread_annotations.h"
#include "server/worker.h"

namespace penstock::hosting {

// Any thread; one call is in work at a time, others are told so by their result.
class WebCore {
 public:
  // Page: pfn-web-core-activate-function. Null or empty `root_web_config`: none.
  HRESULT activate(PCWSTR config, PCWSTR root_web_config, PCWSTR instance)
      PENSTOCK_EXCLUDES(mutex_);
  // Page: pfn-web-core-shutdown-function.
  HRESULT shutdown(bool immediate) PENSTOCK_EXCLUDES(mutex_);
  // Page: pfn-web-core-set-metadata-dll-entry-function. Options, for the next activate():
  //   dataDirectory   folder with schema/, where it does not stand beside the library
  HRESULT set_metadata(PCWSTR type, PCWSTR value) PENSTOCK_EXCLUDES(mutex_);

 private:
  enum class State : std::uint8_t { stopped, starting, running, stopping };

  bool move(State from, State to) PENSTOCK_EXCLUDES(mutex_);
  std::string data_directory() PENSTOCK_EXCLUDES(mutex_);
  base::Result<void> start(const std::string& config, const std::string& root_web_config,
                           const std::string& instance, HRESULT& code);

  base::Mutex mutex_;
  State state_ PENSTOCK_GUARDED_BY(mutex_) = State::stopped;
  std::string data_directory_ PENSTOCK_GUARDED_BY(mutex_);
  // Owner: the call that has moved the state to starting or stopping.
  std::unique_ptr<server::Worker> worker_;
  std::chrono::milliseconds time_limit_{0};
};

}  // namespace penstock::hosting
