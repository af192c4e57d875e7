// Raising trace events and asking whether anybody listens.
#pragma once

#include "../httptrace.h"
#include "types.h"

PENSTOCK_INTERFACES_BEGIN

class PENSTOCK_INTERFACE IHttpTraceContext {
 public:
  virtual HRESULT GetTraceConfiguration(
      IN OUT HTTP_TRACE_CONFIGURATION* pHttpTraceConfiguration) = 0;
  virtual HRESULT SetTraceConfiguration(IN HTTP_MODULE_ID moduleId,
                                        IN HTTP_TRACE_CONFIGURATION* pHttpTraceConfiguration,
                                        IN DWORD cHttpTraceConfiguration = 1) = 0;
  virtual HRESULT RaiseTraceEvent(IN HTTP_TRACE_EVENT* pTraceEvent) = 0;
  virtual LPCGUID GetTraceActivityId() = 0;
  virtual HRESULT QuickTrace(IN PCWSTR pszData1, IN PCWSTR pszData2 = nullptr,
                             IN HRESULT hrLastError = S_OK, IN UCHAR Level = 4) = 0;
};

PENSTOCK_INTERFACES_END
