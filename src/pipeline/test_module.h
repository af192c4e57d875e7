// For tests: modules whose callbacks are written down in a journal and answered by functions that
// the test sets. Used by the tests of pipeline/ and native/.
#pragma once

#include <httpserv.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "pipeline/module_record.h"
#include "pipeline/stage.h"

namespace penstock::pipeline::testing {

using Status = REQUEST_NOTIFICATION_STATUS;
using Journal = std::vector<std::string>;

// What a callback was given.
struct Call {
  DWORD bit = 0;
  bool post = false;
  IHttpContext* context = nullptr;
  IHttpEventProvider* provider = nullptr;
  IHttpCompletionInfo* completion = nullptr;  // of OnAsyncCompletion
};

using Answer = std::function<Status(const Call&)>;

inline std::string notification_name(DWORD bit) {
  for (const NotificationName& stage : kStages) {
    if (stage.bit == bit) {
      return stage.name;
    }
  }
  for (const NotificationName& nested : kNested) {
    if (nested.bit == bit) {
      return nested.name;
    }
  }
  return "?";
}

// One module of a plan: its record, its factory, and what its callbacks do.
class TestModule final : public IHttpModuleFactory {
 public:
  TestModule(std::string name, Journal& journal, DWORD bits, DWORD post_bits = 0)
      : journal_(journal) {
    record_.name_utf8 = std::move(name);
    record_.name = base::to_wide(record_.name_utf8);
    record_.id = this;
    record_.factory = this;
    record_.notifications = bits;
    record_.post_notifications = post_bits;
  }
  ~TestModule() = default;

  ModuleRecord& record() { return record_; }
  void on(DWORD bit, Answer answer) { answers_[{bit, false}] = std::move(answer); }
  void on_post(DWORD bit, Answer answer) { answers_[{bit, true}] = std::move(answer); }
  void on_async(Answer answer) { async_ = std::move(answer); }
  void returns(DWORD bit, Status status) {
    on(bit, [status](const Call&) { return status; });
  }
  void fail_creation(HRESULT result) { creation_ = result; }
  int created() const { return created_; }
  int disposed() const { return disposed_; }

  HRESULT GetHttpModule(CHttpModule** module, IModuleAllocator* allocator) override;
  VOID Terminate() override {}

 private:
  class Instance;

  Status call(const Call& call) {
    journal_.push_back(record_.name_utf8 + "." + notification_name(call.bit) +
                       (call.post ? ".post" : ""));
    const auto found = answers_.find({call.bit, call.post});
    return found == answers_.end() ? RQ_NOTIFICATION_CONTINUE : found->second(call);
  }
  Status complete(const Call& call) {
    journal_.push_back(record_.name_utf8 + ".async");
    return async_ ? async_(call) : RQ_NOTIFICATION_CONTINUE;
  }
  void dispose() {
    ++disposed_;
    journal_.push_back(record_.name_utf8 + ".dispose");
  }

  Journal& journal_;
  ModuleRecord record_;
  std::map<std::pair<DWORD, bool>, Answer> answers_;
  Answer async_;
  HRESULT creation_ = S_OK;
  int created_ = 0;
  int disposed_ = 0;
};

#define PENSTOCK_TEST_STAGE(name, provider_type, bit)                                 \
  Status On##name(IHttpContext* context, provider_type* provider) override {          \
    return owner_.call({bit, false, context, provider, nullptr});                     \
  }                                                                                   \
  Status OnPost##name(IHttpContext* context, IHttpEventProvider* provider) override { \
    return owner_.call({bit, true, context, provider, nullptr});                      \
  }
#define PENSTOCK_TEST_NESTED(name, provider_type, bit)                       \
  Status On##name(IHttpContext* context, provider_type* provider) override { \
    return owner_.call({bit, false, context, provider, nullptr});            \
  }

class TestModule::Instance final : public CHttpModule {
 public:
  explicit Instance(TestModule& owner) : owner_(owner) {}

  PENSTOCK_TEST_STAGE(BeginRequest, IHttpEventProvider, RQ_BEGIN_REQUEST)
  PENSTOCK_TEST_STAGE(AuthenticateRequest, IAuthenticationProvider, RQ_AUTHENTICATE_REQUEST)
  PENSTOCK_TEST_STAGE(AuthorizeRequest, IHttpEventProvider, RQ_AUTHORIZE_REQUEST)
  PENSTOCK_TEST_STAGE(ResolveRequestCache, IHttpEventProvider, RQ_RESOLVE_REQUEST_CACHE)
  PENSTOCK_TEST_STAGE(MapRequestHandler, IMapHandlerProvider, RQ_MAP_REQUEST_HANDLER)
  PENSTOCK_TEST_STAGE(AcquireRequestState, IHttpEventProvider, RQ_ACQUIRE_REQUEST_STATE)
  PENSTOCK_TEST_STAGE(PreExecuteRequestHandler, IHttpEventProvider, RQ_PRE_EXECUTE_REQUEST_HANDLER)
  PENSTOCK_TEST_STAGE(ExecuteRequestHandler, IHttpEventProvider, RQ_EXECUTE_REQUEST_HANDLER)
  PENSTOCK_TEST_STAGE(ReleaseRequestState, IHttpEventProvider, RQ_RELEASE_REQUEST_STATE)
  PENSTOCK_TEST_STAGE(UpdateRequestCache, IHttpEventProvider, RQ_UPDATE_REQUEST_CACHE)
  PENSTOCK_TEST_STAGE(LogRequest, IHttpEventProvider, RQ_LOG_REQUEST)
  PENSTOCK_TEST_STAGE(EndRequest, IHttpEventProvider, RQ_END_REQUEST)
  PENSTOCK_TEST_NESTED(SendResponse, ISendResponseProvider, RQ_SEND_RESPONSE)
  PENSTOCK_TEST_NESTED(MapPath, IMapPathProvider, RQ_MAP_PATH)
  PENSTOCK_TEST_NESTED(ReadEntity, IReadEntityProvider, RQ_READ_ENTITY)
  PENSTOCK_TEST_NESTED(CustomRequestNotification, ICustomNotificationProvider,
                       RQ_CUSTOM_NOTIFICATION)

  Status OnAsyncCompletion(IHttpContext* context, DWORD bit, BOOL post,
                           IHttpEventProvider* provider, IHttpCompletionInfo* info) override {
    return owner_.complete({bit, post != FALSE, context, provider, info});
  }
  VOID Dispose() override {
    owner_.dispose();
    delete this;
  }

 private:
  TestModule& owner_;
};

#undef PENSTOCK_TEST_STAGE
#undef PENSTOCK_TEST_NESTED

inline HRESULT TestModule::GetHttpModule(CHttpModule** module, IModuleAllocator*) {
  ++created_;
  if (FAILED(creation_)) {
    return creation_;
  }
  *module = new Instance(*this);
  return S_OK;
}

}  // namespace penstock::pipeline::testing
