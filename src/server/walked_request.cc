// What modules ask of a request that is answered alike for a client's request and for a child; see
// walked_request.h. Children themselves are child_request.cc and child_requests.cc.
#include "server/walked_request.h"

#include "native/file_info.h"
#include "native/http_server.h"
#include "server/child_request.h"
#include "server/connection.h"
#include "server/exchange.h"
#include "server/server_context.h"
#include "server/site_table.h"

namespace penstock::server {
namespace {

constexpr std::size_t kArenaChunk = 8 * 1024;
constexpr std::string_view kTooLate = "it came twice, or after its request had ended";

}  // namespace

using pipeline::Completion;
using pipeline::Delivery;

WalkedRequest::WalkedRequest(ServerContext& server)
    : server_(server), arena_(kArenaChunk), context_(arena_) {
  context_.response().set_default_server(server.snapshot->server().penstock.engine.server_header);
  context_.trace().attach(server.http_server->trace());
}

// --- completions

bool WalkedRequest::post_completion(const Completion& completion) {
  const Delivery delivery = pipeline_.gate().complete(completion);
  if (delivery == Delivery::resume) {
    connection_->post_resume();
  } else if (delivery == Delivery::refused) {
    report_completion(pipeline_.last_pending(), kTooLate);
  }
  return delivery != Delivery::refused;
}

bool WalkedRequest::indicate_completion(REQUEST_NOTIFICATION_STATUS status) {
  Completion completion;
  completion.kind =
      status == RQ_NOTIFICATION_PENDING ? Completion::Kind::post : Completion::Kind::indicate;
  completion.status = status;
  const Delivery delivery = pipeline_.gate().complete(completion);
  if (delivery == Delivery::resume) {
    connection_->resume();
  } else if (delivery == Delivery::refused) {
    report_completion(pipeline_.last_pending(), kTooLate);
  }
  return delivery != Delivery::refused;
}

// --- the URL and its file

IHttpFileInfo* WalkedRequest::open_file(std::string_view physical_path) {
  const std::string_view root =
      native::physical_root(*context_.scope(), context_.request().url().path());
  // A path that a module replaced (MapPath) may lie anywhere.
  const bool inside = physical_path.starts_with(root);
  const native::HttpServer::OpenedFile opened = server_.http_server->open_file(
      physical_path, inside ? root : std::string_view(), context_.GetTraceContext());
  if (opened.file == nullptr) {
    // "No such file" and "cannot open it now" are different answers.
    SetLastError(opened.error == cache::OpenError::other ? ERROR_TOO_MANY_OPEN_FILES
                                                         : ERROR_FILE_NOT_FOUND);
    return nullptr;
  }
  return opened.file;
}

native::RequestHost::KnownUrl WalkedRequest::known_url() {
  return server_.http_server->known_url(context_);
}

HRESULT WalkedRequest::url_changed() {
  const base::Result<const native::UrlScope*> scope =
      server_.sites->scope(*scope_->site_settings, context_.request().url().path());
  if (!scope.ok()) {
    return HRESULT_FROM_WIN32(ERROR_INVALID_DATA);
  }
  // The new URL's configuration counts from here; its modules, where none has been called yet.
  context_.set_scope(scope.value());
  if (!in_plan_) {
    scope_ = scope.value();
    pipeline_.end();  // MapPath may have made objects already
    pipeline_.begin(*scope_->plan, *this, arena_);
  }
  if (handler_mapped_) {
    // In the scope of the plan in use: its mappings hold indices into that plan.
    context_.set_handler(native::find_handler(*scope_, context_.request().url().path(),
                                              context_.request().method(), context_.physical_path(),
                                              context_.ignored_handlers()));
  }
  return S_OK;
}

// --- children

// Page: IHttpContext::CloneContext.
HRESULT WalkedRequest::clone_context(DWORD flags, IHttpContext** clone) {
  constexpr DWORD kKnown = CLONE_FLAG_BASICS | CLONE_FLAG_HEADERS | CLONE_FLAG_ENTITY |
                           CLONE_FLAG_NO_PRECONDITION | CLONE_FLAG_NO_DAV |
                           CLONE_FLAG_USER_CACHE_VARY_BY | CLONE_FLAG_SERVER_VARIABLE;
  if ((flags & ~kKnown) != 0) {
    return native::kInvalidParameter;
  }
  *clone = &root().children().clone(*this, flags).context();
  return S_OK;
}

// Page: IHttpContext::ExecuteRequest. The child is handed over as a completion is: through the
// gate, so that it begins when the callback that asks for it has returned. From any thread.
HRESULT WalkedRequest::start_child(IHttpContext* context, DWORD flags, IHttpUser* user) {
  ChildRequest* child = root().children().find(context);
  if (child == nullptr || &child->parent() != this || !child->executable()) {
    return native::kNotSupported;
  }
  if (child->depth() > kMostNested) {
    return HRESULT_FROM_WIN32(ERROR_STACK_OVERFLOW);
  }
  if (pipeline_.current().module == nullptr) {
    return HRESULT_FROM_WIN32(ERROR_INVALID_STATE);  // nobody who could be told of the end
  }
  child->prepare(flags, user);
  Completion completion;
  completion.kind = Completion::Kind::child;
  completion.child = child;
  if (!post_completion(completion)) {
    child->withdraw();
    return HRESULT_FROM_WIN32(ERROR_INVALID_STATE);
  }
  return S_OK;
}

// Begun inside a nested notification, whose caller stands on this stack.
void WalkedRequest::run_child(pipeline::PipelineHost& child) {
  root().run_here(static_cast<ChildRequest&>(child));
}

}  // namespace penstock::server
