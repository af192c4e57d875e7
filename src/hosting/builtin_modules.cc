// Copies the list; see builtin_modules.h.
#include "hosting/builtin_modules.h"

#include <algorithm>

#include "base/text.h"
#include "modules/builtin.h"

namespace penstock::hosting {

std::vector<server::BuiltinModule> builtin_modules() {
  std::vector<server::BuiltinModule> list;
  for (const modules::Builtin& module : modules::builtin_modules()) {
    list.push_back({module.name, module.register_module});
  }
  return list;
}

bool is_builtin(std::string_view name) {
  const auto modules = modules::builtin_modules();
  return std::any_of(modules.begin(), modules.end(), [&](const modules::Builtin& module) {
    return base::ascii_iequals(std::string_view(module.name), name);
  });
}

}  // namespace penstock::hosting
