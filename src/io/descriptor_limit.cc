// See descriptor_limit.h.
#include "io/descriptor_limit.h"

#include <sys/resource.h>

namespace penstock::io {

void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
    limit.rlim_cur = limit.rlim_max;
    // Refused, the old limit holds, and running out of it is handled.
    static_cast<void>(setrlimit(RLIMIT_NOFILE, &limit));
  }
}

}  // namespace penstock::io
