// The list of built-in modules: what the executable hands to the module loader. Each stands in a
// folder of its own and uses nothing but the SDK, as a third party's would.
#pragma once

#include <httpserv.h>

#include <span>

namespace penstock::modules {

struct Builtin {
  const char* name;  // the original's; configuration knows the module by it
  HRESULT (*register_module)(DWORD version, IHttpModuleRegistrationInfo* info, IHttpServer* server);
};

std::span<const Builtin> builtin_modules();

}  // namespace penstock::modules
