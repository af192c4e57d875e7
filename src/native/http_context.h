// HttpContext: IHttpContext, the hub of a request that modules see. It owns the request, the
// response, the variables and the contexts; server/request_driver drives it through the first
// part of its interface. Paths and handlers are context_mapping.cc, children context_children.cc.
#pragma once

#include <httpserv.h>

#include <cstdint>
#include <string_view>

#include "base/arena.h"
#include "native/http_connection.h"
#include "native/http_request.h"
#include "native/http_response.h"
#include "native/module_context_container.h"
#include "native/named_context_container.h"
#include "native/providers.h"
#include "native/request_host.h"
#include "native/server_variables.h"
#include "native/trace_context.h"
#include "native/url_scope.h"
#include "native/user_slot.h"
#include "pipeline/request_pipeline.h"

namespace penstock::native {

// Pooled: made once, used for many requests, each between begin() and end(). Owned by the
// request's executor; other threads may call what request_host.h says "any thread" of, and the
// context containers.
class HttpContext final : public IHttpContext4 {
 public:
  explicit HttpContext(base::Arena& arena);
  ~HttpContext();
  HttpContext(const HttpContext&) = delete;
  HttpContext& operator=(const HttpContext&) = delete;

  // ---- the server's side

  // `start_time_100ns`: when the request arrived, as FILETIME counts. All referenced objects live
  // until end().
  void begin(RequestHost& host, pipeline::RequestPipeline& pipeline, HttpConnection& connection,
             http::RequestHead& head, std::uint64_t start_time_100ns);
  // Contexts are cleaned up, the user and the file are let go. The arena is reset by its owner,
  // afterwards.
  void end();

  // Once after begin(). Path canonical and query raw without '?', both in the arena; `target` in
  // origin form as received. SetUrl changes them itself, then calls RequestHost::url_changed().
  void set_url(std::string_view canonical_path, std::string_view query, std::string_view target) {
    request_.url().begin(canonical_path, query, target);
  }
  std::string_view url_path() const { return request_.url().path(); }
  void set_scope(const UrlScope* scope) { scope_ = scope; }
  const UrlScope* scope() const { return scope_; }

  // The mapping that fits URL, method and file; null when none does.
  const HandlerMapping* choose_handler();
  void set_handler(const HandlerMapping* mapping);
  const HandlerMapping* handler() const { return handler_; }
  // For a child: the handlers that its parent ignores, and, if `current`, the parent's own.
  void ignore_handlers_of(const HttpContext& parent, bool current);
  const IgnoredHandler* ignored_handlers() const { return ignored_handlers_; }
  // A module brought its own handler through IMapHandlerProvider::SetScriptMap.
  bool script_map_replaced() const { return module_script_map_ != nullptr; }
  bool handled() const { return handled_; }

  // Physical path of the URL, UTF-8, NUL-terminated; mapped at the first call, which raises
  // MapPath. Empty if the URL cannot be mapped.
  std::string_view physical_path();

  IHttpUser* user() const { return users_.user(); }
  // L"" before there is a user.
  std::wstring_view user_name() const;
  // Takes the caller's reference over.
  void set_user(IHttpUser* user) { users_.set(user); }
  // Takes the caller's reference over.
  void set_file_info(IHttpFileInfo* file);
  // For the detailed error page; escaped for HTML.
  void set_error_text(std::string_view text);
  // What configuration says: dontLog and selective logging by status.
  bool log_requested() const;

  std::uint64_t start_time_100ns() const { return start_time_100ns_; }
  // As the client named the server, else its address: "name" or "name:port".
  std::string_view host_header();
  // The same, always with a port.
  std::string_view host_and_port();

  HttpRequest& request() { return request_; }
  const HttpRequest& request() const { return request_; }
  HttpResponse& response() { return response_; }
  const HttpResponse& response() const { return response_; }
  ServerVariables& variables() { return variables_; }
  RequestTrace& trace() { return trace_; }
  base::Arena& arena() { return arena_; }
  RequestHost& host() { return *host_; }
  HttpConnection& connection() { return *connection_; }
  pipeline::RequestPipeline& pipeline() { return *pipeline_; }

  // What a module last gave to SetErrorStatus.
  HRESULT error_status() const { return error_status_; }
  HRESULT& error_record() { return error_status_; }

  // The provider for the callbacks of a slot (pipeline/stage.h).
  IHttpEventProvider* slot_provider(int slot);

  // A line of this request is wanted in the access log.
  void request_access_log() { access_log_ = true; }
  bool access_log_requested() const { return access_log_; }

  // Raises a nested notification. FINISH_REQUEST of a module finishes the request once the
  // callback in progress is through.
  void raise(pipeline::Nested kind, IHttpEventProvider* provider);

  // ---- IHttpContext

  IHttpSite* GetSite() override;
  IHttpApplication* GetApplication() override;
  IHttpConnection* GetConnection() override { return connection_; }
  IHttpRequest* GetRequest() override { return &request_; }
  IHttpResponse* GetResponse() override { return &response_; }
  BOOL GetResponseHeadersSent() const override { return response_.headers_sent(); }
  IHttpUser* GetUser() const override { return users_.user(); }
  IHttpModuleContextContainer* GetModuleContextContainer() override { return &contexts_; }
  VOID IndicateCompletion(REQUEST_NOTIFICATION_STATUS status) override;
  HRESULT PostCompletion(DWORD bytes) override;
  VOID DisableNotifications(DWORD notifications, DWORD post_notifications) override;
  BOOL GetNextNotification(REQUEST_NOTIFICATION_STATUS status, DWORD* notification, BOOL* post,
                           CHttpModule** module, IHttpEventProvider** provider) override;
  BOOL GetIsLastNotification(REQUEST_NOTIFICATION_STATUS status) override;
  HRESULT ExecuteRequest(BOOL async, IHttpContext* child, DWORD flags, IHttpUser* user,
                         BOOL* pending) override;
  DWORD GetExecuteFlags() const override { return host_->execute_flags(); }
  HRESULT GetServerVariable(PCSTR name, PCWSTR* value, DWORD* length) override;
  HRESULT GetServerVariable(PCSTR name, PCSTR* value, DWORD* length) override;
  HRESULT SetServerVariable(PCSTR name, PCWSTR value) override;
  VOID* AllocateRequestMemory(DWORD bytes) override { return arena_.try_allocate(bytes); }
  IHttpUrlInfo* GetUrlInfo() override;
  IMetadataInfo* GetMetadata() override;
  PCWSTR GetPhysicalPath(DWORD* length) override;
  PCWSTR GetScriptName(DWORD* length) const override;
  PCWSTR GetScriptTranslated(DWORD* length) override { return GetPhysicalPath(length); }
  IScriptMapInfo* GetScriptMap() const override;
  VOID SetRequestHandled() override { handled_ = true; }
  IHttpFileInfo* GetFileInfo() const override;
  HRESULT MapPath(PCWSTR url, PWSTR physical_path, DWORD* bytes) override;
  HRESULT NotifyCustomNotification(ICustomNotificationProvider* provider, BOOL* pending) override;
  IHttpContext* GetParentContext() const override { return host_->parent_context(); }
  IHttpContext* GetRootContext() const override { return host_->root_context(); }
  HRESULT CloneContext(DWORD flags, IHttpContext** clone) override;
  HRESULT ReleaseClonedContext() override { return host_->release_clone(); }
  HRESULT GetCurrentExecutionStats(DWORD* notification, DWORD* notification_start, PCWSTR* module,
                                   DWORD* module_start, DWORD* async_notification,
                                   DWORD* async_notification_start) const override;
  IHttpTraceContext* GetTraceContext() const override { return &trace_; }
  HRESULT GetServerVarChanges(DWORD old_number, DWORD* new_number, DWORD* count, PCSTR** names,
                              PCWSTR** values, DWORD* changed, DWORD** changed_indices) override;
  HRESULT CancelIo() override;
  HRESULT MapHandler(DWORD site_id, PCWSTR site_name, PCWSTR url, PCSTR verb,
                     IScriptMapInfo** script_map, BOOL ignore_wildcards) override;
  HRESULT GetExtendedInterface(HTTP_CONTEXT_INTERFACE_VERSION version, PVOID* object) override;

  // IHttpContext2
  IHttpUser* GetOriginalUser() const override { return users_.original(); }

  // IHttpContext3
  INamedContextContainer* GetNamedContextContainer() override { return &named_contexts_; }
  VOID EnableFullDuplex() override {
    // status: one asynchronous operation at a time; has no effect
  }
  HRESULT InheritServerVariable(PCSTR name, BOOL fail_if_missing) override;
  HRESULT PostCompletion(DWORD bytes, LPOVERLAPPED_COMPLETION_ROUTINE routine,
                         VOID* routine_context) override;

  // IHttpContext4: milliseconds by the clock of GetTickCount64.
  ULONGLONG GetRequestStartTime() override { return start_tick_ms_; }
  ULONGLONG GetRequestElapsedTime() override;

 private:
  friend class HttpRequest;

  HRESULT url_was_changed();
  void forget_mapping();
  std::string_view map_url(std::string_view canonical_path);

  base::Arena& arena_;
  HttpRequest request_;
  HttpResponse response_;
  ServerVariables variables_;
  mutable RequestTrace trace_;
  ModuleContextContainer contexts_;
  NamedContextContainer named_contexts_;
  UserSlot users_;
  HRESULT error_status_ = S_OK;
  IScriptMapInfo* module_script_map_ = nullptr;
  EventProvider event_provider_;
  AuthenticationProvider authentication_provider_;
  MapHandlerProvider map_handler_provider_;

  RequestHost* host_ = nullptr;
  pipeline::RequestPipeline* pipeline_ = nullptr;
  HttpConnection* connection_ = nullptr;
  const UrlScope* scope_ = nullptr;
  const HandlerMapping* handler_ = nullptr;
  const IgnoredHandler* ignored_handlers_ = nullptr;
  mutable IHttpFileInfo* file_info_ = nullptr;  // opened when first asked for
  IHttpUrlInfo* url_info_ = nullptr;            // found when first asked for
  std::uint64_t start_time_100ns_ = 0;
  std::uint64_t start_tick_ms_ = 0;
  std::string_view host_and_port_;
  std::string_view physical_path_;
  std::wstring_view wide_physical_path_;
  bool path_mapped_ = false;
  bool handled_ = false;
  bool access_log_ = false;
  mutable bool file_asked_ = false;
};

}  // namespace penstock::native
