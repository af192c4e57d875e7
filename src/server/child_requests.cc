// See child_requests.h.
#include "server/child_requests.h"

#include <algorithm>
#include <iterator>

#include "native/hresult_boundary.h"
#include "server/child_request.h"
#include "server/exchange.h"

namespace penstock::server {

ChildRequests::ChildRequests(Exchange& root) : root_(root) {}
ChildRequests::~ChildRequests() { end(); }

ChildRequest& ChildRequests::clone(WalkedRequest& parent, DWORD flags) {
  if (free_.empty()) {
    live_.push_back(std::make_unique<ChildRequest>(root_));
  } else {
    live_.push_back(std::move(free_.back()));
    free_.pop_back();
  }
  live_.back()->clone(parent, flags);
  return *live_.back();
}

ChildRequest* ChildRequests::find(const IHttpContext* context) const {
  for (const Owned& child : live_) {
    if (&child->context() == context) {
      return child.get();
    }
  }
  return nullptr;
}

HRESULT ChildRequests::release(ChildRequest& child) {
  if (child.released()) {
    return native::kInvalidParameter;
  }
  if (child.in_execution()) {
    return HRESULT_FROM_WIN32(ERROR_INVALID_STATE);
  }
  for (std::size_t i = live_.size(); i-- > 0;) {
    Owned& one = live_[i];
    const bool own = one.get() == &child;
    if (!own && !one->descends_from(child)) {
      continue;
    }
    one->end();
    (own ? free_ : lost_).push_back(std::move(one));
    live_.erase(live_.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return S_OK;
}

void ChildRequests::end() {
  while (!live_.empty()) {
    live_.back()->end();
    free_.push_back(std::move(live_.back()));
    live_.pop_back();
  }
  std::move(lost_.begin(), lost_.end(), std::back_inserter(free_));
  lost_.clear();
}

void ChildRequests::trim() {
  if (free_.size() > kMostFree) {
    free_.resize(kMostFree);
  }
}

}  // namespace penstock::server
