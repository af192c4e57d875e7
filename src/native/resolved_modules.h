// ResolvedModules: what global modules add to one application's modules when its list is made
// (GL_APPLICATION_RESOLVE_MODULES). server/site_table has one an application and puts its records
// behind the configured ones. Pages: IHttpApplicationResolveModulesProvider::*.
#pragma once

#include <httpserv.h>

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "pipeline/module_record.h"

namespace penstock::native {

// Changed by one thread, while the notification is raised; constant afterwards.
class ResolvedModules final : public IHttpApplicationResolveModulesProvider {
 public:
  // What is known of modules elsewhere.
  struct Rules {
    std::function<bool(HTTP_MODULE_ID)> is_loaded;
    std::function<bool(std::string_view)> satisfies;  // a preCondition list
  };

  ResolvedModules(IHttpApplication& application, Rules rules)
      : application_(application), rules_(std::move(rules)) {}

  // In the order of registering; those whose precondition does not hold are left away.
  std::vector<const pipeline::ModuleRecord*> active() const;
  // The factories that were handed over, with repetitions.
  std::vector<IHttpModuleFactory*> factories() const;

  VOID SetErrorStatus(HRESULT) override {}
  IHttpApplication* GetApplication() override { return &application_; }
  HRESULT RegisterModule(HTTP_MODULE_ID parent, IHttpModuleFactory* factory, PCWSTR name,
                         PCWSTR type, PCWSTR pre_condition, DWORD notifications,
                         DWORD post_notifications) override;
  HRESULT SetPriorityForRequestNotification(PCWSTR name, DWORD notification,
                                            PCWSTR priority) override;

 private:
  struct Entry {
    pipeline::ModuleRecord record;
    bool active = true;
  };

  Entry* find(PCWSTR name) const;

  IHttpApplication& application_;
  Rules rules_;
  std::vector<std::unique_ptr<Entry>> entries_;
};

}  // namespace penstock::native
