// The response: status, headers, entity body, sending.
#pragma once

#include "async.h"
#include "types.h"

// The reason DisableKernelCache gives by default: the handler knows nothing of that cache.
#define HANDLER_HTTPSYS_UNFRIENDLY 9

PENSTOCK_INTERFACES_BEGIN

class PENSTOCK_INTERFACE IHttpResponse {
 public:
  virtual HTTP_RESPONSE* GetRawHttpResponse() = 0;
  virtual const HTTP_RESPONSE* GetRawHttpResponse() const = 0;
  virtual IHttpCachePolicy* GetCachePolicy() = 0;
  virtual HRESULT SetStatus(IN USHORT statusCode, IN PCSTR pszReason, IN USHORT uSubStatus = 0,
                            IN HRESULT hrErrorToReport = S_OK,
                            IN IAppHostConfigException* pException = nullptr,
                            IN BOOL fTrySkipCustomErrors = FALSE) = 0;
  virtual HRESULT SetHeader(IN PCSTR pszHeaderName, IN PCSTR pszHeaderValue,
                            IN USHORT cchHeaderValue, IN BOOL fReplace) = 0;
  virtual HRESULT SetHeader(IN HTTP_HEADER_ID ulHeaderIndex, IN PCSTR pszHeaderValue,
                            IN USHORT cchHeaderValue, IN BOOL fReplace) = 0;
  virtual HRESULT DeleteHeader(IN PCSTR pszHeaderName) = 0;
  virtual HRESULT DeleteHeader(IN HTTP_HEADER_ID ulHeaderIndex) = 0;
  virtual PCSTR GetHeader(IN PCSTR pszHeaderName, OUT USHORT* pcchHeaderValue = nullptr) const = 0;
  virtual PCSTR GetHeader(IN HTTP_HEADER_ID ulHeaderIndex,
                          OUT USHORT* pcchHeaderValue = nullptr) const = 0;
  virtual VOID Clear() = 0;
  virtual VOID ClearHeaders() = 0;
  virtual VOID SetNeedDisconnect() = 0;
  virtual VOID ResetConnection() = 0;
  virtual VOID DisableKernelCache(ULONG reason = HANDLER_HTTPSYS_UNFRIENDLY) = 0;
  virtual BOOL GetKernelCacheEnabled() const = 0;
  virtual VOID SuppressHeaders() = 0;
  virtual BOOL GetHeadersSuppressed() const = 0;
  virtual HRESULT Flush(IN BOOL fAsync, IN BOOL fMoreData, OUT DWORD* pcbSent,
                        OUT BOOL* pfCompletionExpected = nullptr) = 0;
  virtual HRESULT Redirect(IN PCSTR pszUrl, IN BOOL fResetStatusCode = TRUE,
                           IN BOOL fIncludeParameters = FALSE) = 0;
  virtual HRESULT WriteEntityChunkByReference(IN HTTP_DATA_CHUNK* pDataChunk,
                                              IN LONG lInsertPosition = -1) = 0;
  virtual HRESULT WriteEntityChunks(IN HTTP_DATA_CHUNK* pDataChunks, IN DWORD nChunks,
                                    IN BOOL fAsync, IN BOOL fMoreData, OUT DWORD* pcbSent,
                                    OUT BOOL* pfCompletionExpected = nullptr) = 0;
  virtual VOID DisableBuffering() = 0;
  virtual VOID GetStatus(OUT USHORT* pStatusCode, OUT USHORT* pSubStatus = nullptr,
                         OUT PCSTR* ppszReason = nullptr, OUT USHORT* pcchReason = nullptr,
                         OUT HRESULT* phrErrorToReport = nullptr, OUT PCWSTR* ppszModule = nullptr,
                         OUT DWORD* pdwNotification = nullptr,
                         OUT IAppHostConfigException** ppException = nullptr,
                         OUT BOOL* pfTrySkipCustomErrors = nullptr) = 0;
  virtual HRESULT SetErrorDescription(IN PCWSTR pszDescription, IN DWORD cchDescription,
                                      IN BOOL fHtmlEncode = TRUE) = 0;
  virtual PCWSTR GetErrorDescription(OUT DWORD* pcchDescription = nullptr) = 0;
  virtual HRESULT GetHeaderChanges(
      IN DWORD dwOldChangeNumber, OUT DWORD* pdwNewChangeNumber,
      IN OUT PCSTR knownHeaderSnapshot[HttpHeaderResponseMaximum],
      IN OUT DWORD* pdwUnknownHeaderSnapshot, IN OUT PCSTR** ppUnknownHeaderNameSnapshot,
      IN OUT PCSTR** ppUnknownHeaderValueSnapshot,
      OUT DWORD diffedKnownHeaderIndices[HttpHeaderResponseMaximum + 1],
      OUT DWORD* pdwDiffedUnknownHeaders, OUT DWORD** ppDiffedUnknownHeaderIndices) = 0;
  virtual VOID CloseConnection() = 0;
};

class PENSTOCK_INTERFACE IHttpResponse2 : public IHttpResponse {
 public:
  using IHttpResponse::Flush;
  using IHttpResponse::WriteEntityChunks;
  virtual HRESULT WriteEntityChunks(IN HTTP_DATA_CHUNK* pDataChunks, IN DWORD nChunks,
                                    IN BOOL fAsync, IN BOOL fMoreData,
                                    IN PFN_ASYNC_COMPLETION pfnCompletionCallback,
                                    IN VOID* pvCompletionContext, OUT DWORD* pcbSent,
                                    OUT BOOL* pfCompletionExpected = nullptr) = 0;
  virtual HRESULT Flush(IN BOOL fAsync, IN BOOL fMoreData,
                        IN PFN_ASYNC_COMPLETION pfnCompletionCallback, IN VOID* pvCompletionContext,
                        OUT DWORD* pcbSent, OUT BOOL* pfCompletionExpected = nullptr) = 0;
};

class PENSTOCK_INTERFACE IHttpResponse3 : public IHttpResponse2 {
 public:
  virtual HRESULT PushPromise(IN PCSTR pszVerb, IN PCWSTR pwszPath, IN PCWSTR pwszQuery,
                              IN DWORD cHeaders, IN PCSTR* rgHeaderNames,
                              IN PCSTR* rgHeaderValues) = 0;
};

class PENSTOCK_INTERFACE IHttpResponse4 : public IHttpResponse3 {
 public:
  virtual HRESULT DeleteTrailer(IN PCSTR pszHeaderName) = 0;
  virtual PCSTR GetTrailer(IN PCSTR pszHeaderName, OUT USHORT* pcchHeaderValue = nullptr) const = 0;
  virtual VOID ResetStream(IN ULONG errorCode) = 0;
  virtual VOID SetNeedGoAway() = 0;
  virtual HRESULT SetTrailer(IN PCSTR pszHeaderName, IN PCSTR pszHeaderValue,
                             IN USHORT cchHeaderValue, IN BOOL fReplace) = 0;
};

PENSTOCK_INTERFACES_END
