// The error page: what went wrong in words; in its detailed form also where, for the developer.
#pragma once

#include <httpserv.h>

#include <string>

namespace penstock::modules {

struct ErrorDetails {
  USHORT status = 0;
  USHORT sub_status = 0;
  PCSTR reason = "";
  HRESULT error = S_OK;
  PCWSTR module = nullptr;  // who set the status, or null
  DWORD notification = 0;   // and in which notification
};

// A complete HTML document. Everything that came from the client is escaped.
std::string error_page(IHttpContext* context, const ErrorDetails& details, bool detailed);

}  // namespace penstock::modules
