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

bool known(std::string_view name) {
  constexpr std::string_view kWithoutEffect[] = {"bitness32", "ISAPIMode", "classicMode",
                                                 "managedHandler"};
  const auto begins = [name](std::string_view prefix) {
    return base::ascii_iequals(name.substr(0, prefix.size()), prefix);
  };
  return holds(name) || begins("runtimeVersion") || begins("appPoolName") ||
         std::any_of(std::begin(kWithoutEffect), std::end(kWithoutEffect),
                     [name](std::string_view other) { return base::ascii_iequals(name, other); });
}

}  // namespace

bool precondition_holds(std::string_view pre_condition) { return all_names(pre_condition, holds); }

bool precondition_unknown(std::string_view pre_condition) {
  return !all_names(pre_condition, known);
}

}  // namespace penstock::config
