// GetHeaderChanges of request and response, and GetServerVarChanges.
#include <cstring>
#include <cwchar>

#include "caching.h"

namespace caching {
namespace {

// What a caller keeps between two calls.
template <int Known>
struct Headers {
  DWORD number = 0;
  PCSTR known[Known] = {};
  DWORD unknown = 0;
  PCSTR* names = nullptr;
  PCSTR* values = nullptr;
  DWORD changed_known[Known + 1] = {};
  DWORD changed_unknown = 0;
  DWORD* changed = nullptr;

  template <typename Message>
  HRESULT ask(Message* message) {
    return message->GetHeaderChanges(number, &number, known, &unknown, &names, &values,
                                     changed_known, &changed_unknown, &changed);
  }
  bool knows(DWORD id) const {
    for (const DWORD* one = changed_known; *one != static_cast<DWORD>(-1); ++one) {
      if (*one == id) {
        return true;
      }
    }
    return false;
  }
  // "name:value" of each unknown header that changed, and that the list ends where it should.
  std::string changes() const {
    std::string text;
    for (DWORD i = 0; i < changed_unknown; ++i) {
      const PCSTR value = values[changed[i]];
      text += std::string(names[changed[i]]) + ":" + (value == nullptr ? "(gone)" : value) + " ";
    }
    return text + (changed[changed_unknown] == static_cast<DWORD>(-1) ? "end" : "no end");
  }
  std::string all() const {
    std::string text;
    for (DWORD i = 0; i < unknown; ++i) {
      text += std::string(names[i]) + " ";
    }
    return text;
  }
};

template <typename Message>
void set(Message* message, PCSTR name, PCSTR value, BOOL replace = TRUE) {
  message->SetHeader(name, value, static_cast<USHORT>(std::strlen(value)), replace);
}

// The same for both: an unknown header X-A, a known one Cache-Control.
template <int Known, typename Message>
void headers(Report& report, Message* message) {
  Headers<Known> mine;
  report.result("first", mine.ask(message));
  report.number("number is not 0", mine.number != 0);
  const DWORD first = mine.number;
  report.result("again", mine.ask(message));
  report.number("the same number", mine.number == first);
  report.add("nothing", mine.changes());
  report.number("nothing known", mine.changed_known[0] == static_cast<DWORD>(-1));

  set(message, "X-A", "one");
  message->SetHeader(HttpHeaderCacheControl, "private", 7, TRUE);
  mine.ask(message);
  report.number("another number", mine.number != first);
  report.add("set", mine.changes());
  report.number("set known", mine.knows(HttpHeaderCacheControl));
  report.add("snapshot", std::string(mine.known[HttpHeaderCacheControl]));

  set(message, "x-a", "two", FALSE);  // in place, perhaps
  set(message, "X-B", "new");
  mine.ask(message);
  report.add("appended", mine.changes());
  report.number("unchanged known", !mine.knows(HttpHeaderCacheControl));

  message->DeleteHeader("X-A");
  message->DeleteHeader(HttpHeaderCacheControl);
  mine.ask(message);
  report.add("deleted", mine.changes());
  report.number("deleted known", mine.knows(HttpHeaderCacheControl) &&
                                     mine.known[HttpHeaderCacheControl] == nullptr);
  set(message, "X-B", "new");  // the value it has
  mine.ask(message);
  report.add("set to the same", mine.changes());
  report.number("dropped", mine.all().find("X-A") == std::string::npos);
}

template <int Known, typename Message>
void header_arguments(Report& report, Message* message) {
  Headers<Known> mine;
  report.result("no number", message->GetHeaderChanges(
                                 0, nullptr, mine.known, &mine.unknown, &mine.names, &mine.values,
                                 mine.changed_known, &mine.changed_unknown, &mine.changed));
  report.result(
      "no snapshot",
      message->GetHeaderChanges(0, &mine.number, nullptr, &mine.unknown, &mine.names, &mine.values,
                                mine.changed_known, &mine.changed_unknown, &mine.changed));
  report.result(
      "no indices",
      message->GetHeaderChanges(0, &mine.number, mine.known, &mine.unknown, &mine.names,
                                &mine.values, mine.changed_known, &mine.changed_unknown, nullptr));
  mine.number = 77;
  mine.unknown = 3;  // but no arrays
  report.result("no arrays", mine.ask(message));
  mine.number = 0;  // no snapshot yet: whatever stands there does not count
  report.result("first call", mine.ask(message));
}

void request_headers(Call& call) {
  headers<HttpHeaderRequestMaximum>(call.report, call.context->GetRequest());
  header_arguments<HttpHeaderRequestMaximum>(call.report, call.context->GetRequest());
}

void response_headers(Call& call) {
  IHttpResponse* response = call.context->GetResponse();
  headers<HttpHeaderResponseMaximum>(call.report, response);
  header_arguments<HttpHeaderResponseMaximum>(call.report, response);
  Headers<HttpHeaderResponseMaximum> mine;
  mine.ask(response);
  response->ClearHeaders();
  mine.ask(response);
  call.report.add("cleared", mine.changes());
}

// What the client sent.
void received(Call& call) {
  Headers<HttpHeaderRequestMaximum> mine;
  call.report.result("asked", mine.ask(call.context->GetRequest()));
  call.report.number("host", mine.knows(HttpHeaderHost));
  call.report.number("cookie", mine.knows(HttpHeaderCookie));
  call.report.add("unknown", mine.changes());
}

// A structure edited by hand, and lines that cannot be joined.
void raw_response(Call& call) {
  IHttpResponse* response = call.context->GetResponse();
  Headers<HttpHeaderResponseMaximum> mine;
  mine.ask(response);
  HTTP_KNOWN_HEADER& age = response->GetRawHttpResponse()->Headers.KnownHeaders[HttpHeaderAge];
  age.pRawValue = "7";
  age.RawValueLength = 1;
  set(response, "Set-Cookie", "a=1", FALSE);
  set(response, "Set-Cookie", "b=2", FALSE);
  mine.ask(response);
  call.report.number("edited", mine.knows(HttpHeaderAge));
  call.report.number("first line", mine.knows(HttpHeaderSetCookie));
  call.report.add("second line", mine.changes());
}

struct Variables {
  DWORD number = 0;
  DWORD count = 0;
  PCSTR* names = nullptr;
  PCWSTR* values = nullptr;
  DWORD changed_count = 0;
  DWORD* changed = nullptr;

  HRESULT ask(IHttpContext* context) {
    return context->GetServerVarChanges(number, &number, &count, &names, &values, &changed_count,
                                        &changed);
  }
  std::string changes() const {
    std::string text;
    for (DWORD i = 0; i < changed_count; ++i) {
      text += std::string(names[changed[i]]) + ":" + narrow(values[changed[i]]) + " ";
    }
    return text + (changed[changed_count] == static_cast<DWORD>(-1) ? "end" : "no end");
  }
};

void variables(Call& call) {
  Report& report = call.report;
  Variables mine;
  report.result("first", mine.ask(call.context));
  report.add("nothing set", mine.changes());
  report.number("number is not 0", mine.number != 0);
  const DWORD first = mine.number;
  call.context->SetServerVariable("MINE", L"one");
  call.context->SetServerVariable("SERVER_NAME", L"changed");
  mine.ask(call.context);
  report.add("set", mine.changes());
  report.number("another number", mine.number != first);
  mine.ask(call.context);
  report.add("nothing", mine.changes());
  call.context->SetServerVariable("mine", L"two");
  mine.ask(call.context);
  report.add("set again", mine.changes());
  report.number("count", mine.count);
  report.result("no number", call.context->GetServerVarChanges(0, nullptr, &mine.count, &mine.names,
                                                               &mine.values, &mine.changed_count,
                                                               &mine.changed));
  report.result("no indices",
                call.context->GetServerVarChanges(0, &mine.number, &mine.count, &mine.names,
                                                  &mine.values, &mine.changed_count, nullptr));
  mine.names = nullptr;
  report.result("no arrays", mine.ask(call.context));
}

}  // namespace

const Cases& change_cases() {
  static const Cases cases = {
      {"request-headers", request_headers},
      {"response-headers", response_headers},
      {"received", received},
      {"raw-response", raw_response},
      {"variables", variables},
  };
  return cases;
}

}  // namespace caching
