// Exchange: one request and its response while they are in work: buffers, parser, native context,
// pipeline, body, sender. Pooled by its loop and reused, so that a steady-state request allocates
// nothing. connection.cc feeds it; it is the PipelineHost and the RequestHost of the layers below.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "base/arena.h"
#include "http/http1/request_parser.h"
#include "http/uri.h"
#include "io/event_loop.h"
#include "native/http_context.h"
#include "native/request_host.h"
#include "native/url_scope.h"
#include "pipeline/pipeline_host.h"
#include "pipeline/request_pipeline.h"
#include "server/body_source.h"
#include "server/input_buffer.h"
#include "server/output_queue.h"
#include "server/response_sender.h"

namespace penstock::server {

class Connection;
struct ServerContext;

// What prepare() found.
enum class Prepared : std::uint8_t {
  run,     // walk the pipeline
  refuse,  // answer refusal() without a pipeline, as the transport does, and close
};

// What became of an operation that waited for the socket.
enum class IoStep : std::uint8_t {
  waits,     // for more readiness
  progress,  // some bytes went, and it waits for more
  done,      // its completion is delivered, or there was none
  resume,    // delivered, and the caller owns the request now: it resumes it
};

// Owned by the request's executor: the leader of the connection's loop, a detached executor, or a
// module's thread in IndicateCompletion. Only post_completion(), indicate_completion() and the
// gate are for any thread.
class Exchange final : public pipeline::PipelineHost, public native::RequestHost {
 public:
  explicit Exchange(ServerContext& server);
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  void attach(Connection& connection) { connection_ = &connection; }
  // Back to the pool: nothing of the last connection is left.
  void recycle();

  InputBuffer& input() { return input_; }
  OutputQueue& output() { return output_; }
  BodySource& body() { return body_; }

  // --- leader, between requests
  http::ParseStatus parse();
  const http::RequestParser& parser() const { return parser_; }
  // Looks up site and scope of the parsed head.
  Prepared prepare();
  int refusal() const { return refusal_; }

  // --- executor
  pipeline::WalkResult run();
  pipeline::WalkResult resume() { return pipeline_.resume(); }
  // After the walk: the final SendResponse; stages the rest of the response.
  void finish();
  // After the response has left (or could not): log, Dispose, cleanup. The arena is empty then.
  void end();

  bool keep_alive() const { return keep_alive_; }
  // The client said that this request is its last.
  bool client_closes() const { return client_closes_; }
  // How long the site lets a connection be idle.
  std::int64_t keep_alive_ms() const { return idle_ms_; }
  void forbid_keep_alive() { keep_alive_ = false; }
  bool aborted() const { return aborted_; }
  void abort() { aborted_ = true; }
  std::uint64_t walk_count() const { return walks_; }

  // --- pipeline::PipelineHost
  IHttpContext3* pipeline_context() override { return &context_; }
  IHttpEventProvider* slot_provider(int slot) override { return context_.slot_provider(slot); }
  REQUEST_NOTIFICATION_STATUS server_step(pipeline::Stage stage) override;
  bool stage_closed(pipeline::Stage stage) const override;
  std::span<const std::uint16_t> handler_modules() const override;
  void before_callback(const pipeline::ModuleRecord& module) override;
  void after_callback(const pipeline::ModuleRecord& module) override;
  void before_blocking() override;
  void before_parking() override { release_held_output(); }
  void module_threw(const pipeline::ModuleRecord& module, const char* notification,
                    std::string_view what) override;
  void module_not_created(const pipeline::ModuleRecord& module, HRESULT result) override;
  void completion_unexpected(const pipeline::ModuleRecord& module) override;

  // --- native::RequestHost
  native::BodyRead read_body(std::span<char> into, bool may_block) override;
  void read_body_later(std::span<char> into, const pipeline::Completion& completion) override;
  std::optional<std::uint64_t> body_left() const override { return body_.left(); }
  native::SendResult send(bool more_data, bool async,
                          const pipeline::Completion& completion) override;
  bool client_connected() const override;
  void reset_connection() override;
  HRESULT cancel_io() override;
  bool post_completion(const pipeline::Completion& completion) override;
  bool indicate_completion(REQUEST_NOTIFICATION_STATUS status) override;
  IHttpFileInfo* open_file(std::string_view physical_path) override;
  KnownUrl known_url() override;
  HRESULT url_changed() override;

  // --- leader, for an operation that read_body_later() or an asynchronous send() left open.
  // Tries it again.
  IoStep continue_io();
  // How long it may wait without progress; after that it is given up.
  std::int64_t io_timeout_ms() const;
  void give_up_io();

 private:
  enum class PendingIo : std::uint8_t { none, read, write };
  using Clock = std::chrono::steady_clock;

  bool check_limits(const http::CanonicalUri& uri);
  void deny(int status, int sub_status);
  void pre_begin();
  REQUEST_NOTIFICATION_STATUS map_handler();
  REQUEST_NOTIFICATION_STATUS refuse_unauthenticated();
  REQUEST_NOTIFICATION_STATUS answer_unhandled();
  bool send_blocking();
  void release_held_output();
  void begin_io(PendingIo io, const pipeline::Completion& completion);
  std::int64_t body_timeout_ms() const;
  std::int64_t send_timeout_ms() const;
  bool say_continue();
  bool deliver(const pipeline::Completion& completion);
  void fail_module(const pipeline::ModuleRecord& module, HRESULT result);

  ServerContext& server_;
  Connection* connection_ = nullptr;
  InputBuffer input_;
  OutputQueue output_;
  base::Arena arena_;
  http::RequestParser parser_;
  native::HttpContext context_;
  pipeline::RequestPipeline pipeline_;
  BodySource body_;
  ResponseSender sender_;
  const native::UrlScope* scope_ = nullptr;

  std::int64_t started_us_ = 0;
  std::uint64_t walks_ = 0;
  int refusal_ = 0;
  std::int64_t idle_ms_ = 0;
  bool keep_alive_ = false;
  bool client_closes_ = false;
  bool held_output_ = false;     // answers to earlier requests still lie in output_
  bool denied_ = false;          // by deny()
  bool in_plan_ = false;         // the walk has begun
  bool handler_mapped_ = false;  // MapRequestHandler is over
  bool aborted_ = false;
  bool led_before_callback_ = false;
  bool timed_callback_ = false;
  Clock::time_point callback_started_;

  // Owner of these: the executor until it has set io_ to read or write, then the leader.
  std::atomic<PendingIo> io_{PendingIo::none};
  std::span<char> io_buffer_;
  DWORD io_sent_ = 0;
  pipeline::Completion io_completion_;
};

}  // namespace penstock::server
