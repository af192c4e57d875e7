// What children answer, a URL each; see includer.h.
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <string>

#include "includer.h"

namespace child {
namespace {

void info(IHttpContext* context) {
  IHttpContext* const parent = context->GetParentContext();
  IHttpContext* const root = context->GetRootContext();
  PCSTR url = "";
  PCSTR own = "-";
  DWORD length = 0;
  context->GetServerVariable("URL", &url, &length);
  if (FAILED(context->GetServerVariable("OWN", &own, &length))) {
    own = "-";
  }
  IHttpUser* user = context->GetUser();
  write(context, std::string("parent=") + (parent == nullptr ? "none" : path_of(parent)) +
                     "\nroot=" + (root == nullptr ? "none" : path_of(root)) +
                     "\nflags=" + hex(static_cast<HRESULT>(context->GetExecuteFlags())) +
                     "\nmethod=" + context->GetRequest()->GetHttpMethod() + "\npath=" +
                     path_of(context) + "\nquery=" + query_of(context) + "\nurl=" + url +
                     "\nuser=" + (user == nullptr ? "" : narrow(user->GetUserName())) +
                     "\nown=" + own + "\n");
}

void headers(IHttpContext* context) {
  for (const char* name :
       {"Host", "X-Own", "Accept", "Range", "If-None-Match", "Depth", "If", "Content-Length"}) {
    const PCSTR value = context->GetRequest()->GetHeader(name);
    write(context, std::string(name) + "=" + (value == nullptr ? "-" : value) + "\n");
  }
}

void echo(IHttpContext* context) {
  char buffer[64];
  DWORD received = 0;
  write(context, std::to_string(context->GetRequest()->GetRemainingEntityBytes()) + ":");
  while (
      SUCCEEDED(context->GetRequest()->ReadEntityBody(buffer, sizeof(buffer), FALSE, &received)) &&
      received > 0) {
    write(context, std::string(buffer, received));
  }
}

void inherit(IHttpContext* context) {
  auto* const context3 = static_cast<IHttpContext3*>(context);
  write(context, "null=" + hex(context3->InheritServerVariable(nullptr, TRUE)) + "\n");
  write(context, "missing=" + hex(context3->InheritServerVariable("NO_SUCH", TRUE)) + "\n");
  write(context, "optional=" + hex(context3->InheritServerVariable("NO_SUCH", FALSE)) + "\n");
  write(context, "own=" + hex(context3->InheritServerVariable("OWN", TRUE)) + "\n");
  PCSTR value = "-";
  DWORD length = 0;
  context->GetServerVariable("OWN", &value, &length);
  write(context, std::string("value=") + value + "\n");
}

void answer_404(IHttpContext* context) { context->GetResponse()->SetStatus(404, "Gone Fishing"); }

void set_header(IHttpContext* context) {
  context->GetResponse()->SetHeader("X-Child", "yes", 3, TRUE);
  context->GetResponse()->SetHeader("Set-Cookie", "c=1", 3, FALSE);
  context->GetResponse()->SetStatus(202, "Taken");
  write(context, "headed");
}

void flushed(IHttpContext* context) {
  write(context, "flushed ");
  DWORD sent = 0;
  context->GetResponse()->Flush(FALSE, TRUE, &sent);
  write(context, context->GetResponseHeadersSent() ? "sent" : "unsent");
}

void large(IHttpContext* context) { write(context, std::string(3'000'000, 'x')); }
void throwing(IHttpContext*) { throw std::runtime_error("thrown in a child"); }

// Blocks until /unblock is asked for.
std::mutex mutex;
std::condition_variable changed;
int blocked = 0;
int opened = 0;

void block(IHttpContext* context) {
  std::unique_lock lock(mutex);
  const int ticket = ++blocked;
  changed.notify_all();
  changed.wait(lock, [&] { return opened >= ticket; });
  write(context, "unblocked");
}

void unblock(IHttpContext*) {
  std::unique_lock lock(mutex);
  changed.wait(lock, [] { return blocked > opened; });
  opened = blocked;
  changed.notify_all();
}

// Pends until /release is asked for.
IHttpContext* held = nullptr;

Status hold(IHttpContext* context) {
  std::lock_guard lock(mutex);
  held = context;
  changed.notify_all();
  return RQ_NOTIFICATION_PENDING;
}

void await_held(IHttpContext* context) {
  std::unique_lock lock(mutex);
  changed.wait(lock, [] { return held != nullptr; });
  write(context, "held");
}

void release(IHttpContext*) {
  std::unique_lock lock(mutex);
  changed.wait(lock, [] { return held != nullptr; });
  held->PostCompletion(0);
  held = nullptr;
}

Status pend(IHttpContext* context) {
  run_thread([](void* parked) { static_cast<IHttpContext*>(parked)->PostCompletion(0); }, context);
  return RQ_NOTIFICATION_PENDING;
}

// Reads without waiting for what has not come; one request at a time.
char late_bytes[64];

Status read_later(IHttpContext* context) {
  for (;;) {
    DWORD received = 0;
    BOOL pending = FALSE;
    const HRESULT result = context->GetRequest()->ReadEntityBody(late_bytes, sizeof(late_bytes),
                                                                 TRUE, &received, &pending);
    if (pending) {
      return RQ_NOTIFICATION_PENDING;
    }
    if (FAILED(result)) {
      return RQ_NOTIFICATION_CONTINUE;
    }
    write(context, std::string(late_bytes, received));
  }
}

Status indicate(IHttpContext* context) {
  write(context, "indicated");
  run_thread(
      [](void* parked) {
        static_cast<IHttpContext*>(parked)->IndicateCompletion(RQ_NOTIFICATION_CONTINUE);
      },
      context);
  return RQ_NOTIFICATION_PENDING;
}

struct Page {
  const char* path;
  void (*answer)(IHttpContext*);
  Status (*pending)(IHttpContext*) = nullptr;
};

const Page kPages[] = {
    {"/info", info},
    {"/headers", headers},
    {"/echo", echo},
    {"/inherit", inherit},
    {"/404", answer_404},
    {"/header", set_header},
    {"/flush", flushed},
    {"/large", large},
    {"/throw", throwing},
    {"/block", block},
    {"/unblock", unblock},
    {"/await-held", await_held},
    {"/release", release},
    {"/hold", nullptr, hold},
    {"/pend", nullptr, pend},
    {"/echo-later", nullptr, read_later},
    {"/indicate", nullptr, indicate},
};

const Page* find(const std::string& path) {
  for (const Page& page : kPages) {
    if (path == page.path) {
      return &page;
    }
  }
  return nullptr;
}

}  // namespace

bool is_page(const std::string& path) { return find(path) != nullptr; }

Status answer_page(IHttpContext* context, const std::string& path) {
  const Page* page = find(path);
  context->SetRequestHandled();
  if (page->pending != nullptr) {
    return page->pending(context);
  }
  page->answer(context);
  return RQ_NOTIFICATION_CONTINUE;
}

Status complete_page(IHttpContext* context, const std::string& path, IHttpCompletionInfo* info) {
  if (path == "/echo-later") {
    write(context, std::string(late_bytes, info->GetCompletionBytes()));
    return SUCCEEDED(info->GetCompletionStatus()) ? read_later(context) : RQ_NOTIFICATION_CONTINUE;
  }
  write(context, "pended");
  return RQ_NOTIFICATION_CONTINUE;
}

}  // namespace child
