// The response: status, headers, entity body, sending. Reached through IHttpContext::GetResponse
// (context.h); how it may be cached: cache_policy.h.
//
// A response is buffered until it is flushed, until the buffer reaches the handler's limit, or
// until the request ends; only then do bytes go to the client, and RQ_SEND_RESPONSE is raised each
// time. What was sent cannot be taken back: the calls below then change what is left to send. Every
// string returned belongs to the server and lives until it is replaced. Threads: only the one that
// runs the request. Failures named ERROR_ are HRESULT_FROM_WIN32 of it.
#pragma once

#include "async.h"
#include "types.h"

// The reason DisableKernelCache gives by default: the handler knows nothing of that cache.
#define HANDLER_HTTPSYS_UNFRIENDLY 9

PENSTOCK_INTERFACES_BEGIN

// The response to one request; a child's goes into its parent's. (Pages: ihttpresponse-*.)
class PENSTOCK_INTERFACE IHttpResponse {
 public:
  // The response as the protocol layer holds it (httpapi/response.h), until the response ends.
  virtual HTTP_RESPONSE* GetRawHttpResponse() = 0;
  virtual const HTTP_RESPONSE* GetRawHttpResponse() const = 0;

  // How the response may be cached; lives as long as the response.
  virtual IHttpCachePolicy* GetCachePolicy() = 0;

  // Sets the status. `pszReason` is copied. `uSubStatus` and `hrErrorToReport` go to the log and to
  // the error page; `pException` tells of a mistake in the configuration; `fTrySkipCustomErrors`
  // TRUE asks that the body stay as it is instead of being replaced by an error page.
  //
  // ERROR_INVALID_DATA: the reason is too long. ERROR_NOT_ENOUGH_MEMORY.
  virtual HRESULT SetStatus(IN USHORT statusCode, IN PCSTR pszReason, IN USHORT uSubStatus = 0,
                            IN HRESULT hrErrorToReport = S_OK,
                            IN IAppHostConfigException* pException = nullptr,
                            IN BOOL fTrySkipCustomErrors = FALSE) = 0;

  // Sets a response header to a copy of the value. `fReplace` FALSE appends it to what is there,
  // after a comma (Set-Cookie: as a header of its own). The numbers are those of responses
  // (HttpHeaderEtag and the rest of httpapi/headers.h). By number, Server is appended to the
  // server's own; by name, it replaces it.
  //
  // ERROR_INVALID_PARAMETER, ERROR_INVALID_DATA: too long. ERROR_NOT_ENOUGH_MEMORY.
  virtual HRESULT SetHeader(IN PCSTR pszHeaderName, IN PCSTR pszHeaderValue,
                            IN USHORT cchHeaderValue, IN BOOL fReplace) = 0;
  virtual HRESULT SetHeader(IN HTTP_HEADER_ID ulHeaderIndex, IN PCSTR pszHeaderValue,
                            IN USHORT cchHeaderValue, IN BOOL fReplace) = 0;

  // Removes a response header; always S_OK.
  virtual HRESULT DeleteHeader(IN PCSTR pszHeaderName) = 0;
  virtual HRESULT DeleteHeader(IN HTTP_HEADER_ID ulHeaderIndex) = 0;

  // Value of a response header, or null, and then the length is 0.
  virtual PCSTR GetHeader(IN PCSTR pszHeaderName, OUT USHORT* pcchHeaderValue = nullptr) const = 0;
  virtual PCSTR GetHeader(IN HTTP_HEADER_ID ulHeaderIndex,
                          OUT USHORT* pcchHeaderValue = nullptr) const = 0;

  // Back to the beginning: no body, no headers but the server's own, status 200.
  virtual VOID Clear() = 0;

  // The headers alone; the body stays.
  virtual VOID ClearHeaders() = 0;

  // The connection closes when this response is complete.
  virtual VOID SetNeedDisconnect() = 0;

  // Resets the connection at once. The request goes on unless the module returns
  // RQ_NOTIFICATION_FINISH_REQUEST.
  virtual VOID ResetConnection() = 0;

  // Keeps this response out of the response cache; `reason` goes to the trace.
  virtual VOID DisableKernelCache(ULONG reason = HANDLER_HTTPSYS_UNFRIENDLY) = 0;

  // TRUE while nobody has called DisableKernelCache; other rules may still keep the response out.
  virtual BOOL GetKernelCacheEnabled() const = 0;

  // Sends the body alone: no status line, no headers. They stay readable here.
  virtual VOID SuppressHeaders() = 0;

  // TRUE after SuppressHeaders.
  virtual BOOL GetHeadersSuppressed() const = 0;

  // Sends what is there: the headers, if they have not gone yet, and the buffered body. `fMoreData`
  // TRUE leaves the response open for more, and without a Content-Length starts a chunked body;
  // FALSE ends it.
  //
  // `fAsync` FALSE: blocks until the bytes are handed to the system; the count is in `*pcbSent`.
  // TRUE: as with IHttpRequest::ReadEntityBody, when `*pfCompletionExpected` is TRUE, the
  // notification returns RQ_NOTIFICATION_PENDING at once. `pcbSent` may be null.
  //
  // ERROR_INVALID_DATA, ERROR_NOT_ENOUGH_MEMORY; the failure of the connection when the client is
  // gone.
  virtual HRESULT Flush(IN BOOL fAsync, IN BOOL fMoreData, OUT DWORD* pcbSent,
                        OUT BOOL* pfCompletionExpected = nullptr) = 0;

  // Drops the body, sets Location (made absolute when `pszUrl` is relative) and, with
  // `fResetStatusCode`, status 302; without it the answer is a page that says where the content
  // moved. `fIncludeParameters` appends the request's query. Nothing is sent yet: return
  // RQ_NOTIFICATION_FINISH_REQUEST, or later modules write after it. ERROR_INVALID_PARAMETER,
  // ERROR_NOT_ENOUGH_MEMORY.
  virtual HRESULT Redirect(IN PCSTR pszUrl, IN BOOL fResetStatusCode = TRUE,
                           IN BOOL fIncludeParameters = FALSE) = 0;

  // Adds a piece to the body without copying it, at position `lInsertPosition` (0: first, -1:
  // last). Memory, file handle and fragment must stay valid until the response has been sent;
  // memory from AllocateRequestMemory does. Closing the handle stays the caller's.
  //
  // ERROR_INVALID_PARAMETER. ERROR_ARITHMETIC_OVERFLOW: the response has
  // penstock_sdk::kMaxResponseChunks pieces already. ERROR_NOT_ENOUGH_MEMORY.
  virtual HRESULT WriteEntityChunkByReference(IN HTTP_DATA_CHUNK* pDataChunk,
                                              IN LONG lInsertPosition = -1) = 0;

  // Adds pieces to the end of the body. While the response is buffered they are copied, and the
  // call completes at once whatever `fAsync` says; with buffering off, or past the limit, they are
  // sent, and what an asynchronous send refers to must stay valid until it completes. The other
  // parameters and the failures are those of Flush and WriteEntityChunkByReference.
  virtual HRESULT WriteEntityChunks(IN HTTP_DATA_CHUNK* pDataChunks, IN DWORD nChunks,
                                    IN BOOL fAsync, IN BOOL fMoreData, OUT DWORD* pcbSent,
                                    OUT BOOL* pfCompletionExpected = nullptr) = 0;

  // From now on what is written is sent at once. No effect on what a module writes in
  // OnSendResponse.
  virtual VOID DisableBuffering() = 0;

  // What SetStatus has stored, and which module set it during which notification. Every pointer but
  // the first may be null.
  virtual VOID GetStatus(OUT USHORT* pStatusCode, OUT USHORT* pSubStatus = nullptr,
                         OUT PCSTR* ppszReason = nullptr, OUT USHORT* pcchReason = nullptr,
                         OUT HRESULT* phrErrorToReport = nullptr, OUT PCWSTR* ppszModule = nullptr,
                         OUT DWORD* pdwNotification = nullptr,
                         OUT IAppHostConfigException** ppException = nullptr,
                         OUT BOOL* pfTrySkipCustomErrors = nullptr) = 0;

  // A text for the detailed error page, copied; `fHtmlEncode` FALSE when it is HTML already.
  // `cchDescription` is in characters. ERROR_INVALID_PARAMETER.
  virtual HRESULT SetErrorDescription(IN PCWSTR pszDescription, IN DWORD cchDescription,
                                      IN BOOL fHtmlEncode = TRUE) = 0;

  // That text, or null, and its length in characters.
  virtual PCWSTR GetErrorDescription(OUT DWORD* pcchDescription = nullptr) = 0;

  // As IHttpRequest::GetHeaderChanges: modules have no use for it.
  virtual HRESULT GetHeaderChanges(
      IN DWORD dwOldChangeNumber, OUT DWORD* pdwNewChangeNumber,
      IN OUT PCSTR knownHeaderSnapshot[HttpHeaderResponseMaximum],
      IN OUT DWORD* pdwUnknownHeaderSnapshot, IN OUT PCSTR** ppUnknownHeaderNameSnapshot,
      IN OUT PCSTR** ppUnknownHeaderValueSnapshot,
      OUT DWORD diffedKnownHeaderIndices[HttpHeaderResponseMaximum + 1],
      OUT DWORD* pdwDiffedUnknownHeaders, OUT DWORD** ppDiffedUnknownHeaderIndices) = 0;

  // Ends the connection with a reset, whatever was still to be sent.
  virtual VOID CloseConnection() = 0;
};

// Sending with a callback (async.h) in place of the module's OnAsyncCompletion. (Pages:
// ihttpresponse2-*.)
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
  // Promises the client the response to a further request, before it asks: verb, path and query,
  // and `cHeaders` request headers in two parallel arrays. Fails where the protocol has no push.
  // Undocumented.
  virtual HRESULT PushPromise(IN PCSTR pszVerb, IN PCWSTR pwszPath, IN PCWSTR pwszQuery,
                              IN DWORD cHeaders, IN PCSTR* rgHeaderNames,
                              IN PCSTR* rgHeaderValues) = 0;
};

// Trailers, which follow a chunked or HTTP/2 body, and the ends of HTTP/2 streams. Undocumented.
class PENSTOCK_INTERFACE IHttpResponse4 : public IHttpResponse3 {
 public:
  // Removes a trailer; S_OK also when there was none.
  virtual HRESULT DeleteTrailer(IN PCSTR pszHeaderName) = 0;

  // Value of a trailer, or null, and then the length is 0.
  virtual PCSTR GetTrailer(IN PCSTR pszHeaderName, OUT USHORT* pcchHeaderValue = nullptr) const = 0;

  // Ends the HTTP/2 stream with this error code.
  virtual VOID ResetStream(IN ULONG errorCode) = 0;

  // Tells an HTTP/2 client after this response to use another connection.
  virtual VOID SetNeedGoAway() = 0;

  // As SetHeader, for a trailer.
  virtual HRESULT SetTrailer(IN PCSTR pszHeaderName, IN PCSTR pszHeaderValue,
                             IN USHORT cchHeaderValue, IN BOOL fReplace) = 0;
};

PENSTOCK_INTERFACES_END
