// preCondition of modules and handlers: a comma-separated list, all of which must hold.
#pragma once

#include <string_view>

namespace penstock::config {

// What this server is: 64-bit, integrated pipeline, no managed runtime. So bitness64 and
// integratedMode hold; bitness32, ISAPIMode, classicMode, managedHandler and every
// runtimeVersion... do not; names we do not know do not hold either. appPoolName=a;b holds in one
// of these pools.
bool precondition_holds(std::string_view pre_condition, std::string_view app_pool);

// Whether some name of the list is none of the original's. Page:
// IHttpServer::SatisfiesPrecondition.
bool precondition_unknown(std::string_view pre_condition);

}  // namespace penstock::config
