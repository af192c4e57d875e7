// Loading, registering and unloading; see module_loader.h.
#include "server/module_loader.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <optional>

#include "base/text.h"
#include "config/precondition.h"
#include "server/load_failure.h"

namespace penstock::server {
namespace {

// IIS 10: what modules are told at RegisterModule.
constexpr DWORD kServerVersion = 10;

using RegisterFunction = HRESULT (*)(DWORD, IHttpModuleRegistrationInfo*, IHttpServer*);
using DllMainFunction = BOOL (*)(HMODULE, DWORD, LPVOID);

// dlsym() looks into the library's dependencies too, whose entry points are not the module's.
void* own_symbol(const LoadedModule& module, const char* name) {
  void* symbol = dlsym(module.library, name);
  void* anchor = dlsym(module.library, "RegisterModule");
  Dl_info owner{};
  Dl_info own{};
  const bool same = symbol != nullptr && dladdr(symbol, &owner) != 0 && dladdr(anchor, &own) != 0 &&
                    owner.dli_fbase == own.dli_fbase;
  return same ? symbol : nullptr;
}

// False: the library has an entry point, and it refuses.
bool call_dll_main(const LoadedModule& module, DWORD reason) {
  void* entry = own_symbol(module, "DllMain");
  return entry == nullptr || reinterpret_cast<DllMainFunction>(entry)(
                                 static_cast<HMODULE>(module.library), reason, nullptr) != FALSE;
}

void report_thrown_in_terminate(const LoadedModule& module) {
  std::fprintf(stderr, "penstock: module %s threw in Terminate\n", module.record.name_utf8.c_str());
}

// Each of the two is told, whatever the other does.
void terminate(const LoadedModule& module) {
  try {
    if (module.record.factory != nullptr) {
      module.record.factory->Terminate();
    }
  } catch (...) {
    report_thrown_in_terminate(module);
  }
  try {
    if (module.record.global != nullptr) {
      module.record.global->Terminate();
    }
  } catch (...) {
    report_thrown_in_terminate(module);
  }
}

HTTP_MODULE_ID next_module_id() {
  // Page: GetId. A counter of the process, given out as a pointer.
  static std::uintptr_t counter = 0;
  return reinterpret_cast<HTTP_MODULE_ID>(++counter);
}

std::string at_entry(const config::GlobalModuleSettings& settings, const std::string& what) {
  return fmt::format("{}: module \"{}\": {}", settings.position.to_string(), settings.name, what);
}

std::optional<LoadFailure> open_library(LoadedModule& module, RegisterFunction& entry) {
  module.library = dlopen(module.image.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (module.library == nullptr) {
    return explain_open_failure(module.image, dlerror());
  }
  entry = reinterpret_cast<RegisterFunction>(dlsym(module.library, "RegisterModule"));
  if (entry == nullptr) {
    return explain_missing_entry(module.image);
  }
  if (void* abi = dlsym(module.library, "penstock_sdk_abi"); abi != nullptr) {
    const DWORD version = reinterpret_cast<DWORD (*)()>(abi)();
    if (version != PENSTOCK_SDK_ABI) {
      return LoadFailure{"wrong-interface",
                         fmt::format("{} was built with version {} of the SDK's binary interface; "
                                     "this server has {}: build it again",
                                     module.image, version, PENSTOCK_SDK_ABI)};
    }
  }
  return std::nullopt;
}

std::optional<LoadFailure> call_register(const LoadedModule& module, RegisterFunction entry,
                                         IHttpServer* server) {
  HRESULT result = E_UNEXPECTED;
  try {
    result = entry(kServerVersion, module.registration.get(), server);
  } catch (const std::exception& exception) {
    return LoadFailure{"register-threw", fmt::format("RegisterModule threw: {}", exception.what())};
  } catch (...) {
    return LoadFailure{"register-threw",
                       "RegisterModule threw: an exception that is no std::exception"};
  }
  return FAILED(result) ? std::optional(explain_register_failure(result)) : std::nullopt;
}

}  // namespace

ModuleLoader::~ModuleLoader() { unload(); }

base::Result<void> ModuleLoader::load(const config::Snapshot& snapshot, IHttpServer* server,
                                      const FailureSink& on_failure) {
  const bool stop_at_failure = snapshot.server().penstock.engine.fail_on_module_error;
  app_pool_ = base::to_utf8(server->GetAppPoolName());
  for (const config::GlobalModuleSettings& settings : snapshot.server().global_modules) {
    if (!satisfies(settings.pre_condition)) {
      continue;
    }
    auto module = std::make_unique<LoadedModule>();
    const std::optional<LoadFailure> failure = load_one(*module, snapshot, settings, server);
    if (!failure.has_value()) {
      modules_.push_back(std::move(module));
      continue;
    }
    on_failure(*module, *failure, at_entry(settings, failure->text));
    discard(*module);
    if (stop_at_failure) {
      return base::Error{at_entry(settings, failure->text)};
    }
    left_out_.push_back(settings.name);
  }
  std::vector<const pipeline::ModuleRecord*> records;
  for (const std::unique_ptr<LoadedModule>& module : modules_) {
    records.push_back(&module->record);
  }
  globals_ = pipeline::GlobalNotifications(records);
  return {};
}

std::optional<LoadFailure> ModuleLoader::load_one(LoadedModule& module,
                                                  const config::Snapshot& snapshot,
                                                  const config::GlobalModuleSettings& settings,
                                                  IHttpServer* server) {
  module.record.name_utf8 = settings.name;
  module.record.name = base::to_wide(settings.name);
  module.record.id = next_module_id();
  module.registration = std::make_unique<pipeline::ModuleRegistration>(module.record);
  RegisterFunction entry = nullptr;
  for (const BuiltinModule& builtin : builtins_) {
    if (base::ascii_iequals(std::string_view(builtin.name), std::string_view(settings.name))) {
      entry = builtin.register_module;
      module.record.built_in = true;
    }
  }
  if (entry == nullptr) {
    base::Result<std::string> image = snapshot.module_image(settings);
    if (!image.ok()) {
      return LoadFailure{"file-missing", image.error().message};
    }
    module.image = image.take();
    if (std::optional<LoadFailure> failure = open_library(module, entry)) {
      return failure;
    }
    if (!in_use(module.library)) {
      module.attached = true;
      if (!call_dll_main(module, DLL_PROCESS_ATTACH)) {
        return LoadFailure{"entry-refused",
                           fmt::format("DllMain of {} returned FALSE", module.image)};
      }
    }
  }
  return call_register(module, entry, server);
}

// What the module got is taken back, in the order of the end of its life.
void ModuleLoader::discard(const LoadedModule& module) {
  terminate(module);
  if (module.library != nullptr) {
    if (module.attached && !in_use(module.library)) {
      call_dll_main(module, DLL_PROCESS_DETACH);
    }
    dlclose(module.library);
  }
}

void ModuleLoader::unload() {
  globals_ = {};
  while (!modules_.empty()) {
    const std::unique_ptr<LoadedModule> module = std::move(modules_.back());
    modules_.pop_back();
    // The library is attached as long as some module of it is there.
    module->attached = true;
    discard(*module);
  }
}

// One library may stand behind several modules; it is attached and detached once.
bool ModuleLoader::in_use(const void* library) const {
  return std::any_of(modules_.begin(), modules_.end(),
                     [&](const auto& module) { return module->library == library; });
}

const pipeline::ModuleRecord* ModuleLoader::find(std::string_view name) const {
  for (const std::unique_ptr<LoadedModule>& module : modules_) {
    if (base::ascii_iequals(std::string_view(module->record.name_utf8), name)) {
      return &module->record;
    }
  }
  return nullptr;
}

bool ModuleLoader::is_left_out(std::string_view name) const {
  return std::any_of(left_out_.begin(), left_out_.end(), [&](const std::string& left_out) {
    return base::ascii_iequals(std::string_view(left_out), name);
  });
}

bool ModuleLoader::satisfies(std::string_view pre_condition, bool* unknown) const {
  if (unknown != nullptr) {
    *unknown = config::precondition_unknown(pre_condition);
  }
  return config::precondition_holds(pre_condition, app_pool_);
}

}  // namespace penstock::server
