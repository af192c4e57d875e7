// What the base classes do when a module did not override, and how interfaces are told apart:
// iis/module.h, iis/global_module.h, iis/uuid.h, iis/extended_interface.h.
#include <gtest/gtest.h>
#include <httpcach.h>
#include <httpserv.h>
#include <penstock/host.h>

#include <string>

namespace {

class SilentModule : public CHttpModule {};

class DeletedModule : public CHttpModule {
 public:
  explicit DeletedModule(bool* gone) : gone_(gone) {}
  ~DeletedModule() override { *gone_ = true; }

 private:
  bool* gone_;
};

class SilentGlobalModule : public CGlobalModule {
 public:
  VOID Terminate() override {}
};

// Collects what goes to the debugger output.
class DebugOutput {
 public:
  DebugOutput() {
    penstock_set_debug_sink(
        [](void* self, const char* line, size_t size) {
          static_cast<DebugOutput*>(self)->text.append(line, size);
        },
        this);
  }
  ~DebugOutput() { penstock_set_debug_sink(nullptr, nullptr); }

  std::string text;
};

TEST(ModuleBase, NotOverriddenNotificationWarnsAndContinues) {
  DebugOutput output;
  SilentModule module;
  EXPECT_EQ(module.OnBeginRequest(nullptr, nullptr), RQ_NOTIFICATION_CONTINUE);
  EXPECT_NE(output.text.find("CHttpModule::OnBeginRequest"), std::string::npos) << output.text;
  EXPECT_EQ(output.text.back(), '\n');
}

TEST(ModuleBase, EveryWarningNamesItsOwnFunction) {
  DebugOutput output;
  SilentModule module;
  module.OnPostEndRequest(nullptr, nullptr);
  module.OnSendResponse(nullptr, nullptr);
  module.OnAsyncCompletion(nullptr, RQ_LOG_REQUEST, FALSE, nullptr, nullptr);
  EXPECT_NE(output.text.find("OnPostEndRequest"), std::string::npos);
  EXPECT_NE(output.text.find("OnSendResponse"), std::string::npos);
  EXPECT_NE(output.text.find("OnAsyncCompletion"), std::string::npos);
}

TEST(ModuleBase, NotOverriddenGlobalNotificationWarnsAndContinues) {
  DebugOutput output;
  SilentGlobalModule module;
  IGlobalSuspendProcessCallback* callback = nullptr;
  EXPECT_EQ(module.OnGlobalHealthCheck(), GL_NOTIFICATION_CONTINUE);
  EXPECT_EQ(module.OnSuspendProcess(&callback), GL_NOTIFICATION_CONTINUE);
  EXPECT_NE(output.text.find("CGlobalModule::OnGlobalHealthCheck"), std::string::npos);
  EXPECT_NE(output.text.find("CGlobalModule::OnSuspendProcess"), std::string::npos);
}

TEST(ModuleBase, DisposeDeletesTheModule) {
  bool gone = false;
  CHttpModule* module = new DeletedModule(&gone);
  module->Dispose();
  EXPECT_TRUE(gone);
}

TEST(InterfaceIds, OfATypeOrAnExpression) {
  const GUID wanted = {
      0x424c1b8c, 0xa1ba, 0x44d7, {0xac, 0x98, 0x9f, 0x8f, 0x45, 0x77, 0x01, 0xa5}};
  IHttpContext* context = nullptr;
  EXPECT_TRUE(IsEqualGUID(__uuidof(IHttpContext), wanted));
  EXPECT_TRUE(IsEqualGUID(__uuidof(context), wanted));
  EXPECT_FALSE(IsEqualGUID(__uuidof(IHttpContext3), wanted));
}

}  // namespace
