// Replaces a file's content atomically: readers see the old text or the new, never half of it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace penstock::config {

// Reads `path` under an exclusive lock, asks `edit` for the new text, and replaces the file,
// keeping mode and owner. A symbolic link stays one: its target is replaced. Nothing is written
// when `edit` fails or changes nothing.
base::Result<void> edit_file(
    const std::string& path,
    const std::function<base::Result<std::string>(std::string_view text)>& edit);

}  // namespace penstock::config
