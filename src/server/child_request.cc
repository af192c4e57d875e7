// Life of a child, and its traffic with its parent; see child_request.h. What a clone takes over is
// child_clone.cc.
#include "server/child_request.h"

#include "server/exchange.h"
#include "server/server_context.h"

namespace penstock::server {

using native::BodyRead;
using native::SendResult;
using pipeline::Completion;

// Page: EXECUTE_FLAG_*. From here to withdraw() or the end the child belongs to the executor.
void ChildRequest::prepare(DWORD flags, IHttpUser* user) {
  state_ = State::due;
  flags_ = flags;
  if (user != nullptr) {
    user->ReferenceUser();
    context_.set_user(user);
  }
  context_.ignore_handlers_of(parent_->context(),
                              (flags & EXECUTE_FLAG_IGNORE_CURRENT_INTERCEPTOR) != 0);
  context_.response().hold(held());
  if ((flags & EXECUTE_FLAG_HTTP_CACHE_ELIGIBLE) == 0) {
    context_.response().DisableKernelCache(0);
    parent_->context().response().DisableKernelCache(0);
  }
}

pipeline::WalkResult ChildRequest::run(bool blocking) {
  state_ = State::running;
  begin_url();
  pipeline_.gate().open();
  pipeline_.set_blocking(blocking);
  in_plan_ = true;
  if ((flags_ & EXECUTE_FLAG_IGNORE_APPPOOL) == 0 &&
      scope_->application_settings->pool != parent_->scope()->application_settings->pool) {
    context_.response().SetStatus(403, nullptr, 18, HRESULT_FROM_WIN32(ERROR_ACCESS_DENIED),
                                  nullptr, FALSE);
    pipeline_.skip_to_log();
  }
  return pipeline_.run();
}

void ChildRequest::finish() {
  native::HttpResponse& response = context_.response();
  answer_error_status();
  response.notify_send(!held());
  if (!held()) {
    parent_->context().response().take_over(response, takes_head());
  }
  state_ = State::over;
}

void ChildRequest::end() {
  if (state_ == State::released) {
    return;
  }
  state_ = State::released;
  pipeline_.end();
  context_.end();
  head_.reset();
  arena_.reset();
  scope_ = nullptr;
}

bool ChildRequest::descends_from(const WalkedRequest& request) const {
  const WalkedRequest* above = parent_;
  for (unsigned left = depth_; left > 1 && above != &request; --left) {
    above = static_cast<const ChildRequest*>(above)->parent_;
  }
  return above == &request;
}

// Page: IHttpContext::ReleaseClonedContext.
HRESULT ChildRequest::release_clone() { return root_.children().release(*this); }

IHttpContext* ChildRequest::root_context() const { return &root_.context(); }

// --- the parent's body, if it was cloned, and its connection

BodyRead ChildRequest::read_body(std::span<char> into, bool may_block) {
  if (!has_entity_) {
    return {BodyRead::Status::end, 0, S_OK};
  }
  // What the parent's modules have put in front of the body comes first for the child, too.
  native::RequestBody& body = parent_->context().request().body();
  const DWORD inserted = body.take_inserted(into.data(), static_cast<DWORD>(into.size()));
  return inserted != 0 ? BodyRead{BodyRead::Status::data, inserted, S_OK}
                       : parent_->read_body(into, may_block);
}

void ChildRequest::read_body_later(std::span<char> into, const Completion& completion) {
  root_.read_body_later(into, completion);
}

std::optional<std::uint64_t> ChildRequest::body_left() const {
  return has_entity_ ? parent_->context().request().body().left() : std::optional<std::uint64_t>(0);
}

SendResult ChildRequest::send(bool, bool async, const Completion& completion) {
  native::HttpResponse& response = context_.response();
  native::HttpResponse& parents = parent_->context().response();
  const auto bytes = static_cast<DWORD>(response.entity_bytes());
  HRESULT result = parents.take_over(response, takes_head());
  SendResult sent;
  if (SUCCEEDED(result)) {
    sent = parents.send_taken_over(async, completion);
    result = sent.result;
  }
  response.mark_headers_sent();
  return {result, SUCCEEDED(result) ? bytes : 0, sent.pending};
}

bool ChildRequest::client_connected() const { return root_.client_connected(); }
void ChildRequest::reset_connection() { root_.reset_connection(); }
HRESULT ChildRequest::cancel_io() { return root_.cancel_io(); }
void ChildRequest::release_held_output() { root_.release_held_output(); }
void ChildRequest::abort() { root_.abort(); }

}  // namespace penstock::server
