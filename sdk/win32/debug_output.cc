// OutputDebugString; declared in win32/debug.h. Where the text goes is the host's choice
// (penstock/host.h).
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "penstock/host.h"
#include "win32/debug.h"
#include "win32/hook.h"
#include "win32/immortal.h"
#include "win32/text_scratch.h"

namespace penstock::win32 {
namespace {

Hook<PenstockDebugSink>& debug_hook() {
  static Immortal<Hook<PenstockDebugSink>> hook;
  return hook.get();
}

bool goes_to_stderr() {
  static const bool wanted = getenv("PENSTOCK_DEBUG_OUTPUT") != nullptr;
  return wanted;
}

template <class Char>
void output(const Char* text) {
  const auto* const hook = debug_hook().current();
  if (text == nullptr || (hook == nullptr && !goes_to_stderr())) return;
  TextScratch scratch;
  const std::string_view utf8 = scratch.utf8(text);
  if (hook != nullptr) {
    hook->function(hook->context, utf8.data(), utf8.size());
  } else {
    fwrite(utf8.data(), 1, utf8.size(), stderr);
  }
}

}  // namespace
}  // namespace penstock::win32

void penstock_set_debug_sink(PenstockDebugSink sink, void* context) {
  penstock::win32::debug_hook().set(sink, context);
}

VOID OutputDebugStringA(LPCSTR text) { penstock::win32::output(text); }
VOID OutputDebugStringW(LPCWSTR text) { penstock::win32::output(text); }

BOOL IsDebuggerPresent() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("TracerPid:", 0) == 0) return line.find_first_of("123456789") != line.npos;
  }
  return FALSE;
}

VOID DebugBreak() { raise(SIGTRAP); }
