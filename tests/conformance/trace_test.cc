// Tracing: who hears what, and the server's own events. Pages: IHttpTraceContext,
// IGlobalTraceEventProvider, HTTP_TRACE_CONFIGURATION, HTTP_TRACE_EVENT.
#include "conformance/tracing.h"

namespace penstock::tests {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

ServerConfig config_with_listeners() {
  ServerConfig config;
  config.add("Alpha", LISTENER_MODULE).add("Beta", LISTENER_MODULE);
  return config;
}

// What was heard of an earlier request, or ("server") of none.
Lines heard(const TestServer& server, const std::string& id) {
  return lines_of(server.get("/__heard?" + id).body);
}

// Sends a request; when it has ended, what was heard of it.
Lines hear(const TestServer& server, const Headers& headers, std::string_view target = "/a.txt",
           int status = 200) {
  const std::string id = next_trace_id();
  Headers all = headers;
  all.emplace_back("X-Trace", id);
  RawClient client = server.connect();
  EXPECT_EQ(client.request("GET", target, all).status, status);
  return lines_of(client.get("/__heard?" + id).body);
}

Lines starting_with(const Lines& lines, const std::string& start) {
  Lines found;
  for (const std::string& line : lines) {
    if (line.rfind(start, 0) == 0) {
      found.push_back(line);
    }
  }
  return found;
}

// The first three words: "Alpha hears HELLO".
Lines first_words(const Lines& lines) {
  Lines found;
  for (const std::string& line : lines) {
    const std::size_t second = line.find(' ', line.find(' ') + 1);
    found.push_back(line.substr(0, line.find(' ', second + 1)));
  }
  return found;
}

// --- one listener that asks for nothing, one for areas 2 and 4 of one provider up to level 3

class IHttpTraceContext : public SharedServer<IHttpTraceContext> {
 public:
  static ServerConfig config() { return config_with_listeners(); }
  static Environment environment() { return {{"LISTENER_Beta", "subscribe(test/6/3)"}}; }

 protected:
  static Lines hear(const std::string& alpha) {
    return tests::hear(server(), {{"X-Alpha", alpha}});
  }
};

TEST_F(IHttpTraceContext, RaiseTraceEvent_ReachesEveryListenerBeforeItReturns) {
  EXPECT_THAT(hear("raise(HELLO/3/2/2)"),
              ElementsAre("Alpha ignores HELLO test event=7 version=2 area=2 level=3 timed=1 "
                          "active=1 [n=0 n=1] context=00000000",
                          "Beta hears HELLO test event=7 version=2 area=2 level=3 timed=1 active=1 "
                          "[n=0 n=1] context=00000000",
                          "Alpha raise(HELLO/3/2/2): 00000000"));
}

TEST_F(IHttpTraceContext, RaiseTraceEvent_TakesSixteenItemsAndNotOneMore) {
  const Lines lines = hear("raise(FULL/1/0/16) bad-events");
  EXPECT_THAT(lines, Contains("Alpha raise(FULL/1/0/16): 00000000"));
  EXPECT_THAT(lines, Contains("Alpha bad-events: 80070057 80070057 80070057 80070057 80070057 "
                              "80070057 80070057"));
  EXPECT_THAT(lines, Not(Contains(HasSubstr(" BAD "))));
}

TEST_F(IHttpTraceContext, RaiseTraceEvent_OfTheServerIsAboutNoRequest) {
  EXPECT_THAT(hear("server-raise(GLOBAL/1/0/0)"),
              ElementsAre("Alpha server-raise(GLOBAL/1/0/0): 00000000"));
  EXPECT_THAT(heard(server(), "server"),
              Contains("Beta hears GLOBAL test event=7 version=2 area=0 level=1 timed=1 active=0 "
                       "[] context=80070032"));
}

TEST_F(IHttpTraceContext, SetTraceConfiguration_ChoosesByProviderAreaAndVerbosity) {
  const Lines beta = starting_with(hear("raise(FITS/3/4/0) raise(TOO_VERBOSE/4/4/0) "
                                        "raise(ELSEWHERE/3/8/0) raise(EVERYWHERE/3/0/0) "
                                        "raise(ACTIVITY/6/4/0) quick(OTHER_PROVIDER/1)"),
                                   "Beta");
  EXPECT_THAT(first_words(beta), ElementsAre("Beta hears FITS", "Beta ignores TOO_VERBOSE",
                                             "Beta ignores ELSEWHERE", "Beta hears EVERYWHERE",
                                             "Beta hears ACTIVITY", "Beta ignores QUICK_TRACE"));
}

TEST_F(IHttpTraceContext, SetTraceConfiguration_OfARequestHoldsForThatRequest) {
  const Lines there = hear("subscribe(test/ffffe/5) raise(HELLO/5/64/0)");
  EXPECT_THAT(first_words(starting_with(there, "Alpha hears")), ElementsAre("Alpha hears HELLO"));
  const Lines later = hear("raise(HELLO/5/64/0)");
  EXPECT_THAT(first_words(starting_with(later, "Alpha ignores")),
              ElementsAre("Alpha ignores HELLO"));
}

TEST_F(IHttpTraceContext, SetTraceConfiguration_OfTheServerHoldsUntilItIsSwitchedOff) {
  hear("server-subscribe(all/ffffe/5)");
  EXPECT_THAT(first_words(hear("raise(HELLO/5/64/0)")), Contains("Alpha hears HELLO"));
  EXPECT_THAT(hear("server-unsubscribe(all)"), Contains("Alpha server-unsubscribe(all): 00000000"));
  EXPECT_THAT(first_words(hear("raise(HELLO/5/64/0)")), Contains("Alpha ignores HELLO"));
}

TEST_F(IHttpTraceContext, SetTraceConfiguration_ReplacesTheEntryOfTheSameProvider) {
  const Lines lines =
      hear("subscribe(test/ffffe/5) subscribe(test/8/1) raise(HELLO/5/64/0) raise(OTHER/1/8/0)");
  EXPECT_THAT(first_words(lines), Contains("Alpha ignores HELLO"));
  EXPECT_THAT(first_words(lines), Contains("Alpha hears OTHER"));
}

// No array, no module, no provider, off what is not on; all of an array or nothing of it.
TEST_F(IHttpTraceContext, SetTraceConfiguration_Errors) {
  EXPECT_THAT(hear("bad-configurations"),
              ElementsAre("Alpha bad-configurations: 80070057 80070057 80070057 80070490 80070057 "
                          "80070490 80070057"));
  EXPECT_THAT(hear("server-bad-configurations"),
              ElementsAre("Alpha server-bad-configurations: 80070057 80070057 80070057 80070490 "
                          "80070057 80070490 80070057"));
}

TEST_F(IHttpTraceContext, GetTraceConfiguration_TellsWhatAnyListenerWants) {
  EXPECT_THAT(hear("configuration(test) configuration(www) configuration(none)"),
              ElementsAre("Alpha configuration(test): 00000000 on 6 3",
                          "Alpha configuration(www): 00000000 off 77 88",
                          "Alpha configuration(none): 00000000 off 77 88"));
  EXPECT_THAT(starting_with(hear("subscribe(test/9/5) configuration(test) "
                                 "server-configuration(test)"),
                            "Alpha"),
              ElementsAre("Alpha subscribe(test/9/5): 00000000",
                          "Alpha configuration(test): 00000000 on 15 5",
                          "Alpha server-configuration(test): 00000000 on 6 3"));
}

TEST_F(IHttpTraceContext, GetTraceActivityId_IsTheRequests) {
  EXPECT_THAT(hear("activity server-activity"),
              ElementsAre("Alpha activity: same", "Alpha server-activity: null"));
}

TEST_F(IHttpTraceContext, QuickTrace_IsAnEventOfTheServersProviders) {
  EXPECT_THAT(hear("quick(HELLO/4)"),
              Contains("Beta ignores QUICK_TRACE www event=3 version=1 area=0 level=4 timed=1 "
                       "active=1 [Data1=HELLO Data2=second LastError=-2147467259] "
                       "context=00000000"));
  hear("server-quick(WORLD/6)");
  EXPECT_THAT(heard(server(), "server"),
              Contains("Beta ignores QUICK_TRACE global event=3 version=1 area=0 level=6 timed=1 "
                       "active=0 [Data1=WORLD Data2=second LastError=-2147467259] "
                       "context=80070032"));
}

TEST_F(IHttpTraceContext, TheServerRaisesNothingThatNobodyAskedFor) {
  EXPECT_THAT(tests::hear(server(), {}), IsEmpty());
}

// --- listeners that misbehave

Lines hear_with(const Environment& environment) {
  TestServer server(config_with_listeners(), environment);
  server.write_site_file("a.txt", "a file\n");
  return first_words(hear(server, {{"X-Alpha", "raise(HELLO/0/0/0)"}}));
}

TEST(CGlobalModule, OnGlobalTraceEvent_IsNotCalledForWhatTheListenerRaisesInside) {
  EXPECT_THAT(hear_with({{"LISTENER_Alpha", "echo"}}),
              ElementsAre("Alpha ignores HELLO", "Beta ignores ECHO_OF_Alpha", "Beta ignores HELLO",
                          "Alpha raise(HELLO/0/0/0): 00000000"));
  EXPECT_THAT(hear_with({{"LISTENER_Alpha", "echo"}, {"LISTENER_Beta", "echo"}}),
              ElementsAre("Alpha ignores HELLO", "Beta ignores ECHO_OF_Alpha", "Beta ignores HELLO",
                          "Alpha ignores ECHO_OF_Beta", "Alpha raise(HELLO/0/0/0): 00000000"));
}

TEST(CGlobalModule, OnGlobalTraceEvent_HandledKeepsItFromTheNext) {
  EXPECT_THAT(hear_with({{"LISTENER_Alpha", "handled"}}),
              ElementsAre("Alpha ignores HELLO", "Alpha raise(HELLO/0/0/0): 00000000"));
}

TEST(CGlobalModule, OnGlobalTraceEvent_MayThrowWithoutHarm) {
  TestServer server(config_with_listeners(), {{"LISTENER_Alpha", "throws"}});
  server.write_site_file("a.txt", "a file\n");
  EXPECT_THAT(first_words(hear(server, {{"X-Alpha", "raise(HELLO/0/0/0)"}})),
              Contains("Beta ignores HELLO"));
  server.events().wait_for("Penstock", [](const observe::EventRecord& event) {
    return event.event_id == 100 && event.strings[0] == "Alpha" &&
           event.strings[3] == "scripted in OnGlobalTraceEvent";
  });
}

// --- the server's own events

class IGlobalTraceEventProvider : public SharedServer<IGlobalTraceEventProvider> {
 public:
  static ServerConfig config() {
    ServerConfig config = config_with_listeners();
    config.add("Gamma", tracer_image());
    return config;
  }
  static Environment environment() {
    return {{"LISTENER_Alpha", "subscribe(www/ffffe/5)"},
            {"TRACER_Gamma", "events=AuthorizeRequest,SendResponse; post=BeginRequest"}};
  }
};

TEST_F(IGlobalTraceEventProvider, GetTraceEvent_ARequestsStartAndEnd) {
  const Lines lines = starting_with(hear(server(), {}, "/a.txt?x=1"), "Alpha hears");
  ASSERT_GE(lines.size(), 2U);
  EXPECT_THAT(lines.front(),
              StartsWith("Alpha hears GENERAL_REQUEST_START www event=1 version=1 area=0 level=0 "
                         "timed=1 active=1 [ContextId={00000000-0000-0000-"));
  EXPECT_THAT(lines.front(), HasSubstr(" SiteId=1 AppPoolId=DefaultAppPool ConnId="));
  EXPECT_THAT(lines.front(), HasSubstr(" RawConnId="));
  EXPECT_THAT(
      lines.front(),
      HasSubstr(" RequestURL=http://localhost:80/a.txt?x=1 RequestVerb=GET] context=00000000"));
  EXPECT_THAT(lines.back(),
              StartsWith("Alpha hears GENERAL_REQUEST_END www event=2 version=1 area=0 level=0 "
                         "timed=1 active=1 [ContextId={00000000-0000-0000-"));
  EXPECT_THAT(lines.back(), HasSubstr(" HttpStatus=200 HttpSubStatus=0] context=00000000"));
}

TEST_F(IGlobalTraceEventProvider, GetTraceEvent_BytesAndStatusOfTheRequest) {
  const std::string id = next_trace_id();
  const std::string request = "GET /missing HTTP/1.1\r\nHost: h\r\nX-Trace: " + id + "\r\n\r\n";
  RawClient client = server().connect();
  client.send(request);
  EXPECT_EQ(client.read_reply().status, 404);
  const Lines lines = lines_of(client.get("/__heard?" + id).body);
  const Lines ends = starting_with(lines, "Alpha hears GENERAL_REQUEST_END");
  ASSERT_EQ(ends.size(), 1U);
  EXPECT_THAT(ends[0], HasSubstr(" BytesReceived=" + std::to_string(request.size()) +
                                 " HttpStatus=404 HttpSubStatus=0]"));
  EXPECT_THAT(ends[0], Not(HasSubstr("BytesSent=0 ")));
}

TEST_F(IGlobalTraceEventProvider, GetTraceEvent_EveryCallOfAModule) {
  const Lines lines = starting_with(hear(server(), {}), "Alpha hears NOTIFY_MODULE");
  Lines of_gamma;
  for (const std::string& line : lines) {
    if (line.find("ModuleName=Gamma ") != std::string::npos) {
      of_gamma.push_back(line.substr(12, line.find(' ', 12) - 12) +
                         line.substr(line.find(" Notification=")));
    }
  }
  EXPECT_THAT(of_gamma,
              ElementsAre("NOTIFY_MODULE_START Notification=1(BEGIN_REQUEST) "
                          "fIsPostNotification=1 fIsCompletion=0] context=00000000",
                          "NOTIFY_MODULE_END Notification=1(BEGIN_REQUEST) fIsPostNotification=1 "
                          "NotificationStatus=0(NOTIFICATION_CONTINUE)] context=00000000",
                          "NOTIFY_MODULE_START Notification=4(AUTHORIZE_REQUEST) "
                          "fIsPostNotification=0 fIsCompletion=0] context=00000000",
                          "NOTIFY_MODULE_END Notification=4(AUTHORIZE_REQUEST) "
                          "fIsPostNotification=0 NotificationStatus=0(NOTIFICATION_CONTINUE)] "
                          "context=00000000",
                          "NOTIFY_MODULE_START Notification=536870912(SEND_RESPONSE) "
                          "fIsPostNotification=0 fIsCompletion=0] context=00000000",
                          "NOTIFY_MODULE_END Notification=536870912(SEND_RESPONSE) "
                          "fIsPostNotification=0 NotificationStatus=0(NOTIFICATION_CONTINUE)] "
                          "context=00000000"));
  EXPECT_THAT(lines.front(), HasSubstr(" www event=1 version=1 area=256 level=5 "));
}

TEST_F(IGlobalTraceEventProvider, GetTraceEvent_ACompletionIsACallOfItsOwn) {
  const Lines lines =
      hear(server(), {{"X-Gamma", "AuthorizeRequest=post(1)+pending; Async=finish"}});
  EXPECT_THAT(lines, Contains(HasSubstr("Notification=4(AUTHORIZE_REQUEST) fIsPostNotification=0 "
                                        "NotificationStatus=1(NOTIFICATION_PENDING)]")));
  EXPECT_THAT(lines, Contains(HasSubstr("Notification=4(AUTHORIZE_REQUEST) fIsPostNotification=0 "
                                        "fIsCompletion=1]")));
  EXPECT_THAT(lines, Contains(HasSubstr("Notification=4(AUTHORIZE_REQUEST) fIsPostNotification=0 "
                                        "NotificationStatus=2(NOTIFICATION_FINISH_REQUEST)]")));
}

TEST(IGlobalTraceEventProviderQuiet, GetTraceEvent_UpToTheVerbosityAskedFor) {
  TestServer server(config_with_listeners(), {{"LISTENER_Alpha", "subscribe(www/ffffe/4)"}});
  server.write_site_file("a.txt", "a file\n");
  EXPECT_THAT(first_words(starting_with(hear(server, {}), "Alpha")),
              ElementsAre("Alpha hears GENERAL_REQUEST_START", "Alpha hears GENERAL_REQUEST_END"));
}

// Two requests of one connection are told apart by it.
TEST_F(IGlobalTraceEventProvider, GetTraceEvent_TheContextIdIsTheRequests) {
  const auto context_id = [](const Lines& lines) {
    return lines.front().substr(lines.front().find("ContextId="), 48);
  };
  const Lines first = hear(server(), {});
  const Lines second = hear(server(), {});
  ASSERT_FALSE(first.empty());
  ASSERT_FALSE(second.empty());
  EXPECT_NE(context_id(first), context_id(second));
  for (const std::string& line : first) {
    EXPECT_THAT(line, HasSubstr(context_id(first)));
  }
}

}  // namespace
}  // namespace penstock::tests
