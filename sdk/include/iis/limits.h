// Numbers of the server's contract that have no name in the original headers. Each is named where
// it takes effect: response.h, context.h, server.h, mapping.h, trace.h.
#pragma once

#include "interface.h"

namespace penstock_sdk {

// Chunks one response can hold; the next one fails with ERROR_ARITHMETIC_OVERFLOW.
constexpr DWORD kMaxResponseChunks = 65535;

// How deep child requests nest; a deeper ExecuteRequest fails with ERROR_STACK_OVERFLOW.
constexpr DWORD kMaxChildRequestDepth = 10;

// Bytes a response buffers before it is sent without being asked (a handler's
// responseBufferLimit overrides it).
constexpr DWORD kDefaultResponseBufferLimit = 4194304;

// The most that IncrementThreadCount raises the thread limit to.
constexpr DWORD kMaxThreadCount = 256;

// Hits within frequentHitTimePeriod that make IHttpUrlInfo::IsFrequentlyHit TRUE.
constexpr DWORD kDefaultFrequentHitThreshold = 2;

// Items one trace event can carry.
constexpr DWORD kMaxTraceEventItems = 16;

// All areas of a trace provider.
constexpr DWORD kAllTraceAreas = 0xffffe;

}  // namespace penstock_sdk
