// The configuration system's interfaces. The module API names two of them in its signatures.
#pragma once

#include "iis/interface.h"

class IAppHostAdminManager;
class IAppHostConfigException;
