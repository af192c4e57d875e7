// A WebSocket connection.
#pragma once

#include "iis/stored_context.h"

#define IIS_WEBSOCKET L"websockets"
#define IIS_WEBSOCKET_SERVER_VARIABLE "IIS_WEBSOCK"

typedef VOID(WINAPI* PFN_WEBSOCKET_COMPLETION)(HRESULT hrError, VOID* pvCompletionContext,
                                               DWORD cbIO, BOOL fUTF8Encoded, BOOL fFinalFragment,
                                               BOOL fClose);

PENSTOCK_INTERFACES_BEGIN

class PENSTOCK_INTERFACE IWebSocketContext : public IHttpStoredContext {
 public:
  virtual HRESULT WriteFragment(IN VOID* pData, IN OUT DWORD* pcbSent, IN BOOL fAsync,
                                IN BOOL fUTF8Encoded, IN BOOL fFinalFragment,
                                IN PFN_WEBSOCKET_COMPLETION pfnCompletion = nullptr,
                                IN VOID* pvCompletionContext = nullptr,
                                OUT BOOL* pfCompletionExpected = nullptr) = 0;
  virtual HRESULT ReadFragment(OUT VOID* pData, IN OUT DWORD* pcbData, IN BOOL fAsync,
                               OUT BOOL* pfUTF8Encoded, OUT BOOL* pfFinalFragment,
                               OUT BOOL* pfConnectionClose,
                               IN PFN_WEBSOCKET_COMPLETION pfnCompletion = nullptr,
                               IN VOID* pvCompletionContext = nullptr,
                               OUT BOOL* pfCompletionExpected = nullptr) = 0;
  virtual HRESULT SendConnectionClose(IN BOOL fAsync, IN USHORT uStatusCode,
                                      IN LPCWSTR pszReason = nullptr,
                                      IN PFN_WEBSOCKET_COMPLETION pfnCompletion = nullptr,
                                      IN VOID* pvCompletionContext = nullptr,
                                      OUT BOOL* pfCompletionExpected = nullptr) = 0;
  virtual HRESULT GetCloseStatus(OUT USHORT* pStatusCode, OUT LPCWSTR* ppszReason = nullptr,
                                 OUT USHORT* pcchReason = nullptr) = 0;
  virtual VOID CloseTcpConnection() = 0;
  virtual VOID CancelOutstandingIO() = 0;
};

PENSTOCK_INTERFACES_END
