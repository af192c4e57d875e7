// UserSlot: the request's user and the one first set, each with one reference held.
// Pages: IAuthenticationProvider::SetUser, IHttpContext2::GetOriginalUser.
#pragma once

#include <httpserv.h>

namespace penstock::native {

// Owned by the request's executor.
class UserSlot {
 public:
  IHttpUser* user() const { return user_; }
  IHttpUser* original() const { return original_; }

  // Takes the caller's reference over. Null changes nothing: authentication goes on.
  void set(IHttpUser* user) {
    if (user == nullptr) {
      return;
    }
    if (user_ != nullptr && user_ != original_) {
      user_->DereferenceUser();
    }
    if (original_ == nullptr) {
      original_ = user;
    } else if (original_ == user) {
      user->DereferenceUser();  // the original's reference is held already
    }
    user_ = user;
  }

  void clear() {
    if (user_ != nullptr && user_ != original_) {
      user_->DereferenceUser();
    }
    if (original_ != nullptr) {
      original_->DereferenceUser();
    }
    user_ = nullptr;
    original_ = nullptr;
  }

 private:
  IHttpUser* user_ = nullptr;
  IHttpUser* original_ = nullptr;
};

}  // namespace penstock::native
