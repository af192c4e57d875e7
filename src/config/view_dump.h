// A merged element as text, for the golden tests and for people: one line an element, indented,
// with the attributes that are set. Encrypted attributes show as "***".
#pragma once

#include <string>

#include "config/element_view.h"

namespace penstock::config {

std::string dump_view(const ElementView& view);

}  // namespace penstock::config
