// The structures of the HTTP Server API that the module API shares: a raw request, a raw response
// and what they are made of, one header a family in httpapi/. Included by <httpserv.h>.
#pragma once

#include <windows.h>

#include "httpapi/data_chunk.h"
#include "httpapi/headers.h"
#include "httpapi/log_data.h"
#include "httpapi/request.h"
#include "httpapi/response.h"
#include "httpapi/ssl.h"
#include "httpapi/types.h"
