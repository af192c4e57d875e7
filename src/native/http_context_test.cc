// The context: mapping, handlers, users, completions, and what is left of one request in the next.
#include "native/http_context.h"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include "native/test_request.h"

namespace penstock::native {
namespace {

using testing::Call;
using testing::Journal;
using testing::TestModule;
using testing::TestRequest;

class TestUser final : public IHttpUser {
 public:
  PCWSTR GetRemoteUserName() override { return L"remote"; }
  PCWSTR GetUserName() override { return L"name"; }
  PCWSTR GetAuthenticationType() override { return L"Basic"; }
  PCWSTR GetPassword() override { return L"secret"; }
  HANDLE GetImpersonationToken() override { return nullptr; }
  HANDLE GetPrimaryToken() override { return nullptr; }
  VOID ReferenceUser() override { ++references; }
  VOID DereferenceUser() override { --references; }
  BOOL SupportsIsInRole() override { return FALSE; }
  HRESULT IsInRole(PCWSTR, BOOL*) override { return E_NOTIMPL; }
  PVOID GetUserVariable(PCSTR) override { return nullptr; }

  int references = 1;
};

class HttpContextTest : public ::testing::Test {
 protected:
  HttpContextTest() { test_.begin(); }
  HttpContext& context() { return test_.context; }
  IHttpContext& api() { return test_.context; }

  std::wstring map(PCWSTR url) {
    WCHAR buffer[200];
    DWORD bytes = sizeof buffer;
    const HRESULT result = api().MapPath(url, buffer, &bytes);
    EXPECT_EQ(bytes, SUCCEEDED(result) ? (std::wstring_view(buffer).size() + 1) * sizeof(WCHAR)
                                       : sizeof buffer);
    return SUCCEEDED(result) ? buffer : L"(failed)";
  }

  Journal journal_;
  TestModule mapper_{"mapper", journal_, RQ_MAP_PATH | RQ_CUSTOM_NOTIFICATION};
  TestModule module_{"module", journal_,
                     RQ_BEGIN_REQUEST | RQ_AUTHENTICATE_REQUEST | RQ_MAP_REQUEST_HANDLER |
                         RQ_AUTHORIZE_REQUEST | RQ_CUSTOM_NOTIFICATION};
  TestRequest test_{{&mapper_, &module_}};
};

TEST_F(HttpContextTest, HandsOutItsParts) {
  EXPECT_EQ(api().GetRequest(), &context().request());
  EXPECT_EQ(api().GetResponse(), &context().response());
  EXPECT_EQ(api().GetConnection(), &test_.connection);
  EXPECT_EQ(api().GetSite()->GetSiteId(), 7U);
  EXPECT_STREQ(api().GetSite()->GetSiteName(), L"Default Web Site");
  EXPECT_STREQ(api().GetApplication()->GetApplicationPhysicalPath(), L"/srv/www/");
  EXPECT_NE(api().GetMetadata(), nullptr);
  EXPECT_NE(api().GetModuleContextContainer(), nullptr);
  EXPECT_EQ(api().GetUser(), nullptr);
  EXPECT_EQ(api().GetFileInfo(), nullptr);
  EXPECT_EQ(api().GetParentContext(), nullptr);
  EXPECT_EQ(api().GetExecuteFlags(), 0U);
}

TEST_F(HttpContextTest, ScriptNameIsTheWidePath) {
  DWORD length = 0;
  EXPECT_STREQ(api().GetScriptName(&length), L"/a/b.txt");
  EXPECT_EQ(length, 8U);
}

TEST_F(HttpContextTest, ThePhysicalPathIsMappedOnceAndRaisesMapPath) {
  DWORD length = 0;
  EXPECT_STREQ(api().GetPhysicalPath(&length), L"/srv/www/a/b.txt");
  EXPECT_EQ(length, 16U);
  EXPECT_STREQ(api().GetScriptTranslated(), L"/srv/www/a/b.txt");
  EXPECT_EQ(journal_, (Journal{"mapper.MapPath"}));
}

TEST_F(HttpContextTest, OnMapPathSeesAndReplacesThePath) {
  mapper_.on(RQ_MAP_PATH, [](const Call& call) {
    auto* provider = static_cast<IMapPathProvider*>(call.provider);
    EXPECT_STREQ(provider->GetUrl(), L"/a/b.txt");
    EXPECT_STREQ(provider->GetPhysicalPath(), L"/srv/www/a/b.txt");
    EXPECT_TRUE(FAILED(provider->SetPhysicalPath(nullptr, 3)));
    EXPECT_EQ(provider->SetPhysicalPath(L"/elsewhere/file.tail", 15), S_OK);
    EXPECT_STREQ(provider->GetPhysicalPath(), L"/elsewhere/file");
    return RQ_NOTIFICATION_CONTINUE;
  });
  EXPECT_EQ(context().physical_path(), "/elsewhere/file");
  EXPECT_STREQ(api().GetPhysicalPath(), L"/elsewhere/file");
}

TEST_F(HttpContextTest, OnMapPathMayAskForThePath) {
  mapper_.on(RQ_MAP_PATH, [](const Call& call) {
    EXPECT_STREQ(call.context->GetPhysicalPath(), L"");
    return RQ_NOTIFICATION_CONTINUE;
  });
  EXPECT_STREQ(api().GetPhysicalPath(), L"/srv/www/a/b.txt");
}

TEST_F(HttpContextTest, SetUrlMapsAnew) {
  EXPECT_EQ(context().physical_path(), "/srv/www/a/b.txt");
  EXPECT_EQ(api().GetRequest()->SetUrl(L"/files/c.txt", 12, TRUE), S_OK);
  EXPECT_STREQ(api().GetPhysicalPath(), L"/srv/files/c.txt");
  EXPECT_STREQ(api().GetScriptName(), L"/files/c.txt");
}

TEST_F(HttpContextTest, TheFileIsSoughtOnceThePathIsMapped) {
  EXPECT_EQ(api().GetFileInfo(), nullptr);
  EXPECT_TRUE(test_.host().opened.empty());
  api().GetPhysicalPath();
  EXPECT_EQ(api().GetFileInfo(), nullptr);
  EXPECT_EQ(api().GetFileInfo(), nullptr);
  EXPECT_EQ(test_.host().opened, (std::vector<std::string>{"/srv/www/a/b.txt"}));
}

TEST_F(HttpContextTest, MapPathFollowsVirtualDirectories) {
  EXPECT_EQ(map(L"/x/y.txt"), L"/srv/www/x/y.txt");
  EXPECT_EQ(map(L"/files/y.txt"), L"/srv/files/y.txt");
  EXPECT_EQ(map(L"/FILES"), L"/srv/files");
  EXPECT_EQ(map(L"/filesystem"), L"/srv/www/filesystem");
  EXPECT_EQ(map(L"/x/./../z"), L"/srv/www/z");
  EXPECT_EQ(map(L"c.txt"), L"/srv/www/a/c.txt");
  EXPECT_EQ(journal_.size(), 6U) << "MapPath is raised for each";
}

TEST_F(HttpContextTest, MapPathDecodesNothingAndStaysInside) {
  EXPECT_EQ(map(L"/100%25.txt"), L"/srv/www/100%25.txt");
  EXPECT_EQ(map(L"/%2e%2e/x"), L"/srv/www/%2e%2e/x");
  EXPECT_EQ(map(L"/../../etc/passwd"), L"(failed)");
  EXPECT_EQ(map(L"\\..\\..\\etc"), L"(failed)");
}

TEST_F(HttpContextTest, MapPathTellsTheSizeItNeeds) {
  constexpr HRESULT kShort = HRESULT_FROM_WIN32(ERROR_INSUFFICIENT_BUFFER);
  constexpr DWORD kNeeded = sizeof(L"/srv/www/x");
  DWORD bytes = 0;
  EXPECT_EQ(api().MapPath(L"/x", nullptr, &bytes), kShort);
  EXPECT_EQ(bytes, kNeeded);
  WCHAR buffer[20];
  bytes = kNeeded - 1;
  EXPECT_EQ(api().MapPath(L"/x", buffer, &bytes), kShort);
  bytes = kNeeded;
  EXPECT_EQ(api().MapPath(L"/x", buffer, &bytes), S_OK);
  EXPECT_STREQ(buffer, L"/srv/www/x");
  EXPECT_TRUE(FAILED(api().MapPath(nullptr, buffer, &bytes)));
  EXPECT_TRUE(FAILED(api().MapPath(L"/x", buffer, nullptr)));
}

TEST_F(HttpContextTest, FinishFromMapPathFinishesTheRequest) {
  mapper_.returns(RQ_MAP_PATH, RQ_NOTIFICATION_FINISH_REQUEST);
  module_.on(RQ_BEGIN_REQUEST, [](const Call& call) {
    call.context->GetPhysicalPath();
    return RQ_NOTIFICATION_CONTINUE;
  });
  EXPECT_EQ(test_.pipeline.run(), pipeline::WalkResult::finished);
  EXPECT_EQ(journal_, (Journal{"module.BeginRequest", "mapper.MapPath"}));
}

TEST_F(HttpContextTest, HandlersAreChosenByPathAndVerb) {
  EXPECT_EQ(api().GetScriptMap(), nullptr);
  const HandlerMapping* mapping = context().choose_handler();
  ASSERT_NE(mapping, nullptr);
  context().set_handler(mapping);
  EXPECT_STREQ(api().GetScriptMap()->GetName(), L"Static");
}

TEST_F(HttpContextTest, TheHandlersBufferLimitCounts) {
  context().set_handler(&test_.scope.get().handlers[0]);  // 1024 bytes
  const std::string text(1025, 'x');
  HTTP_DATA_CHUNK chunk = testing::memory_chunk(text);
  api().GetResponse()->WriteEntityChunks(&chunk, 1, FALSE, TRUE, nullptr);
  EXPECT_EQ(test_.host().sends.size(), 1U);
}

TEST_F(HttpContextTest, MapHandlerChangesNothing) {
  IScriptMapInfo* info = nullptr;
  EXPECT_EQ(api().MapHandler(7, L"Default Web Site", L"/x.page", "GET", &info), S_OK);
  EXPECT_STREQ(info->GetName(), L"Pages");
  EXPECT_EQ(api().MapHandler(7, L"Default Web Site", L"/x.page", "POST", &info), S_OK);
  EXPECT_STREQ(info->GetName(), L"Static");
  EXPECT_EQ(api().GetScriptMap(), nullptr);
  EXPECT_EQ(api().MapHandler(7, L"Default Web Site", L"/x", "GET", &info, TRUE),
            HRESULT_FROM_WIN32(ERROR_NOT_FOUND));
  EXPECT_EQ(info, nullptr);
  EXPECT_EQ(api().MapHandler(8, L"Other", L"/x", "GET", &info),
            HRESULT_FROM_WIN32(ERROR_NOT_SUPPORTED));
}

TEST_F(HttpContextTest, AModulesOwnScriptMapWins) {
  config::HandlerEntry entry;
  entry.name = "Mine";
  ScriptMapInfo mine(entry);
  test_.end();
  test_.begin();
  auto* provider = static_cast<IMapHandlerProvider*>(
      context().slot_provider(pipeline::slot_of(pipeline::Stage::map_request_handler, false)));
  EXPECT_FALSE(context().script_map_replaced());
  provider->SetScriptMap(&mine);
  EXPECT_TRUE(context().script_map_replaced());
  context().set_handler(context().choose_handler());
  EXPECT_EQ(api().GetScriptMap(), &mine);
  EXPECT_TRUE(FAILED(provider->SetScriptName(L"/x", 2)));
  test_.end();
  test_.begin();
  EXPECT_FALSE(context().script_map_replaced());
}

TEST_F(HttpContextTest, SetErrorStatusIsRecordedByEveryProvider) {
  for (const int slot : {0, pipeline::slot_of(pipeline::Stage::authenticate_request, false),
                         pipeline::slot_of(pipeline::Stage::map_request_handler, false)}) {
    context().slot_provider(slot)->SetErrorStatus(E_FAIL + slot);
    EXPECT_EQ(context().error_status(), E_FAIL + slot);
  }
  EXPECT_EQ(context().response().status(), 200);
}

TEST_F(HttpContextTest, AUserIsTakenOverAndLetGo) {
  TestUser first;
  TestUser second;
  TestUser third;
  auto* provider = static_cast<IAuthenticationProvider*>(
      context().slot_provider(pipeline::slot_of(pipeline::Stage::authenticate_request, false)));
  provider->SetUser(nullptr);
  EXPECT_EQ(api().GetUser(), nullptr);
  provider->SetUser(&first);
  provider->SetUser(&second);
  provider->SetUser(&third);
  EXPECT_EQ(api().GetUser(), &third);
  EXPECT_EQ(context().GetOriginalUser(), &first);
  EXPECT_EQ(first.references + second.references + third.references, 2);
  PCSTR value = nullptr;
  DWORD length = 0;
  api().GetServerVariable("REMOTE_USER", &value, &length);
  EXPECT_STREQ(value, "remote");
  test_.end();
  EXPECT_EQ(first.references + third.references, 0);
  test_.begin();
  EXPECT_EQ(api().GetUser(), nullptr);
  EXPECT_EQ(context().GetOriginalUser(), nullptr);
}

TEST_F(HttpContextTest, PostCompletionBringsItsBytes) {
  DWORD bytes = 0;
  module_.on(RQ_BEGIN_REQUEST, [](const Call& call) {
    EXPECT_EQ(call.context->PostCompletion(77), S_OK);
    EXPECT_TRUE(FAILED(call.context->PostCompletion(78))) << "a second one was accepted";
    return RQ_NOTIFICATION_PENDING;
  });
  module_.on_async([&](const Call& call) {
    bytes = call.completion->GetCompletionBytes();
    return RQ_NOTIFICATION_CONTINUE;
  });
  EXPECT_EQ(test_.pipeline.run(), pipeline::WalkResult::finished);
  EXPECT_EQ(bytes, 77U);
}

TEST_F(HttpContextTest, IndicateCompletionSetsTheStatus) {
  module_.on(RQ_BEGIN_REQUEST, [](const Call& call) {
    call.context->IndicateCompletion(RQ_NOTIFICATION_FINISH_REQUEST);
    return RQ_NOTIFICATION_PENDING;
  });
  EXPECT_EQ(test_.pipeline.run(), pipeline::WalkResult::finished);
  EXPECT_EQ(journal_, (Journal{"module.BeginRequest"}));
}

TEST_F(HttpContextTest, CustomNotificationsReachEverySubscriberTheRaiserToo) {
  class Custom final : public ICustomNotificationProvider {
   public:
    PCWSTR QueryNotificationType() override { return L"mine"; }
    VOID SetErrorStatus(HRESULT) override {}
  } custom;
  mapper_.on(RQ_CUSTOM_NOTIFICATION, [](const Call& call) {
    EXPECT_STREQ(static_cast<ICustomNotificationProvider*>(call.provider)->QueryNotificationType(),
                 L"mine");
    return RQ_NOTIFICATION_CONTINUE;
  });
  BOOL pending = TRUE;
  EXPECT_EQ(api().NotifyCustomNotification(&custom, &pending), S_OK);
  EXPECT_FALSE(pending);
  EXPECT_EQ(journal_, (Journal{"mapper.CustomNotification", "module.CustomNotification"}));
  EXPECT_TRUE(FAILED(api().NotifyCustomNotification(nullptr, &pending)));
}

TEST_F(HttpContextTest, DisableNotificationsReachesThePipeline) {
  module_.on(RQ_BEGIN_REQUEST, [](const Call& call) {
    call.context->DisableNotifications(RQ_AUTHORIZE_REQUEST, 0);
    return RQ_NOTIFICATION_CONTINUE;
  });
  test_.pipeline.run();
  EXPECT_EQ(std::count(journal_.begin(), journal_.end(), "module.AuthorizeRequest"), 0);
}

TEST_F(HttpContextTest, ExecutionStatsNameTheCallback) {
  module_.on(RQ_AUTHORIZE_REQUEST, [](const Call& call) {
    DWORD notification = 0;
    DWORD notification_start = 0;
    PCWSTR module = nullptr;
    DWORD module_start = 0;
    EXPECT_EQ(call.context->GetCurrentExecutionStats(&notification, &notification_start, &module,
                                                     &module_start),
              NO_ERROR);
    EXPECT_EQ(notification, DWORD{RQ_AUTHORIZE_REQUEST});
    EXPECT_STREQ(module, L"module");
    EXPECT_NE(module_start, 0U);
    EXPECT_LE(notification_start, module_start);
    EXPECT_EQ(call.context->GetCurrentExecutionStats(nullptr), E_INVALIDARG);
    return RQ_NOTIFICATION_CONTINUE;
  });
  test_.pipeline.run();
  EXPECT_EQ(std::count(journal_.begin(), journal_.end(), "module.AuthorizeRequest"), 1);
}

TEST_F(HttpContextTest, StoredContextsEndWithTheRequest) {
  class Stored final : public IHttpStoredContext {
   public:
    VOID CleanupStoredContext() override { ++cleaned; }
    int cleaned = 0;
  } stored;
  auto* const id = module_.record().id;
  EXPECT_EQ(api().GetModuleContextContainer()->SetModuleContext(&stored, id), S_OK);
  EXPECT_EQ(context().GetNamedContextContainer()->GetNamedContext(L"x"), nullptr);
  test_.end();
  EXPECT_EQ(stored.cleaned, 1);
  test_.begin();
  EXPECT_EQ(api().GetModuleContextContainer()->GetModuleContext(id), nullptr);
}

TEST_F(HttpContextTest, WhatIsNotThereSaysSo) {
  IHttpContext* clone = &context();
  EXPECT_EQ(api().CloneContext(CLONE_FLAG_BASICS, &clone), HRESULT_FROM_WIN32(ERROR_NOT_SUPPORTED));
  EXPECT_EQ(clone, nullptr);
  BOOL pending = TRUE;
  EXPECT_EQ(api().ExecuteRequest(TRUE, &context(), 0, nullptr, &pending),
            HRESULT_FROM_WIN32(ERROR_NOT_SUPPORTED));
  EXPECT_FALSE(pending);
  EXPECT_EQ(api().ReleaseClonedContext(), HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER));
}

TEST_F(HttpContextTest, TheConnectionKnowsWhetherTheClientIsThere) {
  int pair[2];
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
  const sockaddr_in any = testing::ipv4(0, 0);
  const auto* address = reinterpret_cast<const sockaddr*>(&any);
  {
    HttpConnection connection(pair[0], address, sizeof any, address, sizeof any);
    EXPECT_TRUE(connection.IsConnected());
    ASSERT_EQ(::send(pair[1], "x", 1, 0), 1);
    EXPECT_TRUE(connection.IsConnected());
    char byte;
    ASSERT_EQ(::recv(pair[0], &byte, 1, 0), 1);
    ::close(pair[1]);
    EXPECT_FALSE(connection.IsConnected());
  }
  ::close(pair[0]);
}

TEST_F(HttpContextTest, ConnectionContextsHearOfTheDisconnectOnce) {
  class Stored final : public IHttpConnectionStoredContext {
   public:
    VOID CleanupStoredContext() override { ++cleaned; }
    VOID NotifyDisconnect() override { ++disconnected; }
    int cleaned = 0;
    int disconnected = 0;
  } stored;
  const sockaddr_in any = testing::ipv4(0, 0);
  const auto* address = reinterpret_cast<const sockaddr*>(&any);
  {
    HttpConnection connection(-1, address, sizeof any, address, sizeof any);
    EXPECT_NE(connection.AllocateMemory(100), nullptr);
    connection.GetModuleContextContainer()->SetConnectionModuleContext(&stored,
                                                                       module_.record().id);
    connection.notify_disconnect();
    connection.notify_disconnect();
    EXPECT_FALSE(connection.IsConnected());
    EXPECT_EQ(stored.disconnected, 1);
    EXPECT_EQ(stored.cleaned, 0);
  }
  EXPECT_EQ(stored.cleaned, 1);
}

TEST_F(HttpContextTest, LoggingFollowsConfiguration) {
  auto set = [this](config::SelectiveLogging selective, bool dont_log) {
    auto logging = std::make_shared<config::HttpLoggingSettings>();
    logging->selective = selective;
    logging->dont_log = dont_log;
    auto settings = std::make_shared<config::PathSettings>();
    settings->http_logging = logging;
    test_.scope.get().settings = settings;
  };
  using config::SelectiveLogging;
  EXPECT_TRUE(context().log_requested());
  set(SelectiveLogging::kLogAll, true);
  EXPECT_FALSE(context().log_requested());
  set(SelectiveLogging::kLogError, false);
  EXPECT_FALSE(context().log_requested());
  set(SelectiveLogging::kLogSuccessful, false);
  EXPECT_TRUE(context().log_requested());
  static_cast<IHttpResponse&>(context().response()).SetStatus(404, nullptr);
  EXPECT_FALSE(context().log_requested());
}

TEST_F(HttpContextTest, ManyRequestsNeedNoMoreMemoryThanOne) {
  const auto request = [this] {
    test_.begin();
    PCSTR value = nullptr;
    DWORD length = 0;
    api().GetServerVariable("REMOTE_ADDR", &value, &length);
    api().GetPhysicalPath();
    api().GetResponse()->GetRawHttpResponse();
    HTTP_DATA_CHUNK chunk = testing::memory_chunk("body");
    api().GetResponse()->WriteEntityChunks(&chunk, 1, FALSE, TRUE, nullptr);
    test_.end();
  };
  test_.end();
  request();
  const std::size_t footprint = test_.arena.footprint();
  for (int i = 0; i < 100; ++i) {
    request();
  }
  EXPECT_EQ(test_.arena.footprint(), footprint);
}

}  // namespace
}  // namespace penstock::native
