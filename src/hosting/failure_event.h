// The event that says why an activation failed, when there is no server to write it; see
// web_core.h.
#pragma once

#include <string>
#include <string_view>

namespace penstock::hosting {

// To the event log of the shipped configuration, and to standard error. Page:
// pfn-web-core-activate-function: the event log has the details. `data_dir`: LoadOptions's.
void report_failure(const std::string& source, std::string_view message,
                    const std::string& data_dir);

}  // namespace penstock::hosting
