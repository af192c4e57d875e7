// Answers of the probe module that need more than one callback: asynchronous reads and flushes,
// and completions from a thread of the module's own (background_thread.h).
#pragma once

#include <httpserv.h>

#include <memory>
#include <string>
#include <string_view>

#include "background_thread.h"
#include "gate.h"
#include "request_tools.h"

namespace probe {

// One request's; lives in its module object.
class SlowAnswer {
 public:
  virtual ~SlowAnswer() = default;
  virtual REQUEST_NOTIFICATION_STATUS start() = 0;
  virtual REQUEST_NOTIFICATION_STATUS go_on(IHttpCompletionInfo& completion) = 0;

  // Null when there is no answer of that name.
  static std::unique_ptr<SlowAnswer> make(std::string_view name, IHttpContext* context);

 protected:
  explicit SlowAnswer(IHttpContext* context) : context_(context) {}
  IHttpContext* context_;
};

// Reads the body asynchronously, with whatever the reads bring, and answers with it.
class EchoAsync final : public SlowAnswer {
 public:
  explicit EchoAsync(IHttpContext* context) : SlowAnswer(context) {}
  REQUEST_NOTIFICATION_STATUS start() override { return read(); }
  REQUEST_NOTIFICATION_STATUS go_on(IHttpCompletionInfo& completion) override {
    return take(completion.GetCompletionStatus(), completion.GetCompletionBytes()) ? read() : end();
  }

 private:
  REQUEST_NOTIFICATION_STATUS read() {
    for (;;) {
      DWORD received = 0;
      BOOL pending = FALSE;
      const HRESULT result = context_->GetRequest()->ReadEntityBody(buffer_, sizeof(buffer_), TRUE,
                                                                    &received, &pending);
      if (pending) return RQ_NOTIFICATION_PENDING;
      if (!take(result, received)) return end();
    }
  }
  bool take(HRESULT result, DWORD bytes) {
    result_ = result;
    if (SUCCEEDED(result)) body_.append(buffer_, bytes);
    return SUCCEEDED(result);
  }
  REQUEST_NOTIFICATION_STATUS end() {
    if (result_ == HRESULT_FROM_WIN32(ERROR_HANDLE_EOF)) return answer(context_, body_);
    context_->GetResponse()->SetStatus(400, "Bad body", 0, result_);
    return RQ_NOTIFICATION_FINISH_REQUEST;
  }

  char buffer_[1024];
  std::string body_;
  HRESULT result_ = S_OK;
};

// ?size=: flushes of 256 KiB that do not wait.
class FillAsync final : public SlowAnswer {
 public:
  explicit FillAsync(IHttpContext* context) : SlowAnswer(context), size_(number(context, "size")) {}
  REQUEST_NOTIFICATION_STATUS start() override { return flush(); }
  REQUEST_NOTIFICATION_STATUS go_on(IHttpCompletionInfo& completion) override {
    if (FAILED(completion.GetCompletionStatus())) {
      pass_gate("flush-failed");
      return RQ_NOTIFICATION_FINISH_REQUEST;
    }
    return flush();
  }

 private:
  REQUEST_NOTIFICATION_STATUS flush() {
    constexpr std::size_t kPiece = 256 * 1024;
    while (at_ < size_) {
      const std::size_t piece = std::min(kPiece, size_ - at_);
      write(context_, pattern(at_, piece));
      at_ += piece;
      DWORD sent = 0;
      BOOL pending = FALSE;
      const HRESULT result = context_->GetResponse()->Flush(TRUE, TRUE, &sent, &pending);
      if (pending) return RQ_NOTIFICATION_PENDING;
      if (FAILED(result)) {
        pass_gate("flush-failed");
        break;
      }
    }
    return RQ_NOTIFICATION_FINISH_REQUEST;
  }

  std::size_t size_;
  std::size_t at_ = 0;
};

// ?name=&how=post|indicate: the module's own thread waits at the gate (none without a name), then
// completes the request.
class Parked final : public SlowAnswer {
 public:
  explicit Parked(IHttpContext* context) : SlowAnswer(context) {}
  REQUEST_NOTIFICATION_STATUS start() override {
    const std::string name = parameter(context_, "name");
    const bool post = parameter(context_, "how") == "post";
    IHttpContext* const context = context_;
    // An indicated completion ends the handler: the answer is written before.
    if (!post) answer(context_, "indicated " + name);
    BackgroundThread::instance().run([context, name, post] {
      if (!name.empty()) pass_gate(name);
      if (post) {
        context->PostCompletion(0);
      } else {
        context->IndicateCompletion(RQ_NOTIFICATION_FINISH_REQUEST);
      }
    });
    return RQ_NOTIFICATION_PENDING;
  }
  REQUEST_NOTIFICATION_STATUS go_on(IHttpCompletionInfo&) override {
    return answer(context_, "posted " + parameter(context_, "name"));
  }
};

inline std::unique_ptr<SlowAnswer> SlowAnswer::make(std::string_view name, IHttpContext* context) {
  if (name == "echo-async") return std::make_unique<EchoAsync>(context);
  if (name == "fill-async") return std::make_unique<FillAsync>(context);
  if (name == "parked") return std::make_unique<Parked>(context);
  return nullptr;
}

}  // namespace probe
