// Completion: how an asynchronous operation of a module ended; what OnAsyncCompletion is told.
// Made by whoever finished the operation (a read, a flush, PostCompletion, IndicateCompletion),
// handed over through async_gate.h, consumed by request_pipeline.h.
#pragma once

#include <httpserv.h>

#include <cstdint>

namespace penstock::pipeline {

class PipelineHost;

struct Completion {
  enum class Kind : std::uint8_t {
    post,        // call the module's OnAsyncCompletion
    callback,    // call `routine` instead (IHttpRequest3, IHttpResponse2)
    overlapped,  // call `overlapped_routine`, then stay pending (IHttpContext3::PostCompletion)
    indicate,    // no call: `status` stands for what the callback would have returned
    child,       // no end, but a beginning: `child` is executed before anything else
  };

  Kind kind = Kind::post;
  REQUEST_NOTIFICATION_STATUS status = RQ_NOTIFICATION_CONTINUE;
  DWORD bytes = 0;
  HRESULT result = S_OK;
  DWORD operation = 0;
  PFN_ASYNC_COMPLETION routine = nullptr;
  LPOVERLAPPED_COMPLETION_ROUTINE overlapped_routine = nullptr;
  void* routine_context = nullptr;

  // Called by the executor before the module is told, and may change bytes and result: a read that
  // had to wait raises ReadEntity here.
  void (*prepare)(void* owner, Completion& completion) = nullptr;
  void* prepare_owner = nullptr;

  PipelineHost* child = nullptr;
};

// The view of a Completion that a module gets; lives on the executor's stack for that call only.
class CompletionInfo final : public IHttpCompletionInfo2 {
 public:
  explicit CompletionInfo(const Completion& completion) : completion_(completion) {}
  DWORD GetCompletionBytes() const override { return completion_.bytes; }
  HRESULT GetCompletionStatus() const override { return completion_.result; }
  DWORD GetCompletedOperation() const override { return completion_.operation; }

 private:
  const Completion& completion_;
};

}  // namespace penstock::pipeline
