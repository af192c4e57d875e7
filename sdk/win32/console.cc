// One key from standard input; declared in conio.h.
#include <termios.h>
#include <unistd.h>

#include <cstdio>

#include "conio.h"

namespace penstock::win32 {
namespace {

// Takes line editing and echo away while it lives, if standard input is a terminal.
class RawTerminal {
 public:
  RawTerminal() : changed_(tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!changed_) return;
    termios raw = before_;
    raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSANOW, &raw);
  }
  ~RawTerminal() {
    if (changed_) tcsetattr(STDIN_FILENO, TCSANOW, &before_);
  }
  RawTerminal(const RawTerminal&) = delete;
  RawTerminal& operator=(const RawTerminal&) = delete;

 private:
  termios before_ = {};
  const bool changed_;
};

}  // namespace
}  // namespace penstock::win32

int _getch() {
  fflush(stdout);
  const penstock::win32::RawTerminal terminal;
  unsigned char key = 0;
  return read(STDIN_FILENO, &key, 1) == 1 ? key : EOF;
}
