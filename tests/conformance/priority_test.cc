// Priorities of modules, and the order within one priority.
// Pages: IHttpModuleRegistrationInfo::SetPriorityForRequestNotification, request-processing
// constants.
#include "conformance/tracing.h"

namespace penstock::tests {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::StartsWith;

// Listed in an order that no priority has.
class IHttpModuleRegistrationInfo : public SharedServer<IHttpModuleRegistrationInfo> {
 public:
  static ServerConfig config() {
    return config_with_tracers({"Last", "Medium", "High", "Default", "First", "Low"});
  }
  static Environment environment() {
    const auto all = [](const std::string& level) {
      return "priority=BeginRequest:" + level + ",SendResponse:" + level + ",MapPath:" + level +
             "; post=all; events=all";
    };
    return {{"TRACER_First", all("FIRST")},
            {"TRACER_High", all("HIGH")},
            {"TRACER_Medium", all("MEDIUM")},
            {"TRACER_Low", all("LOW")},
            {"TRACER_Last", all("LAST")}};
  }
};

TEST_F(IHttpModuleRegistrationInfo, SetPriorityForRequestNotification_AllFiveLevels) {
  const Traced traced = run("/a.txt");
  EXPECT_THAT(traced.called_for("BeginRequest"),
              ElementsAre("First", "High", "Medium", "Default", "Low", "Last"));
}

TEST_F(IHttpModuleRegistrationInfo, SetPriorityForRequestNotification_HoldsForNestedOnes) {
  const Traced traced = run("/a.txt");
  Lines first(traced.called_for("MapPath"));
  first.resize(6);
  EXPECT_THAT(first, ElementsAre("First", "High", "Medium", "Default", "Low", "Last"));
}

TEST_F(IHttpModuleRegistrationInfo, SetPriorityForRequestNotification_IsInvertedForSendResponse) {
  const Traced traced = run("/a.txt");
  EXPECT_THAT(traced.called_for("SendResponse"),
              ElementsAre("Last", "Low", "Default", "Medium", "High", "First"));
}

TEST_F(IHttpModuleRegistrationInfo, SetPriorityForRequestNotification_IsOfThatNotificationOnly) {
  const Traced traced = run("/a.txt");
  EXPECT_THAT(traced.called_for("EndRequest"),
              ElementsAre("Last", "Medium", "High", "Default", "First", "Low"));
}

TEST_F(IHttpModuleRegistrationInfo, SetPriorityForRequestNotification_HoldsForThePostEventToo) {
  const Traced traced = run("/a.txt");
  EXPECT_THAT(traced.called_for("PostBeginRequest"),
              ElementsAre("First", "High", "Medium", "Default", "Low", "Last"));
}

// Page: ISendResponseProvider::GetLogData.
TEST_F(IHttpModuleRegistrationInfo, GetLogDataIsForFirstAndHigh) {
  const Traced traced = run("/a.txt");
  EXPECT_THAT(traced.of("First"), Contains("SendResponse headers last ready-to-log log-data"));
  EXPECT_THAT(traced.of("High"), Contains("SendResponse headers last ready-to-log log-data"));
  EXPECT_THAT(traced.of("Medium"), Contains("SendResponse headers last ready-to-log"));
  EXPECT_THAT(traced.of("Last"), Contains("SendResponse headers last ready-to-log"));
}

TEST(IHttpModuleRegistrationInfo2, SetPriorityForPostRequestNotification_IsOfThePostEventOnly) {
  const TestServer server(config_with_tracers({"Alpha", "Beta"}),
                          {{"TRACER_Beta", "postpriority=BeginRequest:FIRST"}});
  const Traced traced = run_traced(server, "/");
  EXPECT_THAT(traced.called_for("BeginRequest"), ElementsAre("Alpha", "Beta"));
  EXPECT_THAT(traced.called_for("PostBeginRequest"), ElementsAre("Beta", "Alpha"));
}

TEST_F(IHttpModuleRegistrationInfo, SetPriorityForRequestNotification_OfAnUnknownLevel) {
  ServerConfig config = config_with_tracers({"Alpha"});
  const RunResult result =
      fail_to_start(config, {{"TRACER_Alpha", "priority=BeginRequest:SOONER"}});
  EXPECT_EQ(result.exit_code, 1);
  // ERROR_INVALID_PARAMETER, which the tracer returns.
  EXPECT_THAT(result.err, testing::HasSubstr("0x80070057")) << result.err;
}

TEST_F(IHttpModuleRegistrationInfo, SetRequestNotifications_ASecondCallIsRefused) {
  const TempDir folder;
  const std::string log = folder.file("lifetime");
  TestServer server(config_with_tracers({"Alpha"}),
                    {{"TRACER_Alpha", "register=twice"}, {"TRACER_LOG", log}});
  ASSERT_TRUE(server.running());
  // ERROR_ALREADY_EXISTS, ERROR_INVALID_PARAMETER
  EXPECT_THAT(lines_of(read_file(log)), Contains("twice 800700b7"));
  EXPECT_THAT(lines_of(read_file(log)), Contains("null 80070057"));
}

TEST_F(IHttpModuleRegistrationInfo, SetRequestNotifications_OnlySubscribedEventsAreCalled) {
  const TestServer server(
      config_with_tracers({"Alpha"}),
      {{"TRACER_Alpha", "events=BeginRequest,EndRequest; post=AuthorizeRequest,SendResponse"}});
  const Traced traced = run_traced(server, "/a.txt");
  EXPECT_THAT(traced.of("Alpha"), ElementsAre("created", "BeginRequest", "PostAuthorizeRequest",
                                              "EndRequest", "disposed"));
}

TEST_F(IHttpModuleRegistrationInfo, GetName_TellsTwoLoadsOfOneLibraryApart) {
  const TempDir folder;
  const std::string log = folder.file("lifetime");
  TestServer server(config_with_tracers({"Alpha", "Beta"}), {{"TRACER_LOG", log}});
  EXPECT_THAT(lines_of(read_file(log)),
              ElementsAre("attach", "register Alpha for 10", "register Beta for 10"));
}

}  // namespace
}  // namespace penstock::tests
