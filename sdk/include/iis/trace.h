// Raising trace events, and asking whether anybody listens. About a request:
// IHttpContext::GetTraceContext (context.h); about the server: IHttpServer::GetTraceContext
// (server.h). The structures and the providers' ids are in httptrace.h.
#pragma once

#include "../httptrace.h"
#include "types.h"

PENSTOCK_INTERFACES_BEGIN

// Threads: the request's own for a request, any for the server's. Not usable inside RegisterModule.
// (Pages: ihttptracecontext-*.)
class PENSTOCK_INTERFACE IHttpTraceContext {
 public:
  // In: pProviderGuid. Out: fProviderEnabled, and when TRUE the areas and the verbosity listened
  // to. An event nobody listens to need not be built: ask first. S_OK.
  virtual HRESULT GetTraceConfiguration(
      IN OUT HTTP_TRACE_CONFIGURATION* pHttpTraceConfiguration) = 0;

  // What the module `moduleId` wants to hear in GL_TRACE_EVENT: one entry a provider, which
  // replaces the one before. E_FAIL, E_OUTOFMEMORY, ERROR_INVALID_PARAMETER: no provider.
  // ERROR_NOT_FOUND: switched off a provider that was not on.
  virtual HRESULT SetTraceConfiguration(IN HTTP_MODULE_ID moduleId,
                                        IN HTTP_TRACE_CONFIGURATION* pHttpTraceConfiguration,
                                        IN DWORD cHttpTraceConfiguration = 1) = 0;

  // Raises an event to all listeners, before it returns; nothing of `pTraceEvent` is kept. At most
  // penstock_sdk::kMaxTraceEventItems items. E_FAIL, E_OUTOFMEMORY.
  virtual HRESULT RaiseTraceEvent(IN HTTP_TRACE_EVENT* pTraceEvent) = 0;

  // The id of the request, which links its events; null for the server's context.
  virtual LPCGUID GetTraceActivityId() = 0;

  // Raises an event of one or two texts and a result, without building a structure. `Level` as
  // HTTP_TRACE_EVENT::dwVerbosity; 4 is information.
  virtual HRESULT QuickTrace(IN PCWSTR pszData1, IN PCWSTR pszData2 = nullptr,
                             IN HRESULT hrLastError = S_OK, IN UCHAR Level = 4) = 0;
};

PENSTOCK_INTERFACES_END
