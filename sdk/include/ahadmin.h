// The interfaces of the configuration system. The module API names these two in its signatures, as
// objects that modules pass on.
#pragma once

#include "iis/interface.h"

class IAppHostAdminManager;
class IAppHostConfigException;
