// preCondition: see the header.
#include "config/precondition.h"

#include <algorithm>

#include "base/text.h"

namespace penstock::config {
namespace {

// Calls judge(name) for each name of the list until it says false; true if it never did.
template <typename Judge>
bool all_names(std::string_view list, Judge&& judge) {
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    const std::string_view name = base::trim(list.substr(begin, end - begin));
    begin = end + 1;
    if (!name.empty() && !judge(name)) {
      return false;
    }
  }
  return true;
}

bool holds(std::string_view name) {
  return base::ascii_iequals(name, "bitness64") || base::ascii_iequals(name, "integratedMode");
}

constexpr std::string_view kPoolName = "appPoolName";

bool begins_with(std::string_view name, std::string_view prefix) {
  return base::ascii_iequals(name.substr(0, prefix.size()), prefix);
}

// Of "appPoolName=a;b". Page: IHttpServer::SatisfiesPrecondition.
bool names_pool(std::string_view name, std::string_view app_pool) {
  const std::size_t equals = std::min(name.find('='), name.size());
  if (!base::ascii_iequals(base::trim(name.substr(0, equals)), kPoolName)) {
    return false;
  }
  for (std::size_t begin = equals + 1; begin < name.size();) {
    const std::size_t end = std::min(name.find(';', begin), name.size());
    if (base::ascii_iequals(base::trim(name.substr(begin, end - begin)), app_pool)) {
      return true;
    }
    begin = end + 1;
  }
  return false;
}

bool known(std::string_view name) {
  constexpr std::string_view kWithoutEffect[] = {"bitness32", "ISAPIMode", "classicMode",
                                                 "managedHandler"};
  return holds(name) || begins_with(name, "runtimeVersion") || begins_with(name, kPoolName) ||
         std::any_of(std::begin(kWithoutEffect), std::end(kWithoutEffect),
                     [name](std::string_view other) { return base::ascii_iequals(name, other); });
}

}  // namespace

bool precondition_holds(std::string_view pre_condition, std::string_view app_pool) {
  return all_names(pre_condition, [app_pool](std::string_view name) {
    return holds(name) || names_pool(name, app_pool);
  });
}

bool precondition_unknown(std::string_view pre_condition) {
  return !all_names(pre_condition, known);
}

}  // namespace penstock::config
