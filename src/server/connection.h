// Connection: one TCP connection of one loop, as a small state machine: idle, reading a head,
// executing a request (busy), draining a response, lingering. It holds buffers and a request
// object (exchange.h) only while it works; an idle one holds neither. listener.cc makes them.
#pragma once

#include <atomic>
#include <cstdint>

#include "io/event_loop.h"
#include "io/ready_latch.h"
#include "io/socket_address.h"
#include "io/task.h"
#include "io/unique_fd.h"
#include "native/http_connection.h"
#include "server/loop_context.h"

namespace penstock::server {

class Exchange;

// Loop-owned, but for fd(), loop(), post_*() and resume(), which the request's executor uses.
class Connection final : public io::IoHandler {
 public:
  Connection(LoopContext& context, io::UniqueFd fd, const io::SocketAddress& peer,
             const io::SocketAddress& local);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Leader: registers with the loop. False: the loop refused, and the connection is gone.
  bool start();
  void on_ready(std::uint32_t events) override;
  // Leader: the loop drains. An idle connection is closed now, one that is about to send a request
  // soon, others end with their request.
  void drain();
  // Leader: its time to drain is over. Its socket is closed, or shut down under a request that is
  // being executed, which notices and ends.
  void cut_off();
  // The loop is gone; nothing runs any more.
  void abandon();

  int fd() const { return fd_.get(); }
  io::EventLoop& loop() { return context_.loop(); }
  LoopContext& context() { return context_; }
  native::HttpConnection& native() { return native_; }
  const io::SocketAddress& local_address() const { return local_; }

  // --- any thread
  // The parked request goes on, on the calling thread, which owns it.
  void resume();
  // The parked request, owned by the caller, goes on on the loop.
  void post_resume() { loop().post(&resume_task_); }
  // An operation waits for the socket (Exchange::continue_io), or is to be given up.
  void post_io_wait() {
    if (!io_posted_.exchange(true, std::memory_order_acq_rel)) {
      loop().post(&io_task_);
    }
  }

 private:
  friend class LoopContext;

  // Bytes of a large response that one turn sends at the most, before others have theirs.
  static constexpr std::size_t kSendBudget = 1024 * 1024;
  // Pipelined requests that one turn serves at the most.
  static constexpr int kRequestsATurn = 64;
  // While the loop drains: how long a request that has begun, or not even that, may take to come.
  static constexpr std::int64_t kDrainGraceMs = 1'000;

  enum class State : std::uint8_t { idle, reading, executing, draining, lingering, closed };
  enum class After : std::uint8_t { serve_on, stop };

  void serve();
  bool receive();
  After serve_parsed();
  After refuse(int status);
  After execute(bool resumed);
  After after_request();
  bool try_transmit();
  bool may_batch() const;
  After flush();
  void drained();
  void post_turn();
  void take_turn();
  void finish_draining();
  void release_exchange();
  void begin_lingering();
  void linger();
  void come_back();
  void run_resume();
  void run_io();
  void run_posted_io();
  void close();
  void set_deadline(std::int64_t delay_ms);
  // For the head of the next request.
  void set_head_deadline();
  std::int64_t send_timeout_ms() const;
  void on_timeout();

  LoopContext& context_;
  io::UniqueFd fd_;
  io::SocketAddress local_;
  native::HttpConnection native_;
  Exchange* exchange_ = nullptr;  // from the loop's pool
  Connection* next_ = nullptr;    // list of the loop's connections
  Connection* previous_ = nullptr;
  std::int64_t deadline_ms_ = 0;   // of the current state
  std::int64_t timer_due_ms_ = 0;  // when the timer is armed for; may be earlier
  std::int64_t keep_alive_ms_;     // as the site of the last request wants it

  State state_ = State::idle;
  io::ReadyLatch latch_;
  bool waits_for_io_ = false;     // a parked request waits for the socket
  bool input_exhausted_ = false;  // the last receive took all there was
  bool request_open_ = false;     // draining: the request ends when all is sent
  bool close_after_drain_ = false;
  bool turn_posted_ = false;  // the connection goes on after others had their turn
  bool fresh_ = true;         // no byte has come yet
  bool peer_closed_ = false;  // its end of the stream may be in the socket, without a new edge
  bool refused_ = false;      // answered by refuse(): what else arrives is not read

  io::MethodTimer<&Connection::on_timeout> timer_{*this};
  io::MethodTask<&Connection::come_back> return_task_{*this};
  io::MethodTask<&Connection::run_resume> resume_task_{*this};
  io::MethodTask<&Connection::run_posted_io> io_task_{*this};
  io::MethodTask<&Connection::take_turn> turn_task_{*this};
  std::atomic<bool> io_posted_{false};  // io_task_ is in the inbox; set by any thread
};

}  // namespace penstock::server
