// Child requests, as modules make, execute and question them; see http_context.h and
// docs/adr/0005. The work is the server's: server/child_request.h.
#include "native/http_context.h"

namespace penstock::native {

// Page: IHttpContext::CloneContext.
HRESULT HttpContext::CloneContext(DWORD flags, IHttpContext** clone) {
  store(clone, nullptr);
  return clone == nullptr ? kInvalidParameter : host_->clone_context(flags, clone);
}

// Page: IHttpContext::ExecuteRequest. The child may be over, and the memory behind `pending` gone,
// when start_child() returns on another thread than the request's.
HRESULT HttpContext::ExecuteRequest(BOOL async, IHttpContext* child, DWORD flags, IHttpUser* user,
                                    BOOL* pending) {
  store(pending, FALSE);
  if (!async) {
    return kNotSupported;
  }
  if (child == nullptr) {
    return kInvalidParameter;
  }
  store(pending, TRUE);
  const HRESULT result = host_->start_child(child, flags, user);
  if (FAILED(result)) {
    store(pending, FALSE);
  }
  return result;
}

// Page: IHttpContext3::InheritServerVariable.
HRESULT HttpContext::InheritServerVariable(PCSTR name, BOOL fail_if_missing) {
  if (name == nullptr) {
    return kInvalidParameter;
  }
  HttpContext* const parent = host_->parent_context();
  const auto value = parent == nullptr ? std::nullopt : parent->variables().get_wide(name);
  if (!value.has_value()) {
    return fail_if_missing ? kInvalidIndex : S_OK;
  }
  variables_.set(name, *value);
  return S_OK;
}

// Page: EXECUTE_FLAG_IGNORE_CURRENT_INTERCEPTOR: for the whole chain of requests below.
void HttpContext::ignore_handlers_of(const HttpContext& parent, bool current) {
  ignored_handlers_ = parent.ignored_handlers_;
  if (current && parent.handler_ != nullptr) {
    ignored_handlers_ = arena_.make<IgnoredHandler>(
        IgnoredHandler{parent.handler_->entry->name, ignored_handlers_});
  }
}

}  // namespace penstock::native
