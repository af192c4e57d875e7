// How a test reads and steers the tracer, by requests:
//   /__trace?<id>                     the entries of that request, one a line
//   /__wait?<id>&<entry>              the same, once there is an entry that starts so
//   /__release?<id>&post(7)           completes the request that `hold` left pending
//   /__late?<id>&post(7)              the same once more, and says how that went
//   /__counts                         named numbers
#pragma once

#include <httpserv.h>

namespace tracer {

// True if the request was one of these and is answered.
bool answer_control(IHttpContext* context);

}  // namespace tracer
