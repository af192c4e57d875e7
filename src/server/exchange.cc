// The executor's side of a request: prepare, walk, finish, end; see exchange.h. Reading and
// sending are in exchange_io.cc, the server's own steps of the pipeline in request_steps.cc.
#include "server/exchange.h"

#include <utility>

#include "base/text.h"
#include "native/global_events.h"
#include "native/http_server.h"
#include "native/request_events.h"
#include "server/access_log.h"
#include "server/child_request.h"
#include "server/connection.h"
#include "server/date_cache.h"
#include "server/loop_context.h"
#include "server/module_loader.h"
#include "server/server_context.h"
#include "server/site_table.h"
#include "server/thread_cleanup.h"

namespace penstock::server {
namespace {

// 100 ns intervals from 1601, the FILETIME epoch, to 1970.
constexpr std::uint64_t kFileTimeEpoch = 116'444'736'000'000'000ULL;

}  // namespace

Exchange::Exchange(ServerContext& server)
    : WalkedRequest(server), parser_(arena_), body_(arena_), sender_(arena_, output_) {}

void Exchange::recycle() {
  input_.reset();
  output_.reset();
  arena_.reset();
  parser_.reset();
  connection_ = nullptr;
  children_.trim();
  io_.store(PendingIo::none, std::memory_order_relaxed);
  aborted_ = false;
}

void Exchange::take_over(Exchange& other) {
  std::swap(input_, other.input_);
  std::swap(output_, other.output_);
  attach(*other.connection_);
}

http::ParseStatus Exchange::parse() {
  const std::string_view bytes = input_.unread();
  return parser_.parse(input_.unread_data(), bytes.size());
}

Prepared Exchange::prepare() {
  http::RequestHead& head = parser_.head();
  started_us_ = wall_clock_us();
  aborted_ = false;
  keep_alive_ = head.keep_alive;
  client_closes_ = !head.keep_alive;
  held_output_ = !output_.empty();
  idle_ms_ = server_.timeouts.keep_alive_ms;
  scope_ = nullptr;
  denied_ = false;
  parked_ = false;
  in_plan_ = false;
  handler_mapped_ = false;
  input_.end_head(head.head_bytes);
  if (head.target_form == http::TargetForm::kAuthority) {
    refusal_ = 405;
    return Prepared::refuse;
  }
  const std::string_view target =
      head.target_form == http::TargetForm::kAsterisk ? std::string_view("/") : head.path_and_query;
  const http::CanonicalUri uri = http::canonicalize(target, arena_);
  if (!uri.ok()) {
    refusal_ = 400;
    return Prepared::refuse;
  }
  const Site* site = server_.sites->find(connection_->local_address(), head.host);
  if (site == nullptr) {
    refusal_ = 400;  // "Invalid Hostname", as HTTP.sys answers it
    return Prepared::refuse;
  }
  base::Result<const native::UrlScope*> scope =
      connection_->context().scopes().find(*site, uri.path);
  context_.begin(*this, pipeline_, connection_->native(), head,
                 static_cast<std::uint64_t>(started_us_) * 10 + kFileTimeEpoch);
  context_.set_url(uri.path, uri.query, target);
  scope_ = scope.ok() ? scope.value() : site->fallback_scope();
  context_.set_scope(scope_);
  if (const auto limit = scope_->site_settings->limits.connection_timeout; limit.count() > 0) {
    idle_ms_ = limit.count();
  }
  sender_.begin(head);
  body_.begin(head, connection_->fd(), input_,
              scope_->settings->request_filtering->max_allowed_content_length);
  pipeline_.begin(*scope_->plan, *this, arena_);
  if (!scope.ok()) {
    deny(500, 19);
    context_.set_error_text(scope.error().message);
  } else if (!check_limits(uri)) {
    keep_alive_ = keep_alive_ && !head.has_body();
  }
  return Prepared::run;
}

// Page: requestFiltering. True if the request keeps within them.
bool Exchange::check_limits(const http::CanonicalUri& uri) {
  const config::RequestFilteringSettings& limits = *scope_->settings->request_filtering;
  const http::RequestHead& head = parser_.head();
  if (uri.path.size() > limits.max_url) {
    deny(404, 14);
  } else if (uri.query.size() > limits.max_query_string) {
    deny(404, 15);
  } else if (uri.double_escaped && !limits.allow_double_escaping) {
    deny(404, 11);
  } else if (uri.has_high_bit && !limits.allow_high_bit_characters) {
    deny(404, 12);
  } else if (head.content_length.value_or(0) > limits.max_allowed_content_length) {
    deny(404, 13);
  } else {
    return true;
  }
  return false;
}

// The request is answered without its handler: only LogRequest and EndRequest run.
void Exchange::deny(int status, int sub_status) {
  // Without a reason: the registered phrase.
  context_.response().SetStatus(static_cast<USHORT>(status), nullptr,
                                static_cast<USHORT>(sub_status), S_OK, nullptr, FALSE);
  denied_ = true;
  pipeline_.skip_to_log();
}

// Page: CGlobalModule::OnGlobalPreBeginRequest.
void Exchange::pre_begin() {
  if (!denied_ && server_.modules->globals().wanted(GL_PRE_BEGIN_REQUEST) &&
      native::raise_pre_begin_request(*server_.services, context_) == GL_NOTIFICATION_HANDLED) {
    pipeline_.skip_to_log();
  }
}

pipeline::WalkResult Exchange::run() {
  ++walks_;
  if (context_.trace().listened()) [[unlikely]] {
    native::trace_request_start(context_, server_.http_server->GetAppPoolName());
  }
  pre_begin();
  in_plan_ = true;
  return drive(*this, pipeline_.run());
}

// One request after the other, never one on top of the other: docs/adr/0005.
pipeline::WalkResult Exchange::drive(WalkedRequest& until, pipeline::WalkResult result) {
  for (;;) {
    switch (result) {
      case pipeline::WalkResult::pending:
        return result;
      case pipeline::WalkResult::child: {
        auto& child = static_cast<ChildRequest&>(active_->pipeline().due_child());
        active_ = &child;
        result = child.run(child.parent().pipeline().blocking());
        break;
      }
      case pipeline::WalkResult::finished:
        if (active_ == &until) {
          return result;
        }
        auto& child = static_cast<ChildRequest&>(*active_);
        child.finish();
        active_ = &child.parent();
        active_->pipeline().child_ended();
        result = active_->pipeline().resume();
        break;
    }
  }
}

void Exchange::run_here(ChildRequest& child) {
  WalkedRequest* const outer = std::exchange(active_, &child);
  drive(child, child.run(true));
  child.finish();
  active_ = outer;
}

void Exchange::finish() {
  note_served_application(server_, context_);
  native::HttpResponse& response = context_.response();
  answer_error_status();
  response.notify_send(false);
  if (response.need_disconnect() || connection_->context().draining()) {
    keep_alive_ = false;
  }
  if (!body_.done() && !body_.discard()) {
    keep_alive_ = false;
  }
  body_.forget_continue();
  if (FAILED(sender_.stage(response, false, keep_alive_))) {
    aborted_ = true;
  }
}

void Exchange::end() {
  if (scope_ != nullptr) {
    if (server_.access_log != nullptr && context_.access_log_requested() &&
        context_.log_requested()) {
      server_.access_log->append(context_, *scope_, parser_.head(), sender_.bytes(),
                                 parser_.head().head_bytes + body_.received(), started_us_);
    }
    if (!children_.empty()) {
      children_.end();
    }
    if (context_.trace().listened()) [[unlikely]] {
      native::trace_request_end(context_, sender_.bytes(),
                                parser_.head().head_bytes + body_.received());
    }
    pipeline_.end();
    context_.end();
    scope_ = nullptr;
  }
  parser_.reset();
  arena_.reset();
  input_.end_request();
}

}  // namespace penstock::server
