// How commands speak: one line for a failure, colours only where a person looks.
#pragma once

#include "base/result.h"

namespace penstock::cli {

// "penstock: <message>" on standard error; returns the exit code of a failure.
int fail(const base::Error& error);

// True if standard output is a terminal that shows colours (NO_COLOR is respected).
bool output_is_terminal();

}  // namespace penstock::cli
