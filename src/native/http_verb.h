// The API's verb numbers for method names. Used by request_raw.cc and log_data.cc.
#pragma once

#include <httpserv.h>

#include <string_view>

namespace penstock::native {

// HttpVerbUnknown for a method the API has no number for.
HTTP_VERB verb_of(std::string_view method);

}  // namespace penstock::native
