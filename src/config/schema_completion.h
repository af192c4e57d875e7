// What a section's schema needs once it is read whole: the elements that only name a collection's
// defaults get the items' attributes, and every element its default view.
#pragma once

#include "config/schema.h"

namespace penstock::config {

void complete_schema(ElementSchema& section);

}  // namespace penstock::config
