// Starting Winsock and its error numbers. The sockets are the platform's own functions (socket,
// recv, ...), which leave their failure in errno: WSAGetLastError translates it. Neighbour:
// sockets.h. Implementation: sdk/win32/winsock.cc.
#ifndef PENSTOCK_SDK_WIN32_WINSOCK_H_
#define PENSTOCK_SDK_WIN32_WINSOCK_H_

#include "sockets.h"

#define WSADESCRIPTION_LEN 256
#define WSASYS_STATUS_LEN 128

typedef struct WSAData {
  WORD wVersion;
  WORD wHighVersion;
  unsigned short iMaxSockets;
  unsigned short iMaxUdpDg;
  char *lpVendorInfo;
  char szDescription[WSADESCRIPTION_LEN + 1];
  char szSystemStatus[WSASYS_STATUS_LEN + 1];
} WSADATA, *LPWSADATA;

#define WSAEINTR 10004
#define WSAEBADF 10009
#define WSAEACCES 10013
#define WSAEFAULT 10014
#define WSAEINVAL 10022
#define WSAEMFILE 10024
#define WSAEWOULDBLOCK 10035
#define WSAEINPROGRESS 10036
#define WSAEALREADY 10037
#define WSAENOTSOCK 10038
#define WSAEDESTADDRREQ 10039
#define WSAEMSGSIZE 10040
#define WSAEPROTOTYPE 10041
#define WSAENOPROTOOPT 10042
#define WSAEPROTONOSUPPORT 10043
#define WSAEOPNOTSUPP 10045
#define WSAEAFNOSUPPORT 10047
#define WSAEADDRINUSE 10048
#define WSAEADDRNOTAVAIL 10049
#define WSAENETDOWN 10050
#define WSAENETUNREACH 10051
#define WSAECONNABORTED 10053
#define WSAECONNRESET 10054
#define WSAENOBUFS 10055
#define WSAEISCONN 10056
#define WSAENOTCONN 10057
#define WSAETIMEDOUT 10060
#define WSAECONNREFUSED 10061
#define WSAEHOSTUNREACH 10065
#define WSAVERNOTSUPPORTED 10092
#define WSANOTINITIALISED 10093

// Gives the requested version, at most 2.2. WSAVERNOTSUPPORTED for one below 1.0, WSAEFAULT without
// `data`. Every success is matched by one WSACleanup.
PENSTOCK_WIN32_API int WINAPI WSAStartup(WORD version, LPWSADATA data);
// SOCKET_ERROR with WSANOTINITIALISED when there is no start left to match.
PENSTOCK_WIN32_API int WINAPI WSACleanup(void);
// The calling thread's last failure of a socket function, from errno, or what WSASetLastError set
// since; 0 for none.
PENSTOCK_WIN32_API int WINAPI WSAGetLastError(void);
PENSTOCK_WIN32_API void WINAPI WSASetLastError(int error);
PENSTOCK_WIN32_API int WINAPI closesocket(SOCKET socket);

#endif  // PENSTOCK_SDK_WIN32_WINSOCK_H_
