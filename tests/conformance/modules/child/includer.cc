// The steps; see includer.h.
#include "includer.h"

#include <algorithm>
#include <cstdlib>

namespace child {
namespace {

// A user of a request's making; counts its references.
class User final : public IHttpUser {
 public:
  explicit User(const std::string& name) : name_(name.begin(), name.end()) {}
  PCWSTR GetRemoteUserName() override { return name_.c_str(); }
  PCWSTR GetUserName() override { return name_.c_str(); }
  PCWSTR GetAuthenticationType() override { return L"Test"; }
  PCWSTR GetPassword() override { return L""; }
  HANDLE GetImpersonationToken() override { return nullptr; }
  HANDLE GetPrimaryToken() override { return nullptr; }
  VOID ReferenceUser() override { ++references_; }
  VOID DereferenceUser() override {
    if (--references_ == 0) {
      delete this;
    }
  }
  BOOL SupportsIsInRole() override { return FALSE; }
  HRESULT IsInRole(PCWSTR, BOOL*) override { return E_NOTIMPL; }
  PVOID GetUserVariable(PCSTR) override { return nullptr; }

 private:
  ~User() = default;

  std::wstring name_;
  int references_ = 1;
};

std::string body_of(IHttpResponse* response) {
  const HTTP_RESPONSE* raw = response->GetRawHttpResponse();
  std::string text;
  for (USHORT i = 0; i < raw->EntityChunkCount; ++i) {
    const HTTP_DATA_CHUNK& chunk = raw->pEntityChunks[i];
    if (chunk.DataChunkType == HttpDataChunkFromMemory) {
      text.append(static_cast<const char*>(chunk.FromMemory.pBuffer),
                  chunk.FromMemory.BufferLength);
    }
  }
  return text;
}

}  // namespace

Status Includer::start(IHttpContext* context, const std::string& steps) {
  started_ = true;
  std::size_t at = 0;
  while (at < steps.size()) {
    const std::size_t end = std::min(steps.find(';', at), steps.size());
    const std::string step = steps.substr(at, end - at);
    const std::size_t equals = std::min(step.find('='), step.size());
    steps_.push_back(
        {step.substr(0, equals), equals < step.size() ? step.substr(equals + 1) : std::string()});
    at = end + 1;
  }
  return go_on(context);
}

Status Includer::go_on(IHttpContext* context) {
  while (next_ < steps_.size()) {
    const Step step = steps_[next_++];
    if (perform(context, step)) {
      return waits_ ? RQ_NOTIFICATION_PENDING : RQ_NOTIFICATION_CONTINUE;
    }
  }
  return RQ_NOTIFICATION_CONTINUE;
}

Status Includer::completed(IHttpContext* context) {
  if (child_ != nullptr && !keep_) {
    child_->ReleaseClonedContext();
    child_ = nullptr;
  }
  return go_on(context);
}

void Includer::set(const Step& step) {
  if (step.name == "clone") {
    clone_flags_ = static_cast<DWORD>(std::strtoul(step.value.c_str(), nullptr, 16));
  } else if (step.name == "flags") {
    flags_ = static_cast<DWORD>(std::strtoul(step.value.c_str(), nullptr, 16));
  } else if (step.name == "user") {
    user_ = step.value;
  } else if (step.name == "header") {
    header_ = step.value;
  } else if (step.name == "keep") {
    keep_ = true;
  } else if (step.name == "nowait") {
    waits_ = false;
  }
}

bool Includer::perform(IHttpContext* context, const Step& step) {
  set(step);
  if (step.name == "text") {
    write(context, step.value);
  } else if (step.name == "status") {
    context->GetResponse()->SetStatus(static_cast<USHORT>(std::atoi(step.value.c_str())), "Own");
  } else if (step.name == "variable") {
    context->SetServerVariable("OWN", std::wstring(step.value.begin(), step.value.end()).c_str());
  } else if (step.name == "sent") {
    write(context, context->GetResponseHeadersSent() ? "sent" : "unsent");
  } else if (step.name == "show") {
    show(context);
  } else if (step.name == "release") {
    write(context, "release=" + hex(child_->ReleaseClonedContext()) + "\n");
  } else if (step.name == "again") {
    BOOL pending = TRUE;
    write(context, "\nagain=" + hex(execute(context, child_, &pending)) + "\n");
  } else if (step.name == "errors") {
    report_errors(context);
  } else if (step.name == "child" || step.name == "twice" || step.name == "thread") {
    return include(context, step);
  }
  return false;
}

HRESULT Includer::execute(IHttpContext* context, IHttpContext* child, BOOL* pending) {
  User* user = user_.empty() ? nullptr : new User(user_);
  const HRESULT result = context->ExecuteRequest(TRUE, child, flags_, user, pending);
  if (user != nullptr) {
    user->DereferenceUser();
  }
  return result;
}

bool Includer::include(IHttpContext* context, const Step& step) {
  HRESULT result = context->CloneContext(clone_flags_, &child_);
  if (SUCCEEDED(result) && !step.value.empty()) {
    result = child_->GetRequest()->SetUrl(step.value.c_str(), static_cast<DWORD>(step.value.size()),
                                          TRUE);
  }
  if (SUCCEEDED(result) && !header_.empty()) {
    result = child_->GetRequest()->SetHeader("X-Own", header_.c_str(),
                                             static_cast<USHORT>(header_.size()), TRUE);
  }
  if (SUCCEEDED(result) && step.name == "thread") {
    context_ = context;
    run_thread(&Includer::begin_on_thread, this);
    return true;
  }
  BOOL pending = FALSE;
  result = SUCCEEDED(result) ? execute(context, child_, waits_ ? &pending : nullptr) : result;
  if (FAILED(result)) {
    write(context, "failed=" + hex(result) + (pending ? " pending" : "") + "\n");
    return false;
  }
  if (step.name == "twice") {
    IHttpContext* second = nullptr;
    context->CloneContext(clone_flags_, &second);
    write(context, "second=" + hex(execute(context, second, nullptr)) + "\n");
    write(context, "early=" + hex(child_->ReleaseClonedContext()) + "\n");
  }
  if (waits_ && !pending) {
    completed(context);
    return false;
  }
  return true;
}

void Includer::begin_on_thread(void* includer) {
  auto* self = static_cast<Includer*>(includer);
  BOOL pending = FALSE;
  if (FAILED(self->execute(self->context_, self->child_, &pending))) {
    self->context_->PostCompletion(0);
  }
}

// The kept child's response.
void Includer::show(IHttpContext* context) {
  USHORT status = 0;
  child_->GetResponse()->GetStatus(&status);
  const PCSTR header = child_->GetResponse()->GetHeader("X-Child");
  write(context, "[" + std::to_string(status) + " " + (header == nullptr ? "-" : header) + " " +
                     body_of(child_->GetResponse()) + "]");
}

void Includer::report_errors(IHttpContext* context) {
  const auto report = [&](const char* name, HRESULT result) {
    write(context, std::string(name) + "=" + hex(result) + "\n");
  };
  IHttpContext* child = context;
  report("clone.null", context->CloneContext(CLONE_FLAG_BASICS, nullptr));
  report("clone.flags", context->CloneContext(0x10000, &child));
  report("clone.none", child == nullptr ? S_OK : E_FAIL);
  report("release.root", context->ReleaseClonedContext());
  IHttpContext* grandchild = nullptr;
  context->CloneContext(CLONE_FLAG_BASICS, &child);
  child->CloneContext(CLONE_FLAG_BASICS, &grandchild);
  BOOL pending = TRUE;
  report("execute.sync", context->ExecuteRequest(FALSE, child, 0, nullptr, &pending));
  report("execute.null", context->ExecuteRequest(TRUE, nullptr, 0, nullptr, &pending));
  report("execute.self", context->ExecuteRequest(TRUE, context, 0, nullptr, &pending));
  report("execute.grandchild", context->ExecuteRequest(TRUE, grandchild, 0, nullptr, &pending));
  report("execute.outside", child->ExecuteRequest(TRUE, grandchild, 0, nullptr, &pending));
  report("execute.pending", pending ? E_FAIL : S_OK);
  report("release.child", child->ReleaseClonedContext());
  report("release.orphan", grandchild->ReleaseClonedContext());
  report("release.twice", child->ReleaseClonedContext());
}

}  // namespace child
