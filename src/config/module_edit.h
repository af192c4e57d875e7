// Text-level edits of a configuration file for `penstock module install|uninstall`: the entries
// in globalModules and modules are added or taken out, every other byte stays, and the file is
// replaced atomically with its mode and owner kept.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace penstock::config {

// Adds <add name image/> to globalModules and <add name/> to modules, at the end of each. A name
// that is already installed with the same image is success; with another image, an error.
base::Result<void> install_module(const std::string& file, std::string_view name,
                                  std::string_view image);

// Takes every <add name> of that name out of globalModules and modules (locations included).
// A name that is nowhere is an error.
base::Result<void> uninstall_module(const std::string& file, std::string_view name);

// The same edits on text; `file` names it in errors. For tests, and for --dry-run.
base::Result<std::string> with_module(std::string_view text, const std::string& file,
                                      std::string_view name, std::string_view image);
base::Result<std::string> without_module(std::string_view text, const std::string& file,
                                         std::string_view name);

}  // namespace penstock::config
