// Life of a context, completions, and the answers that need no mapping; see http_context.h.
// Paths and handlers are in context_mapping.cc, children in context_children.cc.
#include "native/http_context.h"

#include <charconv>
#include <cwchar>

#include "base/arena_text.h"
#include "base/tick_clock.h"
#include "http/host.h"
#include "native/http_site.h"
#include "native/metadata_info.h"

namespace penstock::native {
namespace {

// A variable without a value is an empty text, which modules read like any other.
template <typename View, typename Text>
Text text_of(const std::optional<View>& value, Text empty) {
  if (!value.has_value()) {
    return nullptr;
  }
  return value->data() == nullptr ? empty : value->data();
}

}  // namespace

HttpContext::HttpContext(base::Arena& arena)
    : arena_(arena),
      request_(*this, arena),
      response_(*this, arena),
      variables_(*this, arena),
      trace_(*this),
      event_provider_(error_status_),
      authentication_provider_(error_status_, users_),
      map_handler_provider_(error_status_, module_script_map_) {}

HttpContext::~HttpContext() { end(); }

void HttpContext::begin(RequestHost& host, pipeline::RequestPipeline& pipeline,
                        HttpConnection& connection, http::RequestHead& head,
                        std::uint64_t start_time_100ns) {
  // A pooled context keeps its host, which a completion that comes too late may still ask from any
  // thread: written once, not with every request.
  if (host_ != &host) {
    host_ = &host;
    pipeline_ = &pipeline;
  }
  connection_ = &connection;
  scope_ = nullptr;
  handler_ = nullptr;
  ignored_handlers_ = nullptr;
  module_script_map_ = nullptr;
  error_status_ = S_OK;
  start_time_100ns_ = start_time_100ns;
  start_tick_ms_ = base::tick_count_ms();
  host_and_port_ = {};
  handled_ = false;
  access_log_ = false;
  forget_mapping();
  request_.begin(head);
  response_.begin();
  variables_.begin();
  trace_.begin();
}

void HttpContext::end() {
  contexts_.cleanup();
  named_contexts_.cleanup();
  users_.clear();
  set_file_info(nullptr);
  response_.end();
  scope_ = nullptr;
}

void HttpContext::set_file_info(IHttpFileInfo* file) {
  if (file_info_ != nullptr) {
    file_info_->DereferenceCacheData();
  }
  file_info_ = file;
}

IHttpEventProvider* HttpContext::slot_provider(int slot) {
  if (slot == pipeline::slot_of(pipeline::Stage::authenticate_request, false)) {
    return &authentication_provider_;
  }
  if (slot == pipeline::slot_of(pipeline::Stage::map_request_handler, false)) {
    return &map_handler_provider_;
  }
  return &event_provider_;
}

void HttpContext::raise(pipeline::Nested kind, IHttpEventProvider* provider) {
  if (pipeline_->raise(kind, provider) == RQ_NOTIFICATION_FINISH_REQUEST) {
    pipeline_->request_finish();
  }
}

std::wstring_view HttpContext::user_name() const {
  const PCWSTR name = users_.user() == nullptr ? nullptr : users_.user()->GetUserName();
  return name == nullptr ? std::wstring_view(L"") : std::wstring_view(name);
}

void HttpContext::set_error_text(std::string_view text) {
  const std::wstring_view wide = base::to_wide(text, arena_);
  response_.SetErrorDescription(wide.data(), static_cast<DWORD>(wide.size()), TRUE);
}

bool HttpContext::log_requested() const {
  if (scope_ == nullptr) {
    return false;
  }
  const config::HttpLoggingSettings& logging = *scope_->settings->http_logging;
  const bool failed = response_.status() >= 400;
  using config::SelectiveLogging;
  return !logging.dont_log && !(logging.selective == SelectiveLogging::kLogSuccessful && failed) &&
         !(logging.selective == SelectiveLogging::kLogError && !failed);
}

std::string_view HttpContext::host_header() {
  const std::string_view host = request_.head().host;
  return host.empty() ? host_and_port() : host;
}

std::string_view HttpContext::host_and_port() {
  if (!host_and_port_.empty()) {
    return host_and_port_;
  }
  const auto authority = http::parse_authority(request_.head().host);
  if (authority.has_value() && authority->port.has_value()) {
    host_and_port_ = request_.head().host;
    return host_and_port_;
  }
  char digits[8];
  const std::uint16_t port =
      authority.has_value() ? (connection_->secure() ? 443 : 80) : connection_->local().port();
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, port);
  const std::string_view port_text(digits, static_cast<std::size_t>(end - digits));
  const std::string_view address = connection_->local().address();
  const bool bracket = !authority.has_value() && address.find(':') != std::string_view::npos;
  host_and_port_ =
      base::concat(arena_, {bracket ? "[" : "", authority.has_value() ? authority->host : address,
                            bracket ? "]" : "", ":", port_text});
  return host_and_port_;
}

// --- completions

VOID HttpContext::IndicateCompletion(REQUEST_NOTIFICATION_STATUS status) {
  host_->indicate_completion(status);
}

HRESULT HttpContext::PostCompletion(DWORD bytes) {
  pipeline::Completion completion;
  completion.bytes = bytes;
  return host_->post_completion(completion) ? S_OK : HRESULT_FROM_WIN32(ERROR_INVALID_STATE);
}

HRESULT HttpContext::PostCompletion(DWORD bytes, LPOVERLAPPED_COMPLETION_ROUTINE routine,
                                    VOID* routine_context) {
  if (routine == nullptr) {
    return kInvalidParameter;
  }
  pipeline::Completion completion;
  completion.kind = pipeline::Completion::Kind::overlapped;
  completion.bytes = bytes;
  completion.overlapped_routine = routine;
  completion.routine_context = routine_context;
  return host_->post_completion(completion) ? S_OK : HRESULT_FROM_WIN32(ERROR_INVALID_STATE);
}

HRESULT HttpContext::CancelIo() { return host_->cancel_io(); }

// --- notifications

VOID HttpContext::DisableNotifications(DWORD notifications, DWORD post_notifications) {
  pipeline_->disable(notifications, post_notifications);
}

// Every module is a module host of its own.
BOOL HttpContext::GetNextNotification(REQUEST_NOTIFICATION_STATUS status, DWORD* notification,
                                      BOOL* post, CHttpModule** module,
                                      IHttpEventProvider** provider) {
  if (!pipeline_->merge_next(status)) {
    return FALSE;
  }
  const pipeline::Callback& next = pipeline_->current();
  store(notification, next.bit);
  store(post, next.post ? TRUE : FALSE);
  store(module, pipeline_->current_object());
  store(provider, next.provider);
  return TRUE;
}

// Page: TRUE if notifications are left, whatever the name says.
BOOL HttpContext::GetIsLastNotification(REQUEST_NOTIFICATION_STATUS status) {
  return pipeline_->more_callbacks(status);
}

HRESULT HttpContext::NotifyCustomNotification(ICustomNotificationProvider* provider,
                                              BOOL* pending) {
  store(pending, FALSE);
  if (provider == nullptr) {
    return kInvalidParameter;
  }
  raise(pipeline::Nested::custom, provider);
  return S_OK;
}

HRESULT HttpContext::GetCurrentExecutionStats(DWORD* notification, DWORD* notification_start,
                                              PCWSTR* module, DWORD* module_start,
                                              DWORD* async_notification,
                                              DWORD* async_notification_start) const {
  if (notification == nullptr) {
    return E_INVALIDARG;
  }
  const pipeline::Callback& callback = pipeline_->current();
  *notification = callback.bit;
  store(notification_start, callback.stage_started_ms);
  store(module, callback.module == nullptr ? L"" : callback.module->name.c_str());
  store(module_start, callback.started_ms);
  store(async_notification, 0);
  store(async_notification_start, 0);
  return S_OK;
}

// --- server variables

HRESULT HttpContext::GetServerVariable(PCSTR name, PCWSTR* value, DWORD* length) {
  const auto found = name == nullptr ? std::nullopt : variables_.get_wide(name);
  store(value, text_of(found, L""));
  store(length, found.has_value() ? found->size() : 0);
  return found.has_value() ? S_OK : kInvalidIndex;
}

HRESULT HttpContext::GetServerVariable(PCSTR name, PCSTR* value, DWORD* length) {
  const auto found = name == nullptr ? std::nullopt : variables_.get(name);
  store(value, text_of(found, ""));
  store(length, found.has_value() ? found->size() : 0);
  return found.has_value() ? S_OK : kInvalidIndex;
}

HRESULT HttpContext::SetServerVariable(PCSTR name, PCWSTR value) {
  if (name == nullptr || *name == '\0' || value == nullptr) {
    return kInvalidParameter;
  }
  variables_.set(name, value);
  return S_OK;
}

HRESULT HttpContext::GetServerVarChanges(DWORD old_number, DWORD* new_number, DWORD* count,
                                         PCSTR** names, PCWSTR** values, DWORD* changed,
                                         DWORD** changed_indices) {
  return variables_.changes(old_number, new_number,
                            {count, names, values, changed, changed_indices});
}

// --- site, application, metadata

IHttpSite* HttpContext::GetSite() { return scope_ == nullptr ? nullptr : scope_->site; }

IHttpApplication* HttpContext::GetApplication() {
  return scope_ == nullptr ? nullptr : scope_->application;
}

IMetadataInfo* HttpContext::GetMetadata() {
  return scope_ == nullptr ? nullptr : scope_->metadata.get();
}

// The record is let go when the arena is reset: what a module was given lives as long as the
// request, whatever SetUrl does.
IHttpUrlInfo* HttpContext::GetUrlInfo() {
  if (url_info_ == nullptr && scope_ != nullptr) {
    const RequestHost::KnownUrl known = host_->known_url();
    url_info_ = known.info;
    if (known.record != nullptr) {
      arena_.at_reset(
          [](void* record) {
            static_cast<IHttpCacheSpecificData*>(record)->DereferenceCacheData();
          },
          known.record);
    }
  }
  return url_info_;
}

HRESULT HttpContext::GetExtendedInterface(HTTP_CONTEXT_INTERFACE_VERSION, PVOID* object) {
  store(object, nullptr);
  return kNotSupported;
}

ULONGLONG HttpContext::GetRequestElapsedTime() { return base::tick_count_ms() - start_tick_ms_; }

}  // namespace penstock::native
