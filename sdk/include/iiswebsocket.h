// A WebSocket connection. A handler that answers an upgrade with status 101 and flushes it finds
// the connection in the request's named contexts, under IIS_WEBSOCKET
// (IHttpContext3::GetNamedContextContainer, iis/context.h); it keeps the request pending as long as
// it talks.
#pragma once

#include "iis/stored_context.h"

// Name of the context, and the server variable that is set on an upgraded request.
#define IIS_WEBSOCKET L"websockets"
#define IIS_WEBSOCKET_SERVER_VARIABLE "IIS_WEBSOCK"

// The end of one operation, on any thread. `hrError` says how it ended; the other parameters tell
// what GetCompletionBytes and the out parameters of the operation would. (Page:
// pfn-websocket-completion-funtion.)
typedef VOID(WINAPI* PFN_WEBSOCKET_COMPLETION)(HRESULT hrError, VOID* pvCompletionContext,
                                               DWORD cbIO, BOOL fUTF8Encoded, BOOL fFinalFragment,
                                               BOOL fClose);

PENSTOCK_INTERFACES_BEGIN

// Frames, in fragments. One read and one write may be pending at the same time. With `fAsync` TRUE
// and `*pfCompletionExpected` TRUE buffers must stay valid until `pfnCompletion` is called;
// otherwise the call has finished and no completion follows. (Pages: iwebsocketcontext-*.)
class PENSTOCK_INTERFACE IWebSocketContext : public IHttpStoredContext {
 public:
  // Sends a fragment of a message: text (UTF-8) or binary, the last one or not. `*pcbSent` is the
  // count of bytes to send, then of those sent.
  virtual HRESULT WriteFragment(IN VOID* pData, IN OUT DWORD* pcbSent, IN BOOL fAsync,
                                IN BOOL fUTF8Encoded, IN BOOL fFinalFragment,
                                IN PFN_WEBSOCKET_COMPLETION pfnCompletion = nullptr,
                                IN VOID* pvCompletionContext = nullptr,
                                OUT BOOL* pfCompletionExpected = nullptr) = 0;

  // Receives a fragment, or a part of one: `*pcbData` is the size of the buffer, then the count
  // received. `*pfConnectionClose` TRUE: the client closed; GetCloseStatus says why.
  virtual HRESULT ReadFragment(OUT VOID* pData, IN OUT DWORD* pcbData, IN BOOL fAsync,
                               OUT BOOL* pfUTF8Encoded, OUT BOOL* pfFinalFragment,
                               OUT BOOL* pfConnectionClose,
                               IN PFN_WEBSOCKET_COMPLETION pfnCompletion = nullptr,
                               IN VOID* pvCompletionContext = nullptr,
                               OUT BOOL* pfCompletionExpected = nullptr) = 0;

  // Sends the close frame, with a status code and a reason of at most 123 bytes of UTF-8. The code
  // is passed by value; the page shows a pointer.
  virtual HRESULT SendConnectionClose(IN BOOL fAsync, IN USHORT uStatusCode,
                                      IN LPCWSTR pszReason = nullptr,
                                      IN PFN_WEBSOCKET_COMPLETION pfnCompletion = nullptr,
                                      IN VOID* pvCompletionContext = nullptr,
                                      OUT BOOL* pfCompletionExpected = nullptr) = 0;

  // The code and the reason the client closed with; the reason belongs to the connection, its
  // length is in characters. Fails while the client has not closed.
  virtual HRESULT GetCloseStatus(OUT USHORT* pStatusCode, OUT LPCWSTR* ppszReason = nullptr,
                                 OUT USHORT* pcchReason = nullptr) = 0;

  // Ends the connection at once, without a close frame.
  virtual VOID CloseTcpConnection() = 0;

  // Cancels what is pending; the callbacks come with a failure.
  virtual VOID CancelOutstandingIO() = 0;
};

PENSTOCK_INTERFACES_END
