// WalkedRequest: what a client's request (exchange.h) and a child of it (child_request.h) have in
// common: arena, native context, pipeline, and the server's own steps of the walk
// (request_steps.cc). Where bytes come from and go to is the derived class's.
#pragma once

#include <chrono>
#include <vector>

#include "base/arena.h"
#include "native/http_context.h"
#include "native/request_host.h"
#include "native/url_scope.h"
#include "pipeline/pipeline_host.h"
#include "pipeline/request_pipeline.h"

namespace penstock::server {

class Connection;
class Exchange;
struct ServerContext;

// Owned by the request's executor. Only post_completion(), indicate_completion() and the gate are
// for any thread.
class WalkedRequest : public pipeline::PipelineHost, public native::RequestHost {
 public:
  WalkedRequest(const WalkedRequest&) = delete;
  WalkedRequest& operator=(const WalkedRequest&) = delete;

  native::HttpContext& context() { return context_; }
  pipeline::RequestPipeline& pipeline() { return pipeline_; }
  const native::UrlScope* scope() const { return scope_; }
  // The client's own request.
  virtual Exchange& root() = 0;
  // How many parents there are.
  virtual unsigned depth() const { return 0; }
  // Nothing can be sent to the client any more.
  virtual void abort() = 0;

  // --- pipeline::PipelineHost
  IHttpContext3* pipeline_context() override { return &context_; }
  IHttpEventProvider* slot_provider(int slot) override { return context_.slot_provider(slot); }
  REQUEST_NOTIFICATION_STATUS server_step(pipeline::Stage stage) override;
  bool stage_closed(pipeline::Stage stage) const override;
  std::span<const std::uint16_t> handler_modules() const override;
  void before_callback(const pipeline::ModuleRecord& module, pipeline::Entry entry) override;
  void after_callback(const pipeline::ModuleRecord& module, pipeline::Entry entry,
                      REQUEST_NOTIFICATION_STATUS status) override;
  void before_blocking() override;
  void run_child(pipeline::PipelineHost& child) override;
  void before_parking() override;
  void module_threw(const pipeline::ModuleRecord& module, const char* notification,
                    std::string_view what) override;
  void module_not_created(const pipeline::ModuleRecord& module, HRESULT result) override;
  void completion_unexpected(const pipeline::ModuleRecord& module) override;

  // --- native::RequestHost
  bool post_completion(const pipeline::Completion& completion) override;
  bool indicate_completion(REQUEST_NOTIFICATION_STATUS status) override;
  IHttpFileInfo* open_file(std::string_view physical_path) override;
  KnownUrl known_url() override;
  HRESULT url_changed() override;
  HRESULT clone_context(DWORD flags, IHttpContext** clone) override;
  HRESULT start_child(IHttpContext* child, DWORD flags, IHttpUser* user) override;

 protected:
  explicit WalkedRequest(ServerContext& server);
  ~WalkedRequest() = default;

  // Before the request waits for anything: the client may need the answers before it to go on.
  virtual void release_held_output() = 0;
  // A module has failed without answering: error_status() and an empty response make a 500.
  void answer_error_status();

  ServerContext& server_;
  Connection* connection_ = nullptr;
  base::Arena arena_;
  native::HttpContext context_;
  pipeline::RequestPipeline pipeline_;
  const native::UrlScope* scope_ = nullptr;
  bool in_plan_ = false;         // the walk has begun
  bool handler_mapped_ = false;  // MapRequestHandler is over

 private:
  using Clock = std::chrono::steady_clock;

  void report_completion(const pipeline::ModuleRecord* module, std::string_view why);
  REQUEST_NOTIFICATION_STATUS map_handler();
  REQUEST_NOTIFICATION_STATUS take_module_handler(const IScriptMapInfo& map);
  REQUEST_NOTIFICATION_STATUS refuse_unauthenticated();
  REQUEST_NOTIFICATION_STATUS answer_unhandled();
  void fail_module(const pipeline::ModuleRecord& module, HRESULT result);

  std::vector<std::uint16_t> module_handler_;  // of SetScriptMap's handler
  bool led_before_callback_ = false;
  bool timed_callback_ = false;
  Clock::time_point callback_started_;
};

}  // namespace penstock::server
