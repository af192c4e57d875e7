// The module that protocol and fault tests talk to: below /probe/ each URL does one thing with its
// request. What runs over more than one callback is in slow_answers.h.
#include <httpserv.h>

#include <new>
#include <string>
#include <string_view>

#include "gate.h"
#include "request_tools.h"
#include "slow_answers.h"

namespace probe {
namespace {

using Status = REQUEST_NOTIFICATION_STATUS;

// Answers with the body it was sent.
Status echo(IHttpContext* context) {
  std::string body;
  const HRESULT result = read_all(context, body);
  if (FAILED(result)) {
    context->GetResponse()->SetStatus(400, "Bad body", 0, result);
    return RQ_NOTIFICATION_FINISH_REQUEST;
  }
  return answer(context, body);
}

// ?code=&reason=&body=: that status, with a body where one is asked for.
Status status(IHttpContext* context) {
  const std::string reason = parameter(context, "reason");
  const HRESULT set = context->GetResponse()->SetStatus(
      static_cast<USHORT>(number(context, "code")), reason.c_str(), 0, S_OK, nullptr, TRUE);
  if (FAILED(set)) {
    return answer(context, "refused");
  }
  const std::string body = parameter(context, "body");
  return body.empty() ? RQ_NOTIFICATION_FINISH_REQUEST : answer(context, body);
}

// ?count=&size=: as many flushes.
Status pieces(IHttpContext* context) {
  const std::size_t size = number(context, "size");
  for (std::size_t i = 0; i < number(context, "count"); ++i) {
    write(context, pattern(i * size, size));
    DWORD sent = 0;
    context->GetResponse()->Flush(FALSE, TRUE, &sent);
  }
  return RQ_NOTIFICATION_FINISH_REQUEST;
}

// ?length=&first=&size=: announces one length, flushes `first` bytes, sends `size` in all.
Status declared(IHttpContext* context) {
  const std::string length = parameter(context, "length");
  context->GetResponse()->SetHeader(HttpHeaderContentLength, length.c_str(),
                                    static_cast<USHORT>(length.size()), TRUE);
  const std::size_t first = number(context, "first");
  write(context, pattern(0, first));
  DWORD sent = 0;
  context->GetResponse()->Flush(FALSE, TRUE, &sent);
  return answer(context, pattern(first, number(context, "size") - first));
}

// ?size=: that many bytes in one response.
Status fill(IHttpContext* context) { return answer(context, pattern(0, number(context, "size"))); }

// ?size=: the same in flushes of 64 KiB that wait for room; counts how many failed.
Status fill_flushed(IHttpContext* context) {
  constexpr std::size_t kPiece = 64 * 1024;
  const std::size_t size = number(context, "size");
  for (std::size_t at = 0; at < size; at += kPiece) {
    write(context, pattern(at, std::min(kPiece, size - at)));
    DWORD sent = 0;
    if (FAILED(context->GetResponse()->Flush(FALSE, TRUE, &sent))) {
      pass_gate("flush-failed");
      break;
    }
  }
  return RQ_NOTIFICATION_FINISH_REQUEST;
}

// ?name=: waits at that gate, then answers.
Status gate(IHttpContext* context) {
  pass_gate(parameter(context, "name"));
  return answer(context, "through " + parameter(context, "name"));
}

// ?header=&value=: sets a header, percent escapes decoded, and says what became of it.
Status header(IHttpContext* context) {
  std::string value;
  const std::string escaped = parameter(context, "value");
  for (std::size_t i = 0; i < escaped.size(); ++i) {
    const bool escape = escaped[i] == '%' && i + 2 < escaped.size();
    value += escape ? static_cast<char>(std::strtoul(escaped.substr(i + 1, 2).c_str(), nullptr, 16))
                    : escaped[i];
    i += escape ? 2 : 0;
  }
  const HRESULT set = context->GetResponse()->SetHeader(
      parameter(context, "header").c_str(), value.c_str(), static_cast<USHORT>(value.size()), TRUE);
  return answer(context, SUCCEEDED(set) ? "set" : "refused");
}

Status disconnect(IHttpContext* context) {
  context->GetResponse()->SetNeedDisconnect();
  return answer(context, "the last one");
}

// What the module sees of the request.
Status describe(IHttpContext* context) {
  return answer(context, variable(context, "REQUEST_METHOD") + " " + variable(context, "URL") +
                             "?" + variable(context, "QUERY_STRING") + " " +
                             variable(context, "HTTP_HOST") + " " +
                             variable(context, "SERVER_PROTOCOL"));
}

// Writes an event with one string; true when the log has taken it.
bool report(const std::string& text) {
  static const HANDLE source = RegisterEventSourceA(nullptr, "Probe");
  const char* strings[] = {text.c_str()};
  return ReportEventA(source, EVENTLOG_INFORMATION_TYPE, 0, 7, nullptr, 1, 0, strings, nullptr) !=
         FALSE;
}

// ?text=: an event with that string; answers only when the log has taken it.
Status event(IHttpContext* context) {
  return answer(context, report(parameter(context, "text")) ? "taken" : "lost");
}

// ?name=: at the gate, is the client still there? The answer is an event, too.
Status connected(IHttpContext* context) {
  pass_gate(parameter(context, "name"));
  const std::string said = context->GetConnection()->IsConnected() ? "there" : "gone";
  report(said);
  return answer(context, said);
}

Status ignore(IHttpContext* context) { return answer(context, "ignored"); }

struct Action {
  std::string_view name;
  Status (*run)(IHttpContext*);
};

constexpr Action kActions[] = {
    {"echo", echo},
    {"ignore", ignore},
    {"status", status},
    {"pieces", pieces},
    {"declared", declared},
    {"fill", fill},
    {"gate", gate},
    {"connected", connected},
    {"header", header},
    {"disconnect", disconnect},
    {"describe", describe},
    {"event", event},
    {"fill-flushed", fill_flushed},
};

class Probe final : public CHttpModule {
 public:
  Status OnExecuteRequestHandler(IHttpContext* context, IHttpEventProvider*) override {
    constexpr std::string_view kBelow = "/probe/";
    const std::string url = variable(context, "URL");
    if (url.compare(0, kBelow.size(), kBelow) != 0) return RQ_NOTIFICATION_CONTINUE;
    const std::string_view name = std::string_view(url).substr(kBelow.size());
    for (const Action& action : kActions) {
      if (action.name == name) return action.run(context);
    }
    slow_ = SlowAnswer::make(name, context);
    return slow_ == nullptr ? RQ_NOTIFICATION_CONTINUE : slow_->start();
  }

  Status OnAsyncCompletion(IHttpContext*, DWORD, BOOL, IHttpEventProvider*,
                           IHttpCompletionInfo* completion) override {
    return slow_->go_on(*completion);
  }

  VOID Dispose() override { delete this; }

 private:
  std::unique_ptr<SlowAnswer> slow_;
};

class ProbeFactory final : public IHttpModuleFactory {
 public:
  HRESULT GetHttpModule(CHttpModule** module, IModuleAllocator*) override {
    *module = new (std::nothrow) Probe;
    return *module == nullptr ? HRESULT_FROM_WIN32(ERROR_NOT_ENOUGH_MEMORY) : S_OK;
  }
  VOID Terminate() override {
    BackgroundThread::instance().stop();
    delete this;
  }
};

}  // namespace
}  // namespace probe

HRESULT RegisterModule(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer*) {
  return info->SetRequestNotifications(new probe::ProbeFactory, RQ_EXECUTE_REQUEST_HANDLER, 0);
}
