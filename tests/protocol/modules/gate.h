// The module's side of a gate (support: tests/faults/gate.h): two named pipes through which a test
// learns that module code has got to a place, and lets it go on. The folder of the pipes is named
// by PENSTOCK_TEST_GATES.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace probe {

// Says "here", then blocks the calling thread until the test opens the gate for one.
inline void pass_gate(const std::string& name) {
  const char* folder = std::getenv("PENSTOCK_TEST_GATES");
  if (folder == nullptr) return;
  const std::string path = std::string(folder) + "/" + name;
  // Both are opened first: once the test knows of this caller, it may close its own ends.
  const int release = open((path + ".release").c_str(), O_RDONLY | O_CLOEXEC);
  const int reached = open((path + ".reached").c_str(), O_WRONLY | O_CLOEXEC);
  char byte = '.';
  if (write(reached, &byte, 1) == 1) {
    while (read(release, &byte, 1) < 0) {
    }
  }
  close(reached);
  close(release);
}

}  // namespace probe
