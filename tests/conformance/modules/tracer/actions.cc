// See actions.h. One small function an action, and the table of them at the end.
#include "actions.h"

#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "provider_actions.h"
#include "settings.h"
#include "trace.h"

namespace tracer {
namespace {

using Status = REQUEST_NOTIFICATION_STATUS;
constexpr Status kGoOn = RQ_NOTIFICATION_CONTINUE;

// --- statuses

Status go_on(const Call&, const std::string&) { return kGoOn; }
Status finish(const Call&, const std::string&) { return RQ_NOTIFICATION_FINISH_REQUEST; }
Status pending(const Call&, const std::string&) { return RQ_NOTIFICATION_PENDING; }

// --- completions

// For a request to /__release to complete.
Status hold(const Call& call, const std::string&) {
  Trace::instance().hold(call.trace, call.context);
  return RQ_NOTIFICATION_PENDING;
}

Status post(const Call& call, const std::string& bytes) {
  const HRESULT result = call.context->PostCompletion(static_cast<DWORD>(std::atoi(bytes.c_str())));
  if (FAILED(result)) {
    note(call, "post failed " + hex(result));
  }
  return RQ_NOTIFICATION_PENDING;
}

Status indicate(const Call& call, const std::string& status) {
  call.context->IndicateCompletion(status_of(status));
  return RQ_NOTIFICATION_PENDING;
}

Status post_from_thread(const Call& call, const std::string& bytes) {
  IHttpContext* context = call.context;
  const auto count = static_cast<DWORD>(std::atoi(bytes.c_str()));
  Trace::instance().run_thread([context, count] { context->PostCompletion(count); });
  return RQ_NOTIFICATION_PENDING;
}

Status indicate_from_thread(const Call& call, const std::string& status) {
  IHttpContext* context = call.context;
  const Status value = status_of(status);
  Trace::instance().run_thread([context, value] { context->IndicateCompletion(value); });
  return RQ_NOTIFICATION_PENDING;
}

// --- faults

Status throw_exception(const Call&, const std::string& text) { throw std::runtime_error(text); }
Status throw_number(const Call&, const std::string&) { throw 42; }

Status error(const Call& call, const std::string& code) {
  call.provider->SetErrorStatus(static_cast<HRESULT>(std::strtoul(code.c_str(), nullptr, 16)));
  return kGoOn;
}

// --- response

Status status(const Call& call, const std::string& code) {
  call.context->GetResponse()->SetStatus(static_cast<USHORT>(std::atoi(code.c_str())), "Scripted");
  return kGoOn;
}

// "Name:Value"
Status header(const Call& call, const std::string& text) {
  const std::size_t colon = text.find(':');
  const std::string value = text.substr(colon + 1);
  call.context->GetResponse()->SetHeader(text.substr(0, colon).c_str(), value.c_str(),
                                         static_cast<USHORT>(value.size()), TRUE);
  return kGoOn;
}

Status body(const Call& call, const std::string& text) {
  write_text(call.context, text);
  return kGoOn;
}

Status clear(const Call& call, const std::string&) {
  call.context->GetResponse()->Clear();
  return kGoOn;
}

Status write_more(const Call& call, const std::string& text) {
  write_text(call.context, text, true);
  return kGoOn;
}

Status flush(const Call& call, bool more) {
  DWORD sent = 0;
  const HRESULT result = call.context->GetResponse()->Flush(FALSE, more ? TRUE : FALSE, &sent);
  note(call, "flushed " + std::to_string(sent) + " " + hex(result));
  return kGoOn;
}

Status flush_more(const Call& call, const std::string&) { return flush(call, true); }
Status flush_last(const Call& call, const std::string&) { return flush(call, false); }

Status unbuffered(const Call& call, const std::string&) {
  call.context->GetResponse()->DisableBuffering();
  return kGoOn;
}

Status suppress(const Call& call, const std::string&) {
  call.context->GetResponse()->SuppressHeaders();
  return kGoOn;
}

// --- request

Status handled(const Call& call, const std::string&) {
  call.context->SetRequestHandled();
  return kGoOn;
}

Status disable(const Call& call, const std::string& events) {
  call.context->DisableNotifications(bits_of(request_events(), events), 0);
  return kGoOn;
}

Status disable_post(const Call& call, const std::string& events) {
  call.context->DisableNotifications(0, bits_of(request_events(), events));
  return kGoOn;
}

Status url(const Call& call, const std::string& path) {
  const std::wstring wide = widen(path);
  call.context->GetRequest()->SetUrl(wide.c_str(), static_cast<DWORD>(wide.size()), TRUE);
  return kGoOn;
}

// --- what is known so far

Status user(const Call& call, const std::string&) {
  note(call, call.context->GetUser() == nullptr ? "no user" : "user");
  return kGoOn;
}

Status handler(const Call& call, const std::string&) {
  const IScriptMapInfo* map = call.context->GetScriptMap();
  note(call, map == nullptr ? "no handler" : "handler " + narrow(map->GetName()));
  return kGoOn;
}

Status tell_status(const Call& call, const std::string&) {
  USHORT code = 0;
  call.context->GetResponse()->GetStatus(&code);
  note(call, "status " + std::to_string(code));
  return kGoOn;
}

// --- nested notifications

class NamedNotification : public ICustomNotificationProvider {
 public:
  explicit NamedNotification(const std::string& type) : type_(widen(type)) {}
  PCWSTR QueryNotificationType() override { return type_.c_str(); }
  VOID SetErrorStatus(HRESULT result) override { error_ = result; }
  HRESULT error() const { return error_; }

 private:
  std::wstring type_;
  HRESULT error_ = S_OK;
};

Status custom(const Call& call, const std::string& type) {
  NamedNotification notification(type);
  BOOL expected = TRUE;
  const HRESULT result = call.context->NotifyCustomNotification(&notification, &expected);
  note(call,
       "notified " + hex(result) + " " + hex(notification.error()) + (expected ? " pending" : ""));
  return kGoOn;
}

Status read(const Call& call, const std::string& size) {
  std::string bytes(size.empty() ? 1024 : static_cast<std::size_t>(std::atoi(size.c_str())), '\0');
  DWORD received = 0;
  const HRESULT result = call.context->GetRequest()->ReadEntityBody(
      bytes.data(), static_cast<DWORD>(bytes.size()), FALSE, &received);
  note(call, "read \"" + bytes.substr(0, received) + "\" " + hex(result));
  return kGoOn;
}

Status map(const Call& call, const std::string& url) {
  WCHAR path[1024];
  DWORD bytes = sizeof(path);
  const HRESULT result = call.context->MapPath(widen(url).c_str(), path, &bytes);
  note(call, "mapped " + (SUCCEEDED(result) ? narrow(path) : hex(result)));
  return kGoOn;
}

// Whether there would be more, were that status returned; CONTINUE if it names none.
Status last_notification(const Call& call, const std::string& status) {
  note(call,
       call.context->GetIsLastNotification(status_of(status)) ? "more to come" : "nothing to come");
  return kGoOn;
}

// Takes over the callback that would follow if this one returned the status.
Status next_notification(const Call& call, const std::string& status) {
  DWORD bit = 0;
  BOOL post = FALSE;
  CHttpModule* module = nullptr;
  IHttpEventProvider* provider = nullptr;
  if (!call.context->GetNextNotification(status.empty() ? kGoOn : status_of(status), &bit, &post,
                                         &module, &provider)) {
    note(call, "no next");
    return kGoOn;
  }
  note(call, std::string("next ") + (post ? "Post" : "") + name_of(request_events(), bit) +
                 (module == call.module ? "" : " of another") +
                 (provider == nullptr ? " without provider" : ""));
  return kGoOn;
}

constexpr std::pair<const char*, Action> kActions[] = {
    {"continue", go_on},
    {"finish", finish},
    {"pending", pending},
    {"hold", hold},
    {"post", post},
    {"indicate", indicate},
    {"thread-post", post_from_thread},
    {"thread-indicate", indicate_from_thread},
    {"throw", throw_exception},
    {"throw-number", throw_number},
    {"error", error},
    {"status", status},
    {"header", header},
    {"body", body},
    {"clear", clear},
    {"write-more", write_more},
    {"flush", flush_more},
    {"flush-last", flush_last},
    {"unbuffered", unbuffered},
    {"handled", handled},
    {"disable", disable},
    {"disable-post", disable_post},
    {"custom", custom},
    {"url", url},
    {"user", user},
    {"handler", handler},
    {"tell-status", tell_status},
    {"read", read},
    {"map", map},
    {"last", last_notification},
    {"suppress", suppress},
    {"next", next_notification},
};

Action action_of(const std::string& name) {
  for (const auto& [known, action] : kActions) {
    if (name == known) {
      return action;
    }
  }
  if (const Action action = provider_action(name); action != nullptr) {
    return action;
  }
  throw std::invalid_argument("the tracer has no action " + name);
}

}  // namespace

Status perform(const Call& call, const std::vector<Step>& steps) {
  Status result = kGoOn;
  for (const Step& step : steps) {
    result = action_of(step.action)(call, step.argument);
  }
  return result;
}

Status status_of(const std::string& name) {
  return name == "finish"    ? RQ_NOTIFICATION_FINISH_REQUEST
         : name == "pending" ? RQ_NOTIFICATION_PENDING
                             : kGoOn;
}

HRESULT write_text(IHttpContext* context, const std::string& text, bool more_data) {
  HTTP_DATA_CHUNK chunk{};
  chunk.DataChunkType = HttpDataChunkFromMemory;
  chunk.FromMemory.pBuffer = const_cast<char*>(text.data());
  chunk.FromMemory.BufferLength = static_cast<ULONG>(text.size());
  DWORD sent = 0;
  return context->GetResponse()->WriteEntityChunks(&chunk, 1, FALSE, more_data ? TRUE : FALSE,
                                                   &sent);
}

}  // namespace tracer
