// A handler that sets trailers. GET /__trailers/<case> runs one; each leaves "key=value" lines,
// which are its body, or are answered to the next /__trailers/report where the body is something
// else.
#include <httpserv.h>

#include <mutex>
#include <string>

#include "../text.h"

namespace {

class Report {
 public:
  void result(const std::string& key, HRESULT value) { add(key, conformance::hex(value)); }
  void add(const std::string& key, const std::string& value) {
    const std::lock_guard lock(mutex_);
    text_ += key + "=" + value + "\n";
  }
  std::string take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(text_, {});
  }

 private:
  std::mutex mutex_;
  std::string text_;
};

Report g_report;

void write(IHttpResponse* response, const std::string& text) {
  HTTP_DATA_CHUNK chunk{};
  chunk.DataChunkType = HttpDataChunkFromMemory;
  chunk.FromMemory.pBuffer = const_cast<char*>(text.data());
  chunk.FromMemory.BufferLength = static_cast<ULONG>(text.size());
  DWORD sent = 0;
  response->WriteEntityChunks(&chunk, 1, FALSE, TRUE, &sent);
}

void flush(IHttpResponse* response, bool more) {
  DWORD sent = 0;
  response->Flush(FALSE, more ? TRUE : FALSE, &sent);
}

HRESULT set(IHttpResponse4* response, PCSTR name, const std::string& value, BOOL replace = TRUE) {
  return response->SetTrailer(name, value.c_str(), static_cast<USHORT>(value.size()), replace);
}

void plain(IHttpResponse4* response) {
  set(response, "X-Sum", "42");
  set(response, "Server-Timing", "db;dur=53");
  write(response, "body");
}

void after_the_head(IHttpResponse4* response) {
  write(response, "first,");
  flush(response, true);
  set(response, "X-Sum", "42");
  write(response, "second");
}

void announced_by_module(IHttpResponse4* response) {
  response->SetHeader("Trailer", "X-Mine", 6, TRUE);
  set(response, "X-Mine", "1");
  write(response, "body");
}

// Asks for a length of its own, which the trailers' chunks replace.
void with_length(IHttpResponse4* response) {
  response->SetHeader("Content-Length", "4", 1, TRUE);
  set(response, "X-Sum", "42");
  write(response, "body");
}

void length_sent(IHttpResponse4* response) {
  response->SetHeader("Content-Length", "4", 1, TRUE);
  write(response, "bo");
  flush(response, true);
  g_report.result("set", set(response, "X-Sum", "42"));
  g_report.result("delete", response->DeleteTrailer("X-Sum"));
  write(response, "dy");
}

void too_late(IHttpResponse4* response) {
  set(response, "X-Sum", "42");
  write(response, "body");
  flush(response, false);
  g_report.result("set", set(response, "X-Sum", "43"));
  g_report.result("delete", response->DeleteTrailer("X-Sum"));
  USHORT length = 0;
  const PCSTR value = response->GetTrailer("X-Sum", &length);
  g_report.add("get", value == nullptr ? "(null)" : std::string(value, length));
}

void values(IHttpResponse4* response) {
  const auto get = [&](const char* name) {
    USHORT length = 99;
    const PCSTR value = response->GetTrailer(name, &length);
    return value == nullptr ? "null " + std::to_string(length) : std::string(value, length);
  };
  g_report.add("missing", get("X-Sum"));
  g_report.result("set", set(response, "X-Sum", "1"));
  g_report.result("append", set(response, "x-sum", "2", FALSE));
  g_report.add("appended", get("X-SUM"));
  g_report.result("replace", set(response, "X-Sum", "3"));
  g_report.add("replaced", get("X-Sum"));
  g_report.result("delete", response->DeleteTrailer("x-sum"));
  g_report.add("deleted", get("X-Sum"));
  g_report.result("delete again", response->DeleteTrailer("X-Sum"));
  g_report.result("null name", response->SetTrailer(nullptr, "1", 1, TRUE));
  g_report.result("null value", response->SetTrailer("X", nullptr, 0, TRUE));
  g_report.result("delete null", response->DeleteTrailer(nullptr));
  g_report.add("get null", response->GetTrailer(nullptr) == nullptr ? "null" : "?");
  g_report.result("bad name", set(response, "no token", "1"));
  g_report.result("bad value", set(response, "X", "1\r\nX-Other: 2"));
  g_report.result("length", set(response, "content-length", "1"));
  g_report.result("coding", set(response, "Transfer-Encoding", "chunked"));
  g_report.result("cookie", set(response, "Set-Cookie", "a=b"));
}

void cleared(IHttpResponse4* response) {
  set(response, "X-Sum", "42");
  response->Clear();
  write(response, "body");
}

void report(IHttpResponse4*) {}

struct Case {
  const char* name;
  void (*run)(IHttpResponse4* response);
  bool reports;  // its lines are the body
};

constexpr Case kCases[] = {
    {"plain", plain, false},
    {"after-the-head", after_the_head, false},
    {"announced", announced_by_module, false},
    {"with-length", with_length, false},
    {"length-sent", length_sent, false},
    {"too-late", too_late, false},
    {"values", values, true},
    {"cleared", cleared, false},
    {"report", report, true},
};

class Module final : public CHttpModule {
 public:
  REQUEST_NOTIFICATION_STATUS OnExecuteRequestHandler(IHttpContext* context,
                                                      IHttpEventProvider*) override {
    IHttpResponse4* response = nullptr;
    HttpGetExtendedInterface(server, context->GetResponse(), &response);
    std::string path;
    for (PCWSTR c = context->GetScriptName(); *c != L'\0'; ++c) {
      path += static_cast<char>(*c);
    }
    for (const Case& one : kCases) {
      if (path == std::string("/__trailers/") + one.name) {
        one.run(response);
        if (one.reports) {
          write(response, g_report.take());
        }
        return RQ_NOTIFICATION_FINISH_REQUEST;
      }
    }
    return RQ_NOTIFICATION_CONTINUE;
  }

  static inline IHttpServer* server = nullptr;
};

class Factory final : public IHttpModuleFactory {
 public:
  HRESULT GetHttpModule(CHttpModule** module, IModuleAllocator*) override {
    *module = new Module;
    return S_OK;
  }
  void Terminate() override { delete this; }
};

}  // namespace

HRESULT RegisterModule(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer* server) {
  Module::server = server;
  return info->SetRequestNotifications(new Factory, RQ_EXECUTE_REQUEST_HANDLER, 0);
}
