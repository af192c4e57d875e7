// The request: method, URL, headers, addresses, entity body.
#pragma once

#include "async.h"
#include "types.h"

PENSTOCK_INTERFACES_BEGIN

class PENSTOCK_INTERFACE IHttpRequest {
 public:
  virtual HTTP_REQUEST* GetRawHttpRequest() = 0;
  virtual const HTTP_REQUEST* GetRawHttpRequest() const = 0;
  virtual PCSTR GetHeader(IN PCSTR pszHeaderName, OUT USHORT* pcchHeaderValue = nullptr) const = 0;
  virtual PCSTR GetHeader(IN HTTP_HEADER_ID ulHeaderIndex,
                          OUT USHORT* pcchHeaderValue = nullptr) const = 0;
  virtual HRESULT SetHeader(IN PCSTR pszHeaderName, IN PCSTR pszHeaderValue,
                            IN USHORT cchHeaderValue, IN BOOL fReplace) = 0;
  virtual HRESULT SetHeader(IN HTTP_HEADER_ID ulHeaderIndex, IN PCSTR pszHeaderValue,
                            IN USHORT cchHeaderValue, IN BOOL fReplace) = 0;
  virtual HRESULT DeleteHeader(IN PCSTR pszHeaderName) = 0;
  virtual HRESULT DeleteHeader(IN HTTP_HEADER_ID ulHeaderIndex) = 0;
  virtual PCSTR GetHttpMethod() const = 0;
  virtual HRESULT SetHttpMethod(IN PCSTR pszHttpMethod) = 0;
  virtual HRESULT SetUrl(IN PCWSTR pszUrl, IN DWORD cchUrl, IN BOOL fResetQueryString) = 0;
  virtual HRESULT SetUrl(IN PCSTR pszUrl, IN DWORD cchUrl, IN BOOL fResetQueryString) = 0;
  virtual BOOL GetUrlChanged() const = 0;
  virtual PCWSTR GetForwardedUrl() const = 0;
  virtual PSOCKADDR GetLocalAddress() const = 0;
  virtual PSOCKADDR GetRemoteAddress() const = 0;
  virtual HRESULT ReadEntityBody(OUT VOID* pvBuffer, IN DWORD cbBuffer, IN BOOL fAsync,
                                 OUT DWORD* pcbBytesReceived,
                                 OUT BOOL* pfCompletionPending = nullptr) = 0;
  virtual HRESULT InsertEntityBody(IN VOID* pvBuffer, IN DWORD cbBuffer) = 0;
  virtual DWORD GetRemainingEntityBytes() = 0;
  virtual VOID GetHttpVersion(OUT USHORT* pMajorVersion, OUT USHORT* pMinorVersion) const = 0;
  virtual HRESULT GetClientCertificate(OUT HTTP_SSL_CLIENT_CERT_INFO** ppClientCertInfo,
                                       OUT BOOL* pfClientCertNegotiated) = 0;
  virtual HRESULT NegotiateClientCertificate(IN BOOL fAsync,
                                             OUT BOOL* pfCompletionPending = nullptr) = 0;
  virtual DWORD GetSiteId() const = 0;
  virtual HRESULT GetHeaderChanges(IN DWORD dwOldChangeNumber, OUT DWORD* pdwNewChangeNumber,
                                   IN OUT PCSTR knownHeaderSnapshot[HttpHeaderRequestMaximum],
                                   IN OUT DWORD* pdwUnknownHeaderSnapshot,
                                   IN OUT PCSTR** ppUnknownHeaderNameSnapshot,
                                   IN OUT PCSTR** ppUnknownHeaderValueSnapshot,
                                   OUT DWORD diffedKnownHeaderIndices[HttpHeaderRequestMaximum + 1],
                                   OUT DWORD* pdwDiffedUnknownHeaders,
                                   OUT DWORD** ppDiffedUnknownHeaderIndices) = 0;
};

class PENSTOCK_INTERFACE IHttpRequest2 : public IHttpRequest {
 public:
  virtual HRESULT GetChannelBindingToken(OUT PBYTE* ppToken, OUT DWORD* pTokenSize) = 0;
};

class PENSTOCK_INTERFACE IHttpRequest3 : public IHttpRequest2 {
 public:
  using IHttpRequest2::ReadEntityBody;
  virtual HRESULT ReadEntityBody(OUT VOID* pvBuffer, IN DWORD cbBuffer, IN BOOL fAsync,
                                 IN PFN_ASYNC_COMPLETION pfnCompletionCallback,
                                 IN VOID* pvCompletionContext, OUT DWORD* pcbBytesReceived,
                                 OUT BOOL* pfCompletionPending = nullptr) = 0;
};

class PENSTOCK_INTERFACE IHttpRequest4 : public IHttpRequest3 {
 public:
  using IHttpRequest3::ReadEntityBody;
  virtual HRESULT ReadEntityBody(OUT VOID* pvBuffer, IN DWORD cbBuffer, IN BOOL fAsync,
                                 IN ULONG ulFlags, OUT DWORD* pcbBytesReceived,
                                 OUT BOOL* pfCompletionPending = nullptr) = 0;
};

PENSTOCK_INTERFACES_END
