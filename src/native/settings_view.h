// SettingsView: IPenstockSettings over a merged configuration element. Made in the request's
// arena by HttpServer::GetSettings.
#pragma once

#include <penstock/server.h>

#include "base/arena.h"
#include "config/element_view.h"

namespace penstock::native {

// Lives as long as the arena. The element belongs to the request's configuration.
class SettingsView final : public IPenstockSettings {
 public:
  SettingsView(const config::ElementView& element, base::Arena& arena)
      : element_(element), arena_(arena) {}

  PCSTR GetName() const override;
  PCSTR GetString(PCSTR attribute) const override;
  LONGLONG GetNumber(PCSTR attribute) const override;
  const IPenstockSettings* GetChild(PCSTR element) const override;
  DWORD GetCount() const override { return static_cast<DWORD>(element_.items().size()); }
  const IPenstockSettings* GetItem(DWORD index) const override;

 private:
  const config::ElementView& element_;
  base::Arena& arena_;
};

}  // namespace penstock::native
