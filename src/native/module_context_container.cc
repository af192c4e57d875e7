// The two kinds of connection contexts; see module_context_container.h.
#include "native/module_context_container.h"

namespace penstock::native {

void ConnectionContextContainer::notify_disconnect() {
  connection_.for_each([](IHttpStoredContext& context) {
    static_cast<IHttpConnectionStoredContext&>(context).NotifyDisconnect();
  });
}

void ConnectionContextContainer::cleanup() {
  connection_.cleanup();
  plain_.cleanup();
}

}  // namespace penstock::native
