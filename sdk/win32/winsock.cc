// Counting starts, and errno as Winsock's numbers; declared in win32/winsock.h.
#include "win32/winsock.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>

namespace {

struct Pair {
  int error_number;
  int code;
};

constexpr Pair kCodes[] = {
    {EINTR, WSAEINTR},
    {EBADF, WSAENOTSOCK},
    {EACCES, WSAEACCES},
    {EFAULT, WSAEFAULT},
    {EINVAL, WSAEINVAL},
    {EMFILE, WSAEMFILE},
    {EAGAIN, WSAEWOULDBLOCK},
    {EINPROGRESS, WSAEWOULDBLOCK},  // of connect(): Winsock's number for "not yet"
    {EALREADY, WSAEALREADY},
    {ENOTSOCK, WSAENOTSOCK},
    {EDESTADDRREQ, WSAEDESTADDRREQ},
    {EMSGSIZE, WSAEMSGSIZE},
    {EPROTOTYPE, WSAEPROTOTYPE},
    {ENOPROTOOPT, WSAENOPROTOOPT},
    {EPROTONOSUPPORT, WSAEPROTONOSUPPORT},
    {EOPNOTSUPP, WSAEOPNOTSUPP},
    {EAFNOSUPPORT, WSAEAFNOSUPPORT},
    {EADDRINUSE, WSAEADDRINUSE},
    {EADDRNOTAVAIL, WSAEADDRNOTAVAIL},
    {ENETDOWN, WSAENETDOWN},
    {ENETUNREACH, WSAENETUNREACH},
    {ECONNABORTED, WSAECONNABORTED},
    {ECONNRESET, WSAECONNRESET},
    {EPIPE, WSAECONNRESET},
    {ENOBUFS, WSAENOBUFS},
    {EISCONN, WSAEISCONN},
    {ENOTCONN, WSAENOTCONN},
    {ETIMEDOUT, WSAETIMEDOUT},
    {ECONNREFUSED, WSAECONNREFUSED},
    {EHOSTUNREACH, WSAEHOSTUNREACH},
};

// errno for a number without a counterpart: negative, so that no system call leaves it.
constexpr int as_errno(int code) { return -code; }

std::atomic<int> starts{0};

}  // namespace

int WSAStartup(WORD version, LPWSADATA data) {
  if (data == nullptr) return WSAEFAULT;
  if (LOBYTE(version) == 0) return WSAVERNOTSUPPORTED;
  std::memset(data, 0, sizeof *data);
  const bool newer = MAKEWORD(HIBYTE(version), LOBYTE(version)) > MAKEWORD(2, 2);
  data->wVersion = newer ? MAKEWORD(2, 2) : version;
  data->wHighVersion = MAKEWORD(2, 2);
  std::strcpy(data->szDescription, "POSIX sockets");
  std::strcpy(data->szSystemStatus, "Running");
  ++starts;
  return 0;
}

int WSACleanup() {
  int count = starts.load();
  while (count > 0 && !starts.compare_exchange_weak(count, count - 1)) {
  }
  if (count > 0) return 0;
  WSASetLastError(WSANOTINITIALISED);
  return SOCKET_ERROR;
}

int WSAGetLastError() {
  const int error_number = errno;
  if (error_number <= 0) return -error_number;
  const auto found = std::find_if(std::begin(kCodes), std::end(kCodes), [&](const Pair& pair) {
    return pair.error_number == error_number;
  });
  return found != std::end(kCodes) ? found->code : WSAEINVAL;
}

void WSASetLastError(int error) { errno = as_errno(error); }

int closesocket(SOCKET socket) { return close(static_cast<int>(socket)) == 0 ? 0 : SOCKET_ERROR; }
