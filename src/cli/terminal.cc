// Failure lines and terminal detection; see terminal.h.
#include "cli/terminal.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace penstock::cli {

int fail(const base::Error& error) {
  std::fflush(stdout);
  std::fprintf(stderr, "penstock: %s\n", error.message.c_str());
  return 1;
}

bool output_is_terminal() {
  return isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
}

}  // namespace penstock::cli
