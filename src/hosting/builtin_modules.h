// From the list of modules/builtin.h to what server/module_loader.h takes: the two do not know
// each other, because built-in modules see only the SDK.
#pragma once

#include <string_view>
#include <vector>

#include "server/module_loader.h"

namespace penstock::hosting {

std::vector<server::BuiltinModule> builtin_modules();
bool is_builtin(std::string_view name);

}  // namespace penstock::hosting
