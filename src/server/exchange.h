// Exchange: one client's request and its response while they are in work: buffers, parser, body,
// sender, and what walked_request.h holds. Pooled by its loop and reused, so that a steady-state
// request allocates nothing. connection.cc feeds it; its children are child_requests.h.
#pragma once

#include <atomic>
#include <cstdint>

#include "http/http1/request_parser.h"
#include "http/uri.h"
#include "server/body_source.h"
#include "server/child_requests.h"
#include "server/input_buffer.h"
#include "server/output_queue.h"
#include "server/response_sender.h"
#include "server/walked_request.h"

namespace penstock::server {

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
// module's thread in IndicateCompletion.
class Exchange final : public WalkedRequest {
 public:
  explicit Exchange(ServerContext& server);

  Exchange& root() override { return *this; }
  ServerContext& server() { return server_; }
  Connection* connection() const { return connection_; }
  ChildRequests& children() { return children_; }

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
  // Of the request or the child that was parked.
  pipeline::WalkResult resume() { return drive(*this, active_->pipeline().resume()); }
  // Executes a child on this stack, to its end.
  void run_here(ChildRequest& child);
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
  void abort() override { aborted_ = true; }
  std::uint64_t walk_count() const { return walks_; }

  // A module has left the request pending: its completion may come twice, the second time when the
  // request is over. Until then the exchange serves no other (loop_context.h).
  void note_parked() {
    parked_ = parked_ || io_.load(std::memory_order_relaxed) == PendingIo::none;
  }
  bool parked() const { return parked_; }
  // Between requests: goes on with the connection of another exchange.
  void take_over(Exchange& other);

  // --- native::RequestHost
  native::BodyRead read_body(std::span<char> into, bool may_block) override;
  void read_body_later(std::span<char> into, const pipeline::Completion& completion) override;
  std::optional<std::uint64_t> body_left() const override { return body_.left(); }
  native::SendResult send(bool more_data, bool async,
                          const pipeline::Completion& completion) override;
  bool client_connected() const override;
  void reset_connection() override;
  HRESULT cancel_io() override;

  void release_held_output() override;

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
  pipeline::WalkResult drive(WalkedRequest& until, pipeline::WalkResult result);
  bool send_blocking();
  void begin_io(PendingIo io, const pipeline::Completion& completion);
  std::int64_t body_timeout_ms() const;
  std::int64_t send_timeout_ms() const;
  bool say_continue();
  bool deliver(const pipeline::Completion& completion);

  InputBuffer input_;
  OutputQueue output_;
  http::RequestParser parser_;
  BodySource body_;
  ResponseSender sender_;
  ChildRequests children_{*this};
  WalkedRequest* active_ = this;  // the innermost of the requests that are being executed

  std::int64_t started_us_ = 0;
  std::uint64_t walks_ = 0;
  int refusal_ = 0;
  std::int64_t idle_ms_ = 0;
  bool keep_alive_ = false;
  bool client_closes_ = false;
  bool held_output_ = false;  // answers to earlier requests still lie in output_
  bool denied_ = false;       // by deny()
  bool parked_ = false;
  bool aborted_ = false;

  // Owner of these: the executor until it has set io_ to read or write, then the leader.
  std::atomic<PendingIo> io_{PendingIo::none};
  std::span<char> io_buffer_;
  DWORD io_sent_ = 0;
  pipeline::Completion io_completion_;
};

}  // namespace penstock::server
