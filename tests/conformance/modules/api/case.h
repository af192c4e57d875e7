// Cases: each calls one part of the API from inside a request and reports what it got, one
// "key=value" line each, as the response's body (or answers the request itself). The URL
// /case/<name> chooses one; *_cases.cc hold them by interface.
#pragma once

#include <httpserv.h>

#include <string>
#include <vector>

#include "../text.h"

namespace api {

using conformance::hex;
using conformance::narrow;
using conformance::widen;

class Report {
 public:
  void add(const std::string& key, const std::string& value) { text_ += key + "=" + value + "\n"; }
  void add(const std::string& key, const char* value) {
    add(key, value == nullptr ? std::string("(null)") : std::string(value));
  }
  void add(const std::string& key, PCWSTR value);
  void number(const std::string& key, long long value) { add(key, std::to_string(value)); }
  // "00000000", "80070057"
  void result(const std::string& key, HRESULT value);
  // The case answers the request itself: no body is made of the report.
  void stay_silent() { silent_ = true; }

  const std::string& text() const { return text_; }
  bool silent() const { return silent_; }

 private:
  std::string text_;
  bool silent_ = false;
};

// What a case works with.
struct Call {
  IHttpContext* context;
  IHttpRequest* request;
  IHttpResponse* response;
  IHttpEventProvider* provider;
  std::string query;    // the URL's
  Report* report;       // lives as long as the request
  std::string* memory;  // likewise; for asynchronous operations
};

using Status = REQUEST_NOTIFICATION_STATUS;

struct Case {
  const char* name;
  Status (*run)(Call& call);
  DWORD notification = RQ_EXECUTE_REQUEST_HANDLER;
  // OnAsyncCompletion, for cases that return PENDING.
  Status (*completed)(Call& call, IHttpCompletionInfo* info) = nullptr;
};

using Cases = std::vector<Case>;
const Cases& request_cases();
const Cases& body_cases();
const Cases& response_cases();
const Cases& sending_cases();
const Cases& chunk_cases();
const Cases& context_cases();
const Cases& path_cases();
const Cases& server_cases();
const Cases& container_cases();
const Cases& script_map_cases();
const Cases& object_cases();
const Cases& cache_policy_cases();
const Cases& file_info_cases();
const Cases& completion_cases();
const Cases& extended_cases();
const Cases& user_cases();

// Of the module itself; set once in RegisterModule.
extern IHttpServer* server;
extern HTTP_MODULE_ID module_id;

// A chunk of the text, which is not copied.
HTTP_DATA_CHUNK memory_chunk(std::string_view text);
// Writes a copy of the text; more_data FALSE.
HRESULT write(IHttpResponse* response, const std::string& text);
// Adds a line to the file that the environment names in API_LOG.
void log(const std::string& line);

}  // namespace api
