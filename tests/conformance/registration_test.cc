// What a module is given to register itself with, and to make its request modules in. Pages:
// IHttpModuleRegistrationInfo::*, IModuleAllocator, IHttpModuleFactory::Terminate.
#include "conformance/registrant.h"

namespace penstock::tests {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;
using testing::SizeIs;

constexpr const char* kAlreadyExists = "800700b7";

class IHttpModuleRegistrationInfo : public RegistrantTest {};

TEST_F(IHttpModuleRegistrationInfo, GetName_IsTheNameOfGlobalModules) {
  EXPECT_THAT(of(log(), "name "), ElementsAre("Registrant"));
}

TEST_F(IHttpModuleRegistrationInfo, GetId_IsEachModulesOwn) {
  const TempDir folder;
  ServerConfig config = config_with_api();
  config.add("One", REGISTRANT_MODULE).add("Two", REGISTRANT_MODULE);
  const TestServer other(config, {{"REGISTRANT_LOG", folder.file("log")}});
  const Lines ids = of(lines_of(read_file(folder.file("log"))), "id ");
  ASSERT_THAT(ids, SizeIs(2));
  EXPECT_NE(ids[0], ids[1]);
  EXPECT_THAT(ids, Not(Contains("0")));
}

TEST_F(IHttpModuleRegistrationInfo, SetRequestNotifications_OnceAndNotNull) {
  EXPECT_THAT(of(log(), "factory null "), ElementsAre(kInvalidParameter));
  EXPECT_THAT(of(log(), "factory 0"), ElementsAre("0000000"));
  EXPECT_THAT(of(log(), "factory twice "), ElementsAre(kAlreadyExists));
}

TEST_F(IHttpModuleRegistrationInfo, SetRequestNotifications_CallsForThoseOnly) {
  server().get("/a.txt");
  EXPECT_THAT(of(log(), "begin in "), SizeIs(1));
}

TEST_F(IHttpModuleRegistrationInfo, SetGlobalNotifications_OnceAndNotNull) {
  EXPECT_THAT(of(log(), "global null "), ElementsAre(kInvalidParameter));
  EXPECT_THAT(of(log(), "global 0"), ElementsAre("0000000"));
  EXPECT_THAT(of(log(), "global twice "), ElementsAre(kAlreadyExists));
}

TEST_F(IHttpModuleRegistrationInfo, SetPriorityForGlobalNotification_RefusesUnknownLevels) {
  EXPECT_THAT(of(log(), "priority 0"), ElementsAre("0000000"));
  EXPECT_THAT(of(log(), "priority unknown "), ElementsAre(kInvalidParameter));
  EXPECT_THAT(of(log(), "priority null "), ElementsAre(kInvalidParameter));
}

TEST_F(IHttpModuleRegistrationInfo, SetPriorityForRequestNotification_RefusesUnknownLevels) {
  EXPECT_THAT(of(log(), "request priority unknown "), ElementsAre(kInvalidParameter));
}

// --- what the factory does

class IModuleAllocator : public RegistrantTest {};

TEST_F(IModuleAllocator, AllocateMemory_HoldsModulesAndLargeBlocks) {
  const Reply reply = server().get("/a.txt");
  EXPECT_EQ(reply.header("X-Memory"), "kept");
  EXPECT_THAT(of(log(), "allocated "), ElementsAre("well"));
}

TEST_F(IModuleAllocator, AllocateMemory_LastsUntilTheModuleIsDisposedOf) {
  RawClient client = server().connect();
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(client.get("/a.txt").header("X-Memory"), "kept");
  }
  EXPECT_THAT(of(final_log(), "dispose"), SizeIs(3));
}

class IHttpModuleFactory : public RegistrantTest {};

TEST_F(IHttpModuleFactory, Terminate_WhenTheServerStops) {
  server().get("/a.txt");
  EXPECT_THAT(log(), Not(Contains("terminate factory")));
  const Lines lines = final_log();
  EXPECT_THAT(lines, Contains("terminate factory").Times(1));
  // After the last module of the last request.
  EXPECT_GT(std::find(lines.begin(), lines.end(), "terminate factory"),
            std::find(lines.begin(), lines.end(), "dispose"));
}

TEST_F(IHttpModuleFactory, Terminate_OfARefusedOneIsTheModulesOwn) {
  EXPECT_THAT(final_log(), Contains("terminate refused factory").Times(1));
}

}  // namespace
}  // namespace penstock::tests
