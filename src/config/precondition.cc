// preCondition: see the header.
#include "config/precondition.h"

#include <algorithm>

#include "base/text.h"

namespace penstock::config {

bool precondition_holds(std::string_view pre_condition) {
  for (std::size_t begin = 0; begin <= pre_condition.size();) {
    const std::size_t end = std::min(pre_condition.find(',', begin), pre_condition.size());
    const std::string_view name = base::trim(pre_condition.substr(begin, end - begin));
    begin = end + 1;
    if (name.empty() || base::ascii_iequals(name, "bitness64") ||
        base::ascii_iequals(name, "integratedMode")) {
      continue;
    }
    return false;
  }
  return true;
}

}  // namespace penstock::config
