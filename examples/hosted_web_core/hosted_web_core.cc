// The server inside a program of one's own: loads the hosted web core, starts it from a
// configuration, and stops it gracefully when a line (or the end) of input comes.
//
//   g++ hosted_web_core.cc $(pkg-config --cflags penstock) -lpenstock-win32
//   ./a.out /path/to/applicationHost.config
//
// The configuration has exactly one application pool. Where the core listens stands in the event
// log, under the name the program gives it: penstock events --source HostedExample
#include <hwebcore.h>
#include <windows.h>

#include <cstdio>
#include <string>

namespace {

int fail(const char* what, HRESULT result) {
  std::fprintf(stderr, "%s: 0x%08x\n", what, static_cast<unsigned>(result));
  return 1;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: %s APPLICATIONHOST.CONFIG\n", arguments[0]);
    return 2;
  }
  const HMODULE library = LoadLibraryW(WEB_CORE_DLL_NAME);
  if (library == nullptr) {
    return fail("the hosted web core was not found", HRESULT_FROM_WIN32(GetLastError()));
  }
  const auto activate =
      reinterpret_cast<PFN_WEB_CORE_ACTIVATE>(GetProcAddress(library, WEB_CORE_ACTIVATE_DLL_ENTRY));
  const auto shutdown =
      reinterpret_cast<PFN_WEB_CORE_SHUTDOWN>(GetProcAddress(library, WEB_CORE_SHUTDOWN_DLL_ENTRY));
  const std::string narrow = arguments[1];
  const std::wstring config(narrow.begin(), narrow.end());
  HRESULT result = activate(config.c_str(), nullptr, L"HostedExample");
  if (FAILED(result)) {
    return fail("WebCoreActivate", result);
  }
  std::puts("serving; press Enter to stop");
  std::fflush(stdout);
  std::getchar();
  result = shutdown(0);
  return FAILED(result) ? fail("WebCoreShutdown", result) : 0;
}
