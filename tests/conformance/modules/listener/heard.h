// Heard: what listeners heard and what actions reported, in order, by the request's X-Trace (or
// "server" where there is no request); shared by all instances of the module in a process.
#pragma once

#include <httpserv.h>

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "../text.h"

namespace listener {

using conformance::hex;
using conformance::narrow;
using conformance::widen;

// Any thread.
class Heard {
 public:
  static Heard& instance();
  void add(const std::string& id, const std::string& line);
  std::string lines(const std::string& id);

 private:
  std::mutex mutex_;
  std::map<std::string, std::vector<std::string>> lines_;
};

// X-Trace of the request; "server" without one.
std::string id_of(IHttpContext* context);

// "NAME www event=1 version=1 area=0 level=0 flags=1 [ContextId={...} SiteId=1 ...]"
std::string describe(const HTTP_TRACE_EVENT& event);

// The providers that tests use, by name: all, www, global, test; null for any other.
LPCGUID provider_of(const std::string& name);

std::vector<std::string> split(const std::string& text, char separator);

}  // namespace listener
