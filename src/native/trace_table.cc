// Matching of events with what listeners asked for; see trace_table.h.
#include "native/trace_table.h"

#include <algorithm>

#include "native/hresult_boundary.h"

namespace penstock::native {
namespace {

bool covers_provider(const GUID& asked, const GUID& provider) {
  return asked == GUID_IIS_ALL_TRACE_PROVIDERS || asked == provider;
}

// The levels of activities are beyond the most verbose one; like GENERAL_REQUEST_START they are of
// interest to everybody.
DWORD level_of(const HTTP_TRACE_EVENT& event) {
  return event.dwVerbosity >= HTTP_TRACE_LEVEL_START ? 0 : event.dwVerbosity;
}

}  // namespace

HRESULT TraceTable::set(HTTP_MODULE_ID module, const HTTP_TRACE_CONFIGURATION& wanted) {
  if (module == nullptr || wanted.pProviderGuid == nullptr) {
    return kInvalidParameter;
  }
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return entry.module == module && entry.provider == *wanted.pProviderGuid;
  });
  if (!wanted.fProviderEnabled) {
    if (found == entries_.end()) {
      return HRESULT_FROM_WIN32(ERROR_NOT_FOUND);
    }
    entries_.erase(found);
    return S_OK;
  }
  const Entry entry{module, *wanted.pProviderGuid, wanted.dwAreas, wanted.dwVerbosity};
  if (found == entries_.end()) {
    entries_.push_back(entry);
  } else {
    *found = entry;
  }
  return S_OK;
}

// Page: HTTP_TRACE_CONFIGURATION. An event of no area is in all of them.
bool TraceTable::covers(const Entry& entry, const HTTP_TRACE_EVENT& event) {
  const bool in_area = event.dwArea == 0 || entry.areas == penstock_sdk::kAllTraceAreas ||
                       (entry.areas & event.dwArea) != 0;
  return in_area && level_of(event) <= entry.verbosity &&
         covers_provider(entry.provider, *event.pProviderGuid);
}

bool TraceTable::wanted_by(HTTP_MODULE_ID module, const HTTP_TRACE_EVENT& event) const {
  return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return entry.module == module && covers(entry, event);
  });
}

bool TraceTable::wanted(const HTTP_TRACE_EVENT& event) const {
  return std::any_of(entries_.begin(), entries_.end(),
                     [&](const Entry& entry) { return covers(entry, event); });
}

bool TraceTable::merge(const GUID& provider, DWORD& areas, DWORD& verbosity) const {
  bool any = false;
  for (const Entry& entry : entries_) {
    if (covers_provider(entry.provider, provider)) {
      areas |= entry.areas;
      verbosity = std::max(verbosity, entry.verbosity);
      any = true;
    }
  }
  return any;
}

}  // namespace penstock::native
