// The request: method, URL, headers, addresses, entity body. Reached through
// IHttpContext::GetRequest (context.h); a newer interface through HttpGetExtendedInterface or
// dynamic_cast.
//
// Every string belongs to the server and lives until the request ends, or until a call here
// replaces it. Threads: only the one that runs the request. Failures named ERROR_ are
// HRESULT_FROM_WIN32 of it.
#pragma once

#include "async.h"
#include "types.h"

PENSTOCK_INTERFACES_BEGIN

// The client's request, or a child's. (Pages: ihttprequest-*.)
class PENSTOCK_INTERFACE IHttpRequest {
 public:
  // The request as the protocol layer holds it (httpapi/request.h), until the request ends. A
  // change made in it is a change to the request; the setters below keep lengths and copies right
  // by themselves.
  virtual HTTP_REQUEST* GetRawHttpRequest() = 0;
  virtual const HTTP_REQUEST* GetRawHttpRequest() const = 0;

  // Value of a request header, or null, and then the length is 0. Names are compared without regard
  // to case. The numbers are those of requests (HttpHeaderAccept and the rest of
  // httpapi/headers.h).
  virtual PCSTR GetHeader(IN PCSTR pszHeaderName, OUT USHORT* pcchHeaderValue = nullptr) const = 0;
  virtual PCSTR GetHeader(IN HTTP_HEADER_ID ulHeaderIndex,
                          OUT USHORT* pcchHeaderValue = nullptr) const = 0;

  // Sets a request header to a copy of the value. `fReplace` FALSE appends it to what is there,
  // after a comma.
  //
  // ERROR_INVALID_PARAMETER: a null name or value. ERROR_INVALID_DATA: too long.
  // ERROR_NOT_ENOUGH_MEMORY.
  virtual HRESULT SetHeader(IN PCSTR pszHeaderName, IN PCSTR pszHeaderValue,
                            IN USHORT cchHeaderValue, IN BOOL fReplace) = 0;
  virtual HRESULT SetHeader(IN HTTP_HEADER_ID ulHeaderIndex, IN PCSTR pszHeaderValue,
                            IN USHORT cchHeaderValue, IN BOOL fReplace) = 0;

  // Removes a request header; S_OK also when there was none.
  virtual HRESULT DeleteHeader(IN PCSTR pszHeaderName) = 0;
  virtual HRESULT DeleteHeader(IN HTTP_HEADER_ID ulHeaderIndex) = 0;

  // The method, as SetHttpMethod left it.
  virtual PCSTR GetHttpMethod() const = 0;

  // Replaces the method for the rest of the request, handler selection and log included.
  // ERROR_INVALID_PARAMETER: null. ERROR_NOT_ENOUGH_MEMORY.
  virtual HRESULT SetHttpMethod(IN PCSTR pszHttpMethod) = 0;

  // Replaces the URL; what was derived from the old one (path, metadata, handler) is worked out
  // anew. `cchUrl` is in characters; `fResetQueryString` TRUE drops the old query, FALSE keeps it
  // unless the new URL brings its own. The URL server variable keeps the original.
  //
  // The place for it is GL_PRE_BEGIN_REQUEST (global_module.h); it still works in OnBeginRequest,
  // and is undefined from OnPostBeginRequest on. ERROR_INVALID_PARAMETER, ERROR_NOT_ENOUGH_MEMORY.
  virtual HRESULT SetUrl(IN PCWSTR pszUrl, IN DWORD cchUrl, IN BOOL fResetQueryString) = 0;
  virtual HRESULT SetUrl(IN PCSTR pszUrl, IN DWORD cchUrl, IN BOOL fResetQueryString) = 0;

  // TRUE after SetUrl.
  virtual BOOL GetUrlChanged() const = 0;

  // The URL given to SetUrl when it was of another host; null otherwise.
  virtual PCWSTR GetForwardedUrl() const = 0;

  // The server's end of the connection: sockaddr_in or sockaddr_in6, by sa_family.
  virtual PSOCKADDR GetLocalAddress() const = 0;

  // The client's end of the connection.
  virtual PSOCKADDR GetRemoteAddress() const = 0;

  // Reads the next bytes of the body, at least one and at most `cbBuffer`. Every call raises
  // RQ_READ_ENTITY first, so that a module can replace the data.
  //
  // `fAsync` FALSE: blocks until bytes are there; the count is in `*pcbBytesReceived`. `fAsync`
  // TRUE: with `*pfCompletionPending` TRUE the buffer must stay valid, and the notification returns
  // RQ_NOTIFICATION_PENDING at once and touches nothing more: OnAsyncCompletion gets the count.
  // With FALSE the call has finished like a synchronous one, and no completion follows.
  //
  // ERROR_HANDLE_EOF: nothing is left. ERROR_CONNECTION_INVALID: the client went away or sent
  // another length than it said. ERROR_INVALID_PARAMETER, ERROR_NOT_ENOUGH_MEMORY.
  virtual HRESULT ReadEntityBody(OUT VOID* pvBuffer, IN DWORD cbBuffer, IN BOOL fAsync,
                                 OUT DWORD* pcbBytesReceived,
                                 OUT BOOL* pfCompletionPending = nullptr) = 0;

  // Puts the caller's bytes in front of the unread body, for whoever reads next. They are not
  // copied and must live until the request ends. Content-Length is not adjusted.
  virtual HRESULT InsertEntityBody(IN VOID* pvBuffer, IN DWORD cbBuffer) = 0;

  // Bytes of the body not yet read, as far as they are known; 0 when all is read.
  virtual DWORD GetRemainingEntityBytes() = 0;

  // Version of the protocol the client used.
  virtual VOID GetHttpVersion(OUT USHORT* pMajorVersion, OUT USHORT* pMinorVersion) const = 0;

  // The client's certificate, if it has sent one: S_OK may come with null. ERROR_NOT_FOUND: none.
  // ERROR_INVALID_PARAMETER: a null argument.
  virtual HRESULT GetClientCertificate(OUT HTTP_SSL_CLIENT_CERT_INFO** ppClientCertInfo,
                                       OUT BOOL* pfClientCertNegotiated) = 0;

  // Asks the client for its certificate in the middle of the request. Asynchronous use is as with
  // ReadEntityBody. E_FAIL: the client has none or will not.
  virtual HRESULT NegotiateClientCertificate(IN BOOL fAsync,
                                             OUT BOOL* pfCompletionPending = nullptr) = 0;

  // Number of the site that serves the request.
  virtual DWORD GetSiteId() const = 0;

  // What changed in the headers since a change number. For the server's own bridge to other
  // runtimes; modules have no use for it. The index lists end with -1. ERROR_NOT_ENOUGH_MEMORY.
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
  // The channel binding token of the TLS connection, owned by the server. Not a null-terminated
  // text.
  virtual HRESULT GetChannelBindingToken(OUT PBYTE* ppToken, OUT DWORD* pTokenSize) = 0;
};

// The older form of a function stays callable on the newer interface.
class PENSTOCK_INTERFACE IHttpRequest3 : public IHttpRequest2 {
 public:
  using IHttpRequest2::ReadEntityBody;

  // As above, but an asynchronous end calls `pfnCompletionCallback` (async.h) instead of the
  // module's OnAsyncCompletion. (Page: ihttprequest3-readentitybody-method.)
  virtual HRESULT ReadEntityBody(OUT VOID* pvBuffer, IN DWORD cbBuffer, IN BOOL fAsync,
                                 IN PFN_ASYNC_COMPLETION pfnCompletionCallback,
                                 IN VOID* pvCompletionContext, OUT DWORD* pcbBytesReceived,
                                 OUT BOOL* pfCompletionPending = nullptr) = 0;
};

class PENSTOCK_INTERFACE IHttpRequest4 : public IHttpRequest3 {
 public:
  using IHttpRequest3::ReadEntityBody;

  // As the first, with flags for how to receive; 0 asks for nothing special. Undocumented.
  virtual HRESULT ReadEntityBody(OUT VOID* pvBuffer, IN DWORD cbBuffer, IN BOOL fAsync,
                                 IN ULONG ulFlags, OUT DWORD* pcbBytesReceived,
                                 OUT BOOL* pfCompletionPending = nullptr) = 0;
};

PENSTOCK_INTERFACES_END
