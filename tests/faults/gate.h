// Gate: where a test holds module code: the test learns that it has got there, and lets it go on.
// The module's side is tests/protocol/modules/gate.h. Nothing is timed: both sides block on pipes.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>

#include "support/child_process.h"
#include "support/deadline.h"
#include "support/temp_dir.h"

namespace penstock::tests {

// The folder of a server's gates; made before the server is started.
class Gates {
 public:
  Environment environment() const { return {{"PENSTOCK_TEST_GATES", folder_.path()}}; }
  std::string file(const std::string& name) const { return folder_.file(name); }

 private:
  TempDir folder_;
};

class Gate {
 public:
  Gate(const Gates& gates, const std::string& name)
      : reached_(make_pipe(gates.file(name + ".reached"))),
        release_(make_pipe(gates.file(name + ".release"))) {}
  ~Gate() {
    ::close(reached_);
    ::close(release_);
  }
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;

  // Waits until `count` more callers stand at the gate.
  void wait_reached(int count = 1) {
    const auto deadline = Clock::now() + kPatience;
    for (int i = 0; i < count; ++i) {
      pollfd one{reached_, POLLIN, 0};
      char byte = 0;
      if (poll(&one, 1, left_until(deadline)) != 1 || ::read(reached_, &byte, 1) != 1) {
        ADD_FAILURE() << "only " << i << " of " << count << " came to the gate";
        return;
      }
    }
  }

  // Lets as many through, those that come later included.
  void open(int count = 1) {
    const std::string bytes(static_cast<std::size_t>(count), '.');
    ASSERT_EQ(::write(release_, bytes.data(), bytes.size()), count);
  }

 private:
  // Opened for both directions, so that neither side waits for the other to open.
  static int make_pipe(const std::string& path) {
    EXPECT_EQ(mkfifo(path.c_str(), 0600), 0) << path;
    return ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  }

  int reached_;
  int release_;
};

}  // namespace penstock::tests
