// ChildRequest: a request that a module has cloned from another (IHttpContext::CloneContext) and
// may execute once. It goes through a pipeline of its own; what it reads comes from its parent,
// what it answers becomes part of its parent's response. docs/adr/0005 tells how it is executed;
// its owner is child_requests.h.
#pragma once

#include "http/http1/request_parser.h"
#include "server/walked_request.h"

namespace penstock::server {

// Page: IHttpContext::ExecuteRequest.
inline constexpr unsigned kMostNested = 10;

// Reused within one client's request. Owned by that request's executor.
class ChildRequest final : public WalkedRequest {
 public:
  explicit ChildRequest(Exchange& root);
  ~ChildRequest() { end(); }

  // --- life: cloned, due, running, over, then released for good
  void clone(WalkedRequest& parent, DWORD flags);
  bool executable() const { return state_ == State::cloned; }
  bool in_execution() const { return state_ == State::due || state_ == State::running; }
  bool released() const { return state_ == State::released; }
  void prepare(DWORD flags, IHttpUser* user);
  void withdraw() { state_ = State::cloned; }
  // The walk. `blocking`: it never returns `pending`.
  pipeline::WalkResult run(bool blocking);
  // After the walk: the answer goes to the parent.
  void finish();
  // Dispose, clean-up; the memory is free again.
  void end();

  WalkedRequest& parent() const { return *parent_; }
  bool descends_from(const WalkedRequest& request) const;
  Exchange& root() override { return root_; }
  unsigned depth() const override { return depth_; }
  void abort() override;

  // --- native::RequestHost
  native::BodyRead read_body(std::span<char> into, bool may_block) override;
  void read_body_later(std::span<char> into, const pipeline::Completion& completion) override;
  std::optional<std::uint64_t> body_left() const override;
  native::SendResult send(bool more_data, bool async,
                          const pipeline::Completion& completion) override;
  bool client_connected() const override;
  void reset_connection() override;
  HRESULT cancel_io() override;
  HRESULT release_clone() override;
  native::HttpContext* parent_context() const override { return &parent_->context(); }
  IHttpContext* root_context() const override;
  DWORD execute_flags() const override { return flags_; }

  void release_held_output() override;

 private:
  enum class State : std::uint8_t { released, cloned, due, running, over };

  void clone_basics(DWORD clone_flags);
  void clone_headers(DWORD clone_flags);
  void begin_url();
  bool takes_head() const { return (flags_ & EXECUTE_FLAG_NO_HEADERS) == 0; }
  bool held() const { return (flags_ & EXECUTE_FLAG_BUFFER_RESPONSE) != 0; }

  Exchange& root_;
  WalkedRequest* parent_ = nullptr;
  http::RequestHead head_;
  State state_ = State::released;
  unsigned depth_ = 0;
  DWORD flags_ = 0;  // EXECUTE_FLAG_*
  bool has_entity_ = false;
};

}  // namespace penstock::server
