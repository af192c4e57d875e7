// What notifications are given beside the context: IMapPathProvider, IReadEntityProvider,
// ISendResponseProvider, IAuthenticationProvider. Pages: the interfaces' methods.
#include "conformance/api.h"

namespace penstock::tests {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

template <typename Suite>
class ProviderTest : public SharedServer<Suite> {
 public:
  static ServerConfig config() { return config_with_tracers({"Alpha", "Beta"}); }
  static void prepare(TestServer& server) {
    server.write_site_file("a b.txt", "with a space\n");
    server.write_site_file("other.txt", "the other file\n");
    server.write_site_file("index.html", "index\n");
  }

 protected:
  static std::string in_site(const std::string& name) {
    return SharedServer<Suite>::server().site_folder() + "/" + name;
  }
};

// --- IMapPathProvider

class IMapPathProvider : public ProviderTest<IMapPathProvider> {};

TEST_F(IMapPathProvider, GetUrl_IsTheDecodedPathWithoutTheQuery) {
  const Traced traced = run("/a%20b.txt?q=1");
  EXPECT_EQ(traced.reply.body, "with a space\n");
  EXPECT_THAT(traced.of("Alpha"), Contains(StartsWith("MapPath /a b.txt " + in_site(""))));
}

TEST_F(IMapPathProvider, GetPhysicalPath_IsWhereConfigurationLeads) {
  EXPECT_THAT(run("/below/x.txt").of("Alpha"),
              Contains("MapPath /below/x.txt " + in_site("below/x.txt")));
}

TEST_F(IMapPathProvider, GetPhysicalPath_IsNotTheDefaultDocuments) {
  const Traced traced = run("/");
  EXPECT_EQ(traced.reply.body, "index\n");
  EXPECT_EQ(traced.entries_of("MapPath").at(0), "Alpha.MapPath / " + server().site_folder());
}

TEST_F(IMapPathProvider, GetPhysicalPath_IsWhatAModuleBeforeHasSet) {
  const Traced traced =
      run("/a.txt", {{"X-Alpha", "MapPath=set-path(" + in_site("other.txt") + ")"}});
  EXPECT_THAT(traced.of("Beta"), Contains("MapPath /a.txt " + in_site("other.txt")));
}

TEST_F(IMapPathProvider, SetPhysicalPath_LeadsToAnotherFile) {
  const Traced traced =
      run("/a.txt", {{"X-Alpha", "MapPath=set-path(" + in_site("other.txt") + ")"}});
  EXPECT_THAT(traced.of("Alpha"), Contains("MapPath: path 00000000"));
  EXPECT_EQ(traced.reply.body, "the other file\n");
}

TEST_F(IMapPathProvider, SetPhysicalPath_TakesAsManyCharactersAsTold) {
  const Traced traced =
      run("/missing", {{"X-Alpha", "MapPath=set-shorter-path(" + in_site("other.txt") + "X)"}});
  EXPECT_EQ(traced.reply.body, "the other file\n");
}

TEST_F(IMapPathProvider, SetPhysicalPath_RefusesNullAndNothing) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "MapPath=set-no-path"}});
  EXPECT_THAT(traced.of("Alpha"), Contains("MapPath: null 80070057"));  // ERROR_INVALID_PARAMETER
  EXPECT_THAT(traced.of("Alpha"), Contains("MapPath: empty 80070057"));
  EXPECT_THAT(traced.of("Alpha"), Contains("MapPath: still " + in_site("a.txt")));
  EXPECT_EQ(traced.reply.body, "a file\n");
}

// --- IReadEntityProvider

class IReadEntityProvider : public ProviderTest<IReadEntityProvider> {
 protected:
  static Traced read(const std::string& how, const std::string& in_alpha,
                     const std::string& in_beta = "BeginRequest=continue") {
    return run("/",
               {{"X-Alpha", "ExecuteRequestHandler=" + how + "+handled; " + in_alpha},
                {"X-Beta", in_beta}},
               "POST", "some body");
  }
};

TEST_F(IReadEntityProvider, GetEntity_IsWhatWasReadAndTheReadersRoom) {
  const Traced traced = read("read(100)", "BeginRequest=continue");
  EXPECT_THAT(traced.of("Alpha"), Contains("ReadEntity \"some body\" of 100"));
}

TEST_F(IReadEntityProvider, GetEntity_HoldsNoMoreThanTheReadersRoom) {
  const Traced traced = read("read(4)+read(100)", "BeginRequest=continue");
  EXPECT_THAT(traced.of("Alpha"), Contains("ReadEntity \"some\" of 4"));
  EXPECT_THAT(traced.of("Alpha"), Contains("ReadEntity \" body\" of 100"));
}

TEST_F(IReadEntityProvider, GetEntity_IsWhatAModuleBeforeHasSet) {
  const Traced traced = read("read(100)", "ReadEntity=set-entity(replaced)");
  EXPECT_THAT(traced.of("Beta"), Contains("ReadEntity \"replaced\" of 8"));
}

TEST_F(IReadEntityProvider, SetEntity_IsWhatTheReaderGets) {
  const Traced traced = read("read(100)", "ReadEntity=set-entity(replaced)>continue");
  EXPECT_THAT(traced.of("Alpha"), Contains("ExecuteRequestHandler: read \"replaced\" 00000000"));
}

TEST_F(IReadEntityProvider, SetEntity_WhatDoesNotFitIsReadNext) {
  const Traced traced =
      read("read(4)+read(100)", "ReadEntity=set-entity(a longer entity)>continue");
  EXPECT_THAT(traced.of("Alpha"), Contains("ExecuteRequestHandler: read \"a lo\" 00000000"));
  EXPECT_THAT(traced.of("Alpha"), Contains("ExecuteRequestHandler: read \"nger entity\" 00000000"));
}

TEST_F(IReadEntityProvider, SetEntity_OfMoreThanItsBufferIsIgnored) {
  const Traced traced = read("read(100)", "ReadEntity=set-bad-entity");
  EXPECT_THAT(traced.of("Alpha"), Contains("ExecuteRequestHandler: read \"some body\" 00000000"));
}

// --- ISendResponseProvider

class ISendResponseProvider : public ProviderTest<ISendResponseProvider> {
 public:
  static Environment environment() { return {{"TRACER_Alpha", "priority=SendResponse:FIRST"}}; }
};

TEST_F(ISendResponseProvider, GetHeadersBeingSent_OnTheFirstSendOnly) {
  const Traced traced =
      run("/", {{"X-Alpha", "ExecuteRequestHandler=body(one)+flush+body(two)+finish"}});
  EXPECT_THAT(
      traced.entries_of("SendResponse"),
      ElementsAre(StartsWith("Beta.SendResponse headers"), StartsWith("Alpha.SendResponse headers"),
                  StartsWith("Beta.SendResponse body"), StartsWith("Alpha.SendResponse body")));
}

TEST_F(ISendResponseProvider, GetHeadersBeingSent_NotWhenTheyAreSuppressed) {
  const std::string id = next_trace_id();
  RawClient client = server().connect();
  client.send_request(
      "GET", "/",
      {{"X-Trace", id}, {"X-Alpha", "ExecuteRequestHandler=suppress+body(bare)+finish"}});
  EXPECT_EQ(client.read_to_end(), "bare");
  EXPECT_THAT(trace_when(server(), id, "Alpha.SendResponse"),
              Contains(StartsWith("Alpha.SendResponse body")));
}

TEST_F(ISendResponseProvider, GetFlags_SayWhetherMoreIsToCome) {
  const Traced traced = run("/", {{"X-Alpha",
                                   "ExecuteRequestHandler=body(one)+flush+body(two)+finish;"
                                   "SendResponse=flags"}});
  // HTTP_SEND_RESPONSE_FLAG_MORE_DATA, then none
  EXPECT_THAT(traced.entries_of("SendResponse:"),
              ElementsAre("Alpha.SendResponse: flags 2", "Alpha.SendResponse: flags 0"));
}

TEST_F(ISendResponseProvider, GetFlags_AreWhatAModuleBeforeHasSet) {
  RawClient client = server().connect();
  const std::string id = next_trace_id();
  client.get("/a.txt", {{"X-Trace", id},
                        {"X-Beta", "SendResponse=set-flags(1)"},
                        {"X-Alpha", "SendResponse=flags"}});
  EXPECT_THAT(trace_when(server(), id, "Alpha.SendResponse:"),
              Contains("Alpha.SendResponse: flags 1"));
}

TEST_F(ISendResponseProvider, SetFlags_DisconnectClosesAfterTheResponse) {
  RawClient client = server().connect();
  const Reply reply = client.get("/a.txt", {{"X-Alpha", "SendResponse=set-flags(1)"}});
  EXPECT_EQ(reply.body, "a file\n");
  EXPECT_EQ(client.wait_for_end(), End::closed);
}

TEST_F(ISendResponseProvider, GetReadyToLogData_AtTheLastSend) {
  const Traced traced =
      run("/", {{"X-Alpha", "ExecuteRequestHandler=body(one)+flush+body(two)+finish"}});
  EXPECT_THAT(traced.entries_of("SendResponse"),
              ElementsAre("Beta.SendResponse headers more", "Alpha.SendResponse headers more",
                          "Beta.SendResponse body last ready-to-log",
                          "Alpha.SendResponse body last ready-to-log log-data"));
}

TEST_F(ISendResponseProvider, GetLogData_HoldsTheFieldsOfTheRequest) {
  const Traced traced =
      run("/a.txt?q=1", {{"User-Agent", "tester"}, {"X-Alpha", "SendResponse=log-data"}});
  EXPECT_THAT(traced.of("Alpha"), Contains("SendResponse: log GET /a.txt q=1 200 tester"));
}

TEST_F(ISendResponseProvider, GetLogData_IsNullBelowHighPriority) {
  const Traced traced = run("/a.txt", {{"X-Beta", "SendResponse=log-data"}});
  EXPECT_THAT(traced.of("Beta"), Contains("SendResponse: log null"));
}

TEST_F(ISendResponseProvider, GetLogData_IsNullWhileThereIsMore) {
  const Traced traced = run("/", {{"X-Alpha",
                                   "ExecuteRequestHandler=body(one)+flush+body(two)+finish;"
                                   "SendResponse=log-data>continue"}});
  EXPECT_THAT(traced.of("Alpha"), Contains("SendResponse: log null"));
}

TEST_F(ISendResponseProvider, SetLogData_IsWhatIsLogged) {
  TestServer other(config(), environment());
  const Traced traced = run_traced(
      other, "/x", {{"User-Agent", "client"}, {"X-Alpha", "SendResponse=set-log-data(edited)"}});
  EXPECT_THAT(traced.of("Alpha"), Contains("SendResponse: set log 00000000"));
  other.stop();
  const std::string log = access_log(other);
  EXPECT_THAT(log, HasSubstr(" edited "));
  EXPECT_THAT(log, Not(HasSubstr(" client ")));
}

// --- IAuthenticationProvider

class IAuthenticationProvider : public ApiTest<IAuthenticationProvider> {};

TEST_F(IAuthenticationProvider, SetUser_IsTheRequestsUser) {
  Values got = report("authenticate");
  EXPECT_EQ(got["AUTH_USER"], "ann");
  EXPECT_EQ(got["REMOTE_USER"], "remote ann");
  EXPECT_EQ(got["LOGON_USER"], "ann");
  EXPECT_EQ(got["AUTH_TYPE"], "Basic");
  EXPECT_EQ(got["AUTH_PASSWORD"], "secret");
  EXPECT_EQ(got["writer"], "1");
}

TEST_F(IAuthenticationProvider, SetUser_OfNullLetsAuthenticationGoOn) {
  EXPECT_EQ(report("authenticate")["after null"], "0");
}

}  // namespace
}  // namespace penstock::tests
