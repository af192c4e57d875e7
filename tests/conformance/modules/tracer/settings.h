// Settings: how an instance registers itself, from the environment variable TRACER_<name>:
//   events=BeginRequest,SendResponse; post=BeginRequest;
//   priority=BeginRequest:FIRST,EndRequest:LOW; postpriority=...;
//   register=fail|throw|twice|bad-priority; factory=fail|null|throw; terminate=throw;
//   global=PreBeginRequest,...
// Without it an instance subscribes to all request notifications.
#pragma once

#include <httpserv.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "../text.h"

namespace tracer {

using conformance::hex;
using conformance::narrow;
using conformance::widen;

using NamedBits = std::vector<std::pair<std::string, DWORD>>;

// "BeginRequest", RQ_BEGIN_REQUEST, and so on.
const NamedBits& request_events();
const NamedBits& global_events();
DWORD bit_of(const NamedBits& events, const std::string& name);
std::string name_of(const NamedBits& events, DWORD bit);
// Of "BeginRequest,EndRequest".
DWORD bits_of(const NamedBits& events, const std::string& names);

class Settings {
 public:
  explicit Settings(const std::string& instance);

  const std::string& name() const { return name_; }
  bool is(const std::string& key, const std::string& value) const { return get(key) == value; }
  std::string get(const std::string& key, const std::string& otherwise = "") const;

 private:
  std::string name_;
  std::map<std::string, std::string> values_;
};

}  // namespace tracer
