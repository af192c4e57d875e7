// ChildRequests: all child requests of one client's request, however deep, in the order of their
// making. Part of an Exchange; a request without children costs it nothing.
#pragma once

#include <httpserv.h>

#include <memory>
#include <vector>

namespace penstock::server {

class ChildRequest;
class Exchange;
class WalkedRequest;

// Owned by the request's executor.
class ChildRequests {
 public:
  explicit ChildRequests(Exchange& root);
  ~ChildRequests();

  bool empty() const { return live_.empty() && lost_.empty(); }
  ChildRequest& clone(WalkedRequest& parent, DWORD flags);
  // Null: not a child of this request, or released.
  ChildRequest* find(const IHttpContext* context) const;
  // Page: IHttpContext::ReleaseClonedContext. Its own children end with it, and are invalid.
  HRESULT release(ChildRequest& child);
  // The client's request ends, and with it what nobody has released, newest first.
  void end();
  // Memory for later requests, but not too much of it.
  void trim();

 private:
  static constexpr std::size_t kMostFree = 2;
  using Owned = std::unique_ptr<ChildRequest>;

  Exchange& root_;
  std::vector<Owned> live_;
  std::vector<Owned> lost_;  // ended with their parent; modules may still try to release them
  std::vector<Owned> free_;
};

}  // namespace penstock::server
