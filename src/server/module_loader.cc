// Loading, registering and unloading; see module_loader.h.
#include "server/module_loader.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <exception>

#include "base/text.h"
#include "config/precondition.h"

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

base::Error error_at(const config::GlobalModuleSettings& settings, std::string what) {
  return base::Error{
      fmt::format("{}: module \"{}\": {}", settings.position.to_string(), settings.name, what)};
}

base::Result<RegisterFunction> open_library(LoadedModule& module,
                                            const config::GlobalModuleSettings& settings) {
  module.library = dlopen(module.image.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (module.library == nullptr) {
    return error_at(settings, fmt::format("cannot load {}: {}", module.image, dlerror()));
  }
  void* entry = dlsym(module.library, "RegisterModule");
  if (entry == nullptr) {
    return error_at(settings, fmt::format("{} exports no RegisterModule; a module defines it as "
                                          "httpserv.h declares it",
                                          module.image));
  }
  if (void* abi = dlsym(module.library, "penstock_sdk_abi"); abi != nullptr) {
    const DWORD version = reinterpret_cast<DWORD (*)()>(abi)();
    if (version != PENSTOCK_SDK_ABI) {
      return error_at(settings, fmt::format("{} was built with version {} of the SDK's binary "
                                            "interface; this server has {}: build it again",
                                            module.image, version, PENSTOCK_SDK_ABI));
    }
  }
  return reinterpret_cast<RegisterFunction>(entry);
}

}  // namespace

ModuleLoader::~ModuleLoader() { unload(); }

base::Result<void> ModuleLoader::load(const config::Snapshot& snapshot, IHttpServer* server) {
  app_pool_ = base::to_utf8(server->GetAppPoolName());
  for (const config::GlobalModuleSettings& settings : snapshot.server().global_modules) {
    if (!satisfies(settings.pre_condition)) {
      continue;
    }
    base::Result<void> loaded = load_one(snapshot, settings, server);
    if (!loaded.ok()) {
      return loaded;
    }
  }
  std::vector<const pipeline::ModuleRecord*> records;
  for (const std::unique_ptr<LoadedModule>& module : modules_) {
    records.push_back(&module->record);
  }
  globals_ = pipeline::GlobalNotifications(records);
  return {};
}

base::Result<void> ModuleLoader::load_one(const config::Snapshot& snapshot,
                                          const config::GlobalModuleSettings& settings,
                                          IHttpServer* server) {
  auto module = std::make_unique<LoadedModule>();
  module->record.name_utf8 = settings.name;
  module->record.name = base::to_wide(settings.name);
  module->record.id = next_module_id();
  module->registration = std::make_unique<pipeline::ModuleRegistration>(module->record);
  RegisterFunction register_module = nullptr;
  for (const BuiltinModule& builtin : builtins_) {
    if (base::ascii_iequals(std::string_view(builtin.name), std::string_view(settings.name))) {
      register_module = builtin.register_module;
      module->record.built_in = true;
    }
  }
  if (register_module == nullptr) {
    base::Result<std::string> image = snapshot.module_image(settings);
    if (!image.ok()) {
      return image.error();
    }
    module->image = image.take();
    base::Result<RegisterFunction> entry = open_library(*module, settings);
    if (!entry.ok()) {
      return entry.error();
    }
    register_module = entry.value();
    if (!in_use(module->library) && !call_dll_main(*module, DLL_PROCESS_ATTACH)) {
      call_dll_main(*module, DLL_PROCESS_DETACH);
      dlclose(module->library);
      return error_at(settings, fmt::format("DllMain of {} returned FALSE", module->image));
    }
  }
  HRESULT result = E_UNEXPECTED;
  std::string thrown;
  try {
    result = register_module(kServerVersion, module->registration.get(), server);
  } catch (const std::exception& exception) {
    thrown = exception.what();
  } catch (...) {
    thrown = "an exception that is no std::exception";
  }
  modules_.push_back(std::move(module));
  if (!thrown.empty()) {
    return error_at(settings, "RegisterModule threw: " + thrown);
  }
  if (FAILED(result)) {
    return error_at(settings, fmt::format("RegisterModule failed with 0x{:08x}",
                                          static_cast<std::uint32_t>(result)));
  }
  return {};
}

void ModuleLoader::unload() {
  globals_ = {};
  while (!modules_.empty()) {
    const std::unique_ptr<LoadedModule> module = std::move(modules_.back());
    modules_.pop_back();
    terminate(*module);
    if (module->library != nullptr) {
      if (!in_use(module->library)) {
        call_dll_main(*module, DLL_PROCESS_DETACH);
      }
      dlclose(module->library);
    }
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

bool ModuleLoader::satisfies(std::string_view pre_condition, bool* unknown) const {
  if (unknown != nullptr) {
    *unknown = config::precondition_unknown(pre_condition);
  }
  return config::precondition_holds(pre_condition, app_pool_);
}

}  // namespace penstock::server
