// ScopeSettings: what a module made of its configuration, kept with the configuration it came
// from: as a stored context of IMetadataInfo, read once a scope instead of once a request.
#pragma once

#include <httpserv.h>
#include <penstock/server.h>

#include <memory>

namespace penstock::modules {

template <typename Config>
class ScopeSettings final : public IHttpStoredContext {
 public:
  explicit ScopeSettings(Config config) : config_(std::move(config)) {}
  VOID CleanupStoredContext() override { delete this; }
  const Config& config() const { return config_; }

  // The scope's settings; `read(const IPenstockSettings&)` makes them from the section the first
  // time. Null when the section is unknown or memory is short.
  template <typename Read>
  static const Config* of(IHttpContext* context, HTTP_MODULE_ID id, IPenstockServer* server,
                          const char* section, Read&& read) {
    IHttpModuleContextContainer* container = context->GetMetadata()->GetModuleContextContainer();
    if (auto* known = static_cast<ScopeSettings*>(container->GetModuleContext(id))) {
      return &known->config_;
    }
    const IPenstockSettings* settings = server->GetSettings(context, section);
    if (settings == nullptr) {
      return nullptr;
    }
    auto made = std::make_unique<ScopeSettings>(read(*settings));
    if (FAILED(container->SetModuleContext(made.get(), id))) {
      // Another request of this scope was first.
      auto* known = static_cast<ScopeSettings*>(container->GetModuleContext(id));
      return known == nullptr ? nullptr : &known->config_;
    }
    return &made.release()->config_;
  }

 private:
  ~ScopeSettings() = default;
  friend std::default_delete<ScopeSettings>;

  Config config_;
};

}  // namespace penstock::modules
