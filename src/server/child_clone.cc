// What a child takes over from its parent, by the CLONE_FLAG_* of IHttpContext::CloneContext; see
// child_request.h.
#include "base/arena_text.h"
#include "base/text.h"
#include "http/uri.h"
#include "server/child_request.h"
#include "server/connection.h"
#include "server/exchange.h"

namespace penstock::server {
namespace {

bool is_precondition(std::string_view name) {
  return base::ascii_iequals(name, "Range") ||
         (name.size() > 3 && base::ascii_iequals(name.substr(0, 3), "If-"));
}

// RFC 4918, 10, and what clients of the original send.
bool is_dav(std::string_view name) {
  constexpr std::string_view kNames[] = {"DAV",        "Depth",     "Destination", "If",
                                         "Lock-Token", "Overwrite", "Timeout",     "Translate"};
  for (const std::string_view dav : kNames) {
    if (base::ascii_iequals(name, dav)) {
      return true;
    }
  }
  return false;
}

// They say how long the body is, and would be untrue without it.
bool is_framing(std::string_view name) {
  return base::ascii_iequals(name, "Content-Length") ||
         base::ascii_iequals(name, "Transfer-Encoding") || base::ascii_iequals(name, "Expect");
}

}  // namespace

ChildRequest::ChildRequest(Exchange& root)
    : WalkedRequest(root.server()), root_(root), head_(arena_) {}

void ChildRequest::clone(WalkedRequest& parent, DWORD clone_flags) {
  parent_ = &parent;
  depth_ = parent.depth() + 1;
  connection_ = root_.connection();
  state_ = State::cloned;
  flags_ = 0;
  has_entity_ = (clone_flags & CLONE_FLAG_ENTITY) != 0;
  in_plan_ = false;
  handler_mapped_ = false;
  clone_basics(clone_flags);
  if ((clone_flags & CLONE_FLAG_HEADERS) != 0) {
    clone_headers(clone_flags);
  }
  native::HttpContext& from = parent.context();
  if ((clone_flags & CLONE_FLAG_SERVER_VARIABLE) != 0) {
    context_.variables().copy_set(from.variables());
  }
  if ((clone_flags & CLONE_FLAG_USER_CACHE_VARY_BY) != 0) {
    context_.response().cache_policy().copy_vary_by(from.response().cache_policy());
  }
}

// URL, query and method; the connection's own facts in any case. Without them: the root of the
// site.
void ChildRequest::clone_basics(DWORD clone_flags) {
  native::HttpContext& from = parent_->context();
  const http::RequestHead& head = from.request().head();
  const bool basics = (clone_flags & CLONE_FLAG_BASICS) != 0;
  head_.reset();
  head_.version_minor = head.version_minor;
  head_.keep_alive = head.keep_alive;
  head_.host = arena_.copy(head.host);
  head_.method_text = arena_.copy(basics ? from.request().method() : std::string_view("GET"));
  head_.method = http::method_from_text(head_.method_text);
  if (has_entity_) {
    head_.content_length = head.content_length;
    head_.chunked = head.chunked;
  }
  const native::RequestUrl& url = from.request().url();
  head_.target = arena_.copy(basics ? url.target() : std::string_view("/"));
  head_.path_and_query = head_.target;
  context_.begin(*this, pipeline_, connection_->native(), head_, from.start_time_100ns());
  context_.set_url(arena_.copy(basics ? url.path() : std::string_view("/")),
                   arena_.copy(basics ? url.query() : std::string_view()), head_.target);
  context_.set_scope(from.scope());
  scope_ = from.scope();
  pipeline_.begin(*scope_->plan, *this, arena_);
  if (!basics) {
    // The root has a scope of its own; one in error leaves the parent's, as SetUrl does.
    static_cast<void>(url_changed());
  }
}

void ChildRequest::clone_headers(DWORD clone_flags) {
  const bool preconditions = (clone_flags & CLONE_FLAG_NO_PRECONDITION) == 0;
  const bool dav = (clone_flags & CLONE_FLAG_NO_DAV) == 0;
  for (const http::HeaderEntry& entry : parent_->context().request().head().headers) {
    if ((!preconditions && is_precondition(entry.name)) || (!dav && is_dav(entry.name)) ||
        (!has_entity_ && is_framing(entry.name))) {
      continue;
    }
    head_.headers.append_parsed(entry.id, arena_.copy(entry.name), arena_.copy(entry.value));
  }
}

// For the child, the URL that its maker has set is the one it came with.
void ChildRequest::begin_url() {
  const native::RequestUrl& url = context_.request().url();
  if (!url.changed() || url.forwarded() != nullptr) {
    return;
  }
  const std::string_view query = url.query();
  head_.target = base::concat(
      arena_, {http::percent_encode_path(url.path(), arena_), query.empty() ? "" : "?", query});
  head_.path_and_query = head_.target;
  context_.request().url().rebase(head_.target);
}

}  // namespace penstock::server
