// TraceTable: who wants to hear which trace events: one entry a listening module and provider.
// ServerTrace (trace_context.h) has one for the process, a request one of its own if it asks.
#pragma once

#include <httpserv.h>

#include <vector>

namespace penstock::native {

// Shared by its owner's rules; see trace_context.h.
class TraceTable {
 public:
  // Page: SetTraceConfiguration. Switches a provider on (in place of the entry before) or off.
  HRESULT set(HTTP_MODULE_ID module, const HTTP_TRACE_CONFIGURATION& wanted);

  bool empty() const { return entries_.empty(); }
  bool wanted_by(HTTP_MODULE_ID module, const HTTP_TRACE_EVENT& event) const;
  bool wanted(const HTTP_TRACE_EVENT& event) const;

  // Adds what anybody wants of that provider to areas and verbosity. False: nobody does, and
  // nothing is changed.
  bool merge(const GUID& provider, DWORD& areas, DWORD& verbosity) const;

 private:
  struct Entry {
    HTTP_MODULE_ID module;
    GUID provider;
    DWORD areas;
    DWORD verbosity;
  };

  static bool covers(const Entry& entry, const HTTP_TRACE_EVENT& event);

  std::vector<Entry> entries_;
};

}  // namespace penstock::native
