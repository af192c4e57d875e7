// The module that calls the cache-and-identity side of the API from inside requests, and listens to
// what the server announces of it (listener.cc). The URL /caching/<case> chooses a case; its
// report, "key=value" lines, is the response's body. *_cases.cc hold them by area.
#pragma once

#include <httpserv.h>

#include <string>
#include <vector>

#include "../text.h"

namespace caching {

using conformance::hex;
using conformance::narrow;
using conformance::widen;

class Report {
 public:
  void add(const std::string& key, const std::string& value) { text_ += key + "=" + value + "\n"; }
  void add(const std::string& key, PCWSTR value);
  void number(const std::string& key, long long value) { add(key, std::to_string(value)); }
  // "00000000", "80070057"
  void result(const std::string& key, HRESULT value);

  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

// What a case works with; `query` is the URL's.
struct Call {
  IHttpContext* context;
  Report& report;
  std::string query;
};

struct Case {
  const char* name;
  void (*run)(Call& call);
};
using Cases = std::vector<Case>;
const Cases& cache_cases();
const Cases& server_cache_cases();
const Cases& change_cases();
const Cases& url_cases();
const Cases& identity_cases();
const Cases& monitor_cases();
const Cases& process_cases();

// A line in the file that CACHING_LOG names. Any thread.
void note(const std::string& line);
// Waits until the listener has heard of that change ("<monitor> <path>"); all it has heard of,
// since it was last asked, in order. Empty: it did not come.
std::vector<std::string> await_change(const std::string& change);
// The name a case gave the monitor; "-" for none.
std::string monitor_name(IHttpFileMonitor* monitor);
// Before the module ends.
void end_monitors();
void release_kept_metadata();

// Of the module; set once in RegisterModule.
extern IHttpServer* server;
extern HTTP_MODULE_ID module_id;
// What DoCacheOperation said inside RegisterModule.
extern HRESULT too_early;

CGlobalModule* make_listener();
// What the listener heard since it was last asked, in order.
std::vector<std::string> take_heard();
// From now on only the operations of keys of that cache are heard: others' requests run, too.
void hear_only(const std::wstring& cache_name);

}  // namespace caching
