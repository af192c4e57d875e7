// Socket addresses in the original's spelling (SOCKADDR_IN, sin_addr.S_un). The sockets themselves
// are the platform's. The addresses of a request come from IHttpRequest.
#ifndef PENSTOCK_SDK_WIN32_SOCKETS_H_
#define PENSTOCK_SDK_WIN32_SOCKETS_H_

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "basetypes.h"

// The bytes of in_addr under both namings. It aliases the platform's structures, whose layout it
// has.
typedef struct __attribute__((may_alias)) PenstockInAddr {
  __extension__ union {
    union {
      struct {
        UCHAR s_b1, s_b2, s_b3, s_b4;
      } S_un_b;
      struct {
        USHORT s_w1, s_w2;
      } S_un_w;
      ULONG S_addr;
    } S_un;
    ULONG s_addr;
  };
  // For inet_ntoa and its like.
  operator struct in_addr() const {
    struct in_addr platform;
    platform.s_addr = s_addr;
    return platform;
  }
} IN_ADDR, *PIN_ADDR;

typedef struct __attribute__((may_alias)) PenstockSockaddrIn {
  sa_family_t sin_family;
  in_port_t sin_port;
  IN_ADDR sin_addr;
  CHAR sin_zero[8];
} SOCKADDR_IN, *PSOCKADDR_IN, *LPSOCKADDR_IN;
static_assert(sizeof(SOCKADDR_IN) == sizeof(struct sockaddr_in), "layout of sockaddr_in");
static_assert(offsetof(SOCKADDR_IN, sin_addr) == offsetof(struct sockaddr_in, sin_addr),
              "layout of sockaddr_in");

typedef struct in6_addr IN6_ADDR, *PIN6_ADDR;
typedef struct sockaddr_in6 SOCKADDR_IN6, *PSOCKADDR_IN6;
typedef struct sockaddr_storage SOCKADDR_STORAGE, *PSOCKADDR_STORAGE;
typedef struct addrinfo ADDRINFO, ADDRINFOA, *LPADDRINFO, *PADDRINFOA;
typedef USHORT ADDRESS_FAMILY;
#define INVALID_SOCKET ((SOCKET)(~0))
#define SOCKET_ERROR (-1)
inline LPCSTR InetNtopA(INT family, const VOID *address, LPSTR text, SIZE_T size) {
  return inet_ntop(family, address, text, static_cast<socklen_t>(size));
}
inline INT InetPtonA(INT family, LPCSTR text, PVOID address) {
  return inet_pton(family, text, address);
}

#endif  // PENSTOCK_SDK_WIN32_SOCKETS_H_
