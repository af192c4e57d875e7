// Why a module does not load, said so that its author knows what to do. Made by module_loader.cc;
// an event (event_report.h, kEventModuleNotLoaded) and the console's line tell it.
#pragma once

#include <windows.h>

#include <string>
#include <string_view>

namespace penstock::server {

struct LoadFailure {
  // "file-missing", "not-a-library", "wrong-architecture", "missing-library", "undefined-symbol",
  // "no-entry-point", "wrong-interface", "entry-refused", "register-failed", "register-threw" or
  // "other": for programs; docs/events.md lists them.
  std::string_view kind;
  std::string text;
};

// After dlopen() failed with this message.
LoadFailure explain_open_failure(const std::string& image, const std::string& loader_message);
// The library is open and has no RegisterModule.
LoadFailure explain_missing_entry(const std::string& image);
LoadFailure explain_register_failure(HRESULT result);

}  // namespace penstock::server
