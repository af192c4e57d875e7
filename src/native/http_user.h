// HttpUser: IHttpUser as the server makes it: the anonymous user, and users made from a name that a
// module has proven. penstock/server.h hands them out. Pages: IHttpUser.
#pragma once

#include <httpserv.h>

#include <string>

namespace penstock::native {

// What is known of a user.
struct UserFacts {
  std::wstring name;
  std::wstring authentication_type;
  std::wstring password;
};

// One object serves all requests without a user. It is never destroyed, so that it need not count:
// a count would be a shared write with every request. Its only role is the empty one.
IHttpUser& anonymous_user();

// Counted by reference, from 1 for the caller. Roles are not known: IsInRole is E_NOTIMPL.
IHttpUser* make_user(UserFacts facts);

}  // namespace penstock::native
