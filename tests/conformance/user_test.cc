// IHttpUser, of a request that named nobody. Pages: IHttpUser::*; users of a module's own:
// providers_test.cc, context_versions_test.cc.
#include "conformance/api.h"

namespace penstock::tests {
namespace {

class IHttpUser : public ApiTest<IHttpUser> {};

TEST_F(IHttpUser, GetRemoteUserName_OfTheAnonymousOneIsEmpty) {
  EXPECT_EQ(report("anonymous-user")["remote name"], "");
}

TEST_F(IHttpUser, GetUserName_OfTheAnonymousOneIsEmpty) {
  Values got = report("anonymous-user");
  EXPECT_EQ(got.count("name"), 1U);
  EXPECT_EQ(got["name"], "");
}

TEST_F(IHttpUser, GetAuthenticationType_OfTheAnonymousOneIsEmpty) {
  EXPECT_EQ(report("anonymous-user")["type"], "");
}

TEST_F(IHttpUser, GetPassword_OfTheAnonymousOneIsEmpty) {
  EXPECT_EQ(report("anonymous-user")["password"], "");
}

TEST_F(IHttpUser, GetImpersonationToken_IsNullWithoutAnAccount) {
  EXPECT_EQ(report("anonymous-user")["impersonation token"], "0");
}

TEST_F(IHttpUser, GetPrimaryToken_IsNullWithoutAnAccount) {
  EXPECT_EQ(report("anonymous-user")["primary token"], "0");
}

TEST_F(IHttpUser, ReferenceUser_AndDereferenceUserKeepTheUserOfTheRequest) {
  Values got = report("user-references");
  EXPECT_EQ(got["same"], "1");
  EXPECT_EQ(got["name"], "");
}

TEST_F(IHttpUser, DereferenceUser_LeavesTheUserOfOtherRequests) {
  RawClient client = server().connect();
  client.get("/case/user-references");
  EXPECT_EQ(values_of(client.get("/case/anonymous-user").body)["name"], "");
  EXPECT_EQ(report("user-references")["same"], "1");
}

TEST_F(IHttpUser, SupportsIsInRole_OfTheAnonymousOne) {
  EXPECT_EQ(report("anonymous-user")["roles"], "1");
}

TEST_F(IHttpUser, IsInRole_OfTheAnonymousOneOnlyForNoRole) {
  Values got = report("anonymous-user");
  EXPECT_EQ(got["named role"], kOk);
  EXPECT_EQ(got["named role in role"], "0");
  EXPECT_EQ(got["empty role"], kOk);
  EXPECT_EQ(got["empty role in role"], "1");
  EXPECT_EQ(got["null role"], kOk);
  EXPECT_EQ(got["null role in role"], "1");
}

TEST_F(IHttpUser, IsInRole_RefusesANullAnswer) {
  EXPECT_EQ(report("anonymous-user")["null answer"], kInvalidParameter);
}

TEST_F(IHttpUser, GetUserVariable_IsNullForAnUnknownName) {
  EXPECT_EQ(report("anonymous-user")["variable"], "0");
}

}  // namespace
}  // namespace penstock::tests
