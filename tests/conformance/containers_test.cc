// What modules keep with the server's objects, and when it is cleaned up. Pages:
// IHttpModuleContextContainer, IHttpStoredContext, INamedContextContainer,
// IDispensedHttpModuleContextContainer.
#include "conformance/logged.h"

namespace penstock::tests {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;
using testing::UnorderedElementsAre;

constexpr const char* kAlreadyAssigned = "80070055";

// --- IHttpModuleContextContainer

class IHttpModuleContextContainer : public LoggedApi {};

TEST_F(IHttpModuleContextContainer, SetModuleContext_OnlyOnce) {
  Values got = report("containers");
  for (const char* place : {"request", "connection", "site", "application", "metadata"}) {
    const std::string name = place;
    EXPECT_EQ(got[name], kOk) << place;
    EXPECT_EQ(got[name + " found"], "1") << place;
    EXPECT_EQ(got[name + " twice"], kAlreadyAssigned) << place;
  }
}

TEST_F(IHttpModuleContextContainer, SetModuleContext_RefusesNull) {
  Values got = report("container-arguments");
  EXPECT_EQ(got["null"], kInvalidParameter);
  EXPECT_EQ(got["null id"], kInvalidParameter);
  EXPECT_EQ(got["set"], kOk);
}

TEST_F(IHttpModuleContextContainer, GetModuleContext_IsTheModulesOwn) {
  Values got = report("container-arguments");
  EXPECT_EQ(got["empty"], "1");
  EXPECT_EQ(got["other id"], "1");
  EXPECT_EQ(got["set other"], kOk);
  EXPECT_EQ(got["both"], "1");
}

TEST_F(IHttpModuleContextContainer, GetModuleContext_LivesAsLongAsItsObject) {
  RawClient client = server().connect();
  client.get("/case/containers");
  Values same = values_of(client.get("/case/containers").body);
  EXPECT_EQ(same["request"], kOk);
  EXPECT_EQ(same["connection"], "known");
  EXPECT_EQ(same["site"], "known");
  EXPECT_EQ(same["application"], "known");
  EXPECT_EQ(same["metadata"], "known");
  Values other = report("containers");
  EXPECT_EQ(other["connection"], kOk);
  EXPECT_EQ(other["site"], "known");
}

// --- IHttpStoredContext

class IHttpStoredContext : public LoggedApi {};

TEST_F(IHttpStoredContext, CleanupStoredContext_ExactlyOnceEach) {
  report("containers");
  Lines ends;
  for (const std::string& line : final_log()) {
    if (line.find("twice") == std::string::npos) {
      ends.push_back(line);
    }
  }
  EXPECT_THAT(ends, UnorderedElementsAre("cleanup request", "cleanup connection", "cleanup site",
                                         "cleanup application", "cleanup metadata"));
}

TEST_F(IHttpStoredContext, CleanupStoredContext_OfARequestBeforeTheNext) {
  RawClient client = server().connect();
  client.get("/case/containers");
  client.get("/a");
  EXPECT_THAT(log(), Contains("cleanup request"));
  EXPECT_THAT(log(), Not(Contains("cleanup connection")));
}

TEST_F(IHttpStoredContext, CleanupStoredContext_OfAFileWhenItLeavesTheCache) {
  EXPECT_EQ(report("file-context")["file"], kOk);
  EXPECT_EQ(server().get("/case/file-context").body, "file=known\n");
  EXPECT_THAT(log(), Not(Contains("cleanup file")));
  EXPECT_THAT(final_log(), Contains("cleanup file").Times(1));
}

// --- IDispensedHttpModuleContextContainer

class IDispensedHttpModuleContextContainer : public LoggedApi {};

TEST_F(IDispensedHttpModuleContextContainer, ReleaseContainer_CleansWhatIsStored) {
  Values got = report("dispensed");
  EXPECT_EQ(got["dispensed"], kOk);
  EXPECT_EQ(got["dispensed found"], "1");
  EXPECT_THAT(log(), ElementsAre("cleanup dispensed twice", "released the empty one",
                                 "cleanup dispensed", "released"));
}

class IHttpServer : public LoggedApi {};

TEST_F(IHttpServer, DispenseContainer_GivesAnEmptyOneEachTime) {
  Values got = report("dispensed");
  EXPECT_EQ(got["each its own"], "1");
  EXPECT_EQ(got["other is empty"], "1");
}

// --- INamedContextContainer

class INamedContextContainer : public LoggedApi {};

TEST_F(INamedContextContainer, GetNamedContext_ByItsExactName) {
  Values got = report("named");
  EXPECT_EQ(got["empty"], "1");
  EXPECT_EQ(got["found"], "1");
  EXPECT_EQ(got["other"], "1");
  EXPECT_EQ(got["other case"], "1");
  EXPECT_EQ(got["null name"], "1");
}

TEST_F(INamedContextContainer, SetNamedContext_OncePerNameAndNotNull) {
  Values got = report("named");
  EXPECT_EQ(got["set"], kOk);
  EXPECT_EQ(got["set null"], kInvalidParameter);
  EXPECT_EQ(got["set without name"], kInvalidParameter);
  EXPECT_EQ(got["set twice"], kAlreadyAssigned);
  EXPECT_EQ(got["set by another name"], kOk);
  EXPECT_EQ(got["both"], "1");
}

TEST_F(INamedContextContainer, SetNamedContext_IsCleanedUpWithTheRequest) {
  report("named");
  EXPECT_THAT(final_log(), UnorderedElementsAre("cleanup named", "cleanup second"));
}

class IHttpContext3 : public LoggedApi {};

TEST_F(IHttpContext3, GetNamedContextContainer_IsTheRequestsOwn) {
  RawClient client = server().connect();
  Values got = values_of(client.get("/case/named").body);
  EXPECT_EQ(got["same"], "1");
  got = values_of(client.get("/case/named").body);
  EXPECT_EQ(got["empty"], "1");
}

}  // namespace
}  // namespace penstock::tests
