// How many file descriptors the process may have. Called once by who starts the loops.
#pragma once

namespace penstock::io {

// Raises the soft limit to the hard one: the usual soft limit of 1024 is made for programs that
// use select(2), and every connection and cached file takes one.
void raise_descriptor_limit();

}  // namespace penstock::io
