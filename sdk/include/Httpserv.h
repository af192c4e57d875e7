// The spelling with a capital, which sources written where case does not matter use.
#pragma once

#include "httpserv.h"
