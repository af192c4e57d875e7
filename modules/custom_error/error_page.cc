// Makes the page; see error_page.h.
#include "modules/custom_error/error_page.h"

#include <cstdio>

namespace penstock::modules {
namespace {

struct Explanation {
  USHORT status;
  USHORT sub_status;
  const char* text;
};

// The meaning of the statuses that the server and its modules give, most special first.
constexpr Explanation kExplanations[] = {
    {401, 0, "You do not have permission to view this page: no credentials were accepted."},
    {403, 14, "The server does not list the contents of this directory."},
    {403, 0, "You do not have permission to view this page."},
    {404, 3, "Files of this type are not served: no MIME type is configured for the extension."},
    {404, 4, "No handler is configured for this URL."},
    {404, 11, "The URL is escaped twice, which is not allowed."},
    {404, 12, "The URL holds characters that are not allowed."},
    {404, 13, "The request's body is larger than is allowed."},
    {404, 14, "The URL is longer than is allowed."},
    {404, 15, "The query string is longer than is allowed."},
    {404, 0, "The page you asked for does not exist, or was moved."},
    {405, 0, "The method of this request is not allowed for this URL."},
    {412, 0, "A condition of the request did not hold."},
    {416, 0, "The range asked for lies outside the file."},
    {500, 19, "The configuration for this URL is in error."},
    {500, 0, "The server failed to answer this request."},
    {503, 0, "The server is busy. Try again shortly."},
};

const char* explain(const ErrorDetails& details) {
  for (const Explanation& one : kExplanations) {
    if (one.status == details.status &&
        (one.sub_status == details.sub_status || one.sub_status == 0)) {
      return one.text;
    }
  }
  return "The request could not be answered.";
}

void append_escaped(std::string& out, PCWSTR text) {
  for (; text != nullptr && *text != L'\0'; ++text) {
    const auto c = static_cast<unsigned>(*text);
    if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == '"' || c == '\'' || c >= 0x7F) {
      char entity[16];
      std::snprintf(entity, sizeof(entity), "&#%u;", c);
      out += entity;
    } else {
      out += static_cast<char>(c);
    }
  }
}

void append_row(std::string& out, const char* name, PCWSTR value) {
  out += "<tr><th>";
  out += name;
  out += "</th><td>";
  append_escaped(out, value);
  out += "</td></tr>\n";
}

void append_details(std::string& out, IHttpContext* context, const ErrorDetails& details) {
  wchar_t number[32];
  out += "<table>\n";
  append_row(out, "URL", context->GetScriptName());
  append_row(out, "Physical path", context->GetPhysicalPath());
  if (details.module != nullptr && *details.module != L'\0') {
    append_row(out, "Module", details.module);
    std::swprintf(number, 32, L"0x%08x", details.notification);
    append_row(out, "Notification", number);
  }
  if (IScriptMapInfo* handler = context->GetScriptMap(); handler != nullptr) {
    append_row(out, "Handler", handler->GetName());
  }
  std::swprintf(number, 32, L"0x%08x", static_cast<unsigned>(details.error));
  append_row(out, "Error code", number);
  DWORD length = 0;
  // Escaped when it was set, unless its module said that it is HTML.
  if (PCWSTR text = context->GetResponse()->GetErrorDescription(&length); length > 0) {
    out += "<tr><th>Description</th><td>";
    for (DWORD i = 0; i < length; ++i) {
      const auto c = static_cast<unsigned>(text[i]);
      char entity[16];
      std::snprintf(entity, sizeof(entity), c < 0x80 ? "%c" : "&#%u;", c);
      out += entity;
    }
    out += "</td></tr>\n";
  }
  out += "</table>\n";
}

}  // namespace

std::string error_page(IHttpContext* context, const ErrorDetails& details, bool detailed) {
  char title[64];
  const bool show_sub_status = detailed && details.sub_status != 0;
  if (show_sub_status) {
    std::snprintf(title, sizeof(title), "%u.%u", details.status, details.sub_status);
  } else {
    std::snprintf(title, sizeof(title), "%u", details.status);
  }
  std::wstring reason;
  for (PCSTR c = details.reason; *c != '\0'; ++c) {
    reason.push_back(static_cast<unsigned char>(*c));
  }
  std::string heading = title;
  heading += ' ';
  append_escaped(heading, reason.c_str());
  std::string page =
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width\"><title>" +
      heading +
      "</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:3rem auto;"
      "padding:0 1rem;color:#222}h1{font-size:1.5rem;border-bottom:2px solid #b3261e}"
      "table{border-collapse:collapse}th{text-align:left;padding-right:1.5rem;color:#555;"
      "font-weight:600;vertical-align:top}td{overflow-wrap:anywhere}</style></head>\n<body><h1>" +
      heading + "</h1>\n<p>" + explain(details) + "</p>\n";
  if (detailed) {
    append_details(page, context, details);
  }
  page += "</body></html>\n";
  return page;
}

}  // namespace penstock::modules
