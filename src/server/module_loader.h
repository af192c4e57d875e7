// ModuleLoader: loads the modules of <globalModules>: built-in ones by their original names,
// others with dlopen; runs RegisterModule, and at the end Terminate and dlclose. The order of a
// module's life:
//   1. dlopen, DllMain(DLL_PROCESS_ATTACH) if it has one
//   2. RegisterModule, once; a failure stops the start, or with failOnModuleError="false" the
//      module alone is left out
//   3. factory and global module are called while the worker runs
//   4. Terminate of the factory and the global module, once each
//   5. DllMain(DLL_PROCESS_DETACH), dlclose
#pragma once

#include <httpserv.h>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "config/snapshot.h"
#include "pipeline/global_notifications.h"
#include "pipeline/module_record.h"

namespace penstock::server {

struct LoadedModule;
struct LoadFailure;

// A module that is part of the executable; the list is modules/builtin.h.
struct BuiltinModule {
  const char* name;  // the original's: "StaticFileModule"
  HRESULT (*register_module)(DWORD version, IHttpModuleRegistrationInfo* info, IHttpServer* server);
};

// Loading and unloading on the worker's main thread; the rest is constant while it runs.
class ModuleLoader {
 public:
  explicit ModuleLoader(std::span<const BuiltinModule> builtins) : builtins_(builtins) {}
  ~ModuleLoader();
  ModuleLoader(const ModuleLoader&) = delete;
  ModuleLoader& operator=(const ModuleLoader&) = delete;

  // Told of each module that did not load, with the one line that says where and why.
  using FailureSink = std::function<void(const LoadedModule& module, const LoadFailure& failure,
                                         const std::string& line)>;

  // Loads all of them in the configured order. The error is that of the first failure: the file and
  // line of the entry, the library, the reason.
  base::Result<void> load(const config::Snapshot& snapshot, IHttpServer* server,
                          const FailureSink& on_failure);

  // Steps 4 and 5, in the reverse order. No callback may run any more.
  void unload();

  const pipeline::ModuleRecord* find(std::string_view name) const;
  // True for a module that was to be loaded, could not be, and whose failure is no reason to stop.
  bool is_left_out(std::string_view name) const;
  // Evaluates a preCondition list ("integratedMode,bitness64"). Page: SatisfiesPrecondition.
  bool satisfies(std::string_view pre_condition, bool* unknown = nullptr) const;

  const pipeline::GlobalNotifications& globals() const { return globals_; }
  std::span<const std::unique_ptr<LoadedModule>> modules() const { return modules_; }

 private:
  std::optional<LoadFailure> load_one(LoadedModule& module, const config::Snapshot& snapshot,
                                      const config::GlobalModuleSettings& settings,
                                      IHttpServer* server);
  void discard(const LoadedModule& module);
  bool in_use(const void* library) const;

  std::span<const BuiltinModule> builtins_;
  std::string app_pool_;
  std::vector<std::unique_ptr<LoadedModule>> modules_;
  std::vector<std::string> left_out_;
  pipeline::GlobalNotifications globals_;
};

struct LoadedModule {
  pipeline::ModuleRecord record;
  std::unique_ptr<pipeline::ModuleRegistration> registration;
  void* library = nullptr;  // null for a built-in one
  std::string image;
  bool attached = false;  // DllMain was told that the library is there
};

}  // namespace penstock::server
