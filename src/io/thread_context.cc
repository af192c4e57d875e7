// Defines the thread's own context. See thread_context.h.
#include "io/thread_context.h"

namespace penstock::io {

constinit thread_local ThreadContext g_this_thread;

}  // namespace penstock::io
