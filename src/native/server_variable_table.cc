// The one table of server variables that are computed from the request. Those about TLS are empty
// on a plain connection. Neighbour: server_variables.h.
#include <algorithm>
#include <charconv>
#include <iterator>

#include "base/arena_text.h"
#include "base/text.h"
#include "http/host.h"
#include "native/http_context.h"
#include "native/http_site.h"
#include "native/server_variables.h"

namespace penstock::native {
namespace {

using Text = std::string_view;
using Context = HttpContext;

Text number(Context& context, std::uint64_t value) {
  char digits[24];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
  return context.arena().copy(Text(digits, static_cast<std::size_t>(end - digits)));
}

Text narrow(Context& context, PCWSTR wide) {
  return wide == nullptr ? Text("") : base::to_utf8(wide, context.arena());
}

Text empty(Context&) { return ""; }

// --- headers

char variable_char(char c) {
  return c == '-' ? '_' : (c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
}

// One line a header: prefix, name, separator, value, end.
Text all_headers(Context& context, Text prefix, Text separator, Text end, char (*letter)(char)) {
  const http::HeaderMap& headers = context.request().head().headers;
  std::size_t size = 0;
  for (const http::HeaderEntry& entry : headers) {
    size += prefix.size() + entry.name.size() + separator.size() + entry.value.size() + end.size();
  }
  char* const text = static_cast<char*>(context.arena().allocate(size + 1, 1));
  char* out = text;
  for (const http::HeaderEntry& entry : headers) {
    out = std::copy(prefix.begin(), prefix.end(), out);
    out = std::transform(entry.name.begin(), entry.name.end(), out, letter);
    out = std::copy(separator.begin(), separator.end(), out);
    out = std::copy(entry.value.begin(), entry.value.end(), out);
    out = std::copy(end.begin(), end.end(), out);
  }
  *out = '\0';
  return {text, size};
}

// "HTTP_ACCEPT_LANGUAGE:de\n" for each header.
Text all_http(Context& context) { return all_headers(context, "HTTP_", ":", "\n", variable_char); }

// "Accept-Language: de\r\n" for each header.
Text all_raw(Context& context) {
  return all_headers(context, "", ": ", "\r\n", [](char c) { return c; });
}

Text content_length(Context& context) {
  const Text value = context.request().head().headers.get(http::header::kContentLength);
  return value.empty() ? Text("0") : value;
}

Text content_type(Context& context) {
  return context.request().head().headers.get(http::header::kContentType);
}

// --- URL and paths

Text method(Context& context) { return context.request().method(); }
Text path(Context& context) { return context.request().url().path(); }
Text original_path(Context& context) { return context.request().url().original_path(); }
Text target(Context& context) { return context.request().url().target(); }
Text query(Context& context) { return context.request().url().query(); }
Text physical_path(Context& context) { return context.physical_path(); }

Text cache_url(Context& context) {
  const RequestUrl& url = context.request().url();
  return base::concat(context.arena(), {context.connection().secure() ? "https://" : "http://",
                                        context.host_and_port(), url.path(),
                                        url.query().empty() ? "" : "?", url.query()});
}

// Physical path of the application's root; with the closing separator, as scripts expect it.
Text application_physical_path(Context& context) {
  if (context.scope() == nullptr) {
    return "";
  }
  const Text root = narrow(context, context.scope()->application->GetApplicationPhysicalPath());
  return !root.empty() && root.back() == '/' ? root : base::concat(context.arena(), {root, "/"});
}

Text application_id(Context& context) {
  return context.scope() == nullptr
             ? Text("")
             : narrow(context, context.scope()->application->GetApplicationId());
}

Text application_pool(Context& context) {
  return context.scope() == nullptr ? Text("") : Text(context.scope()->application_settings->pool);
}

// --- site

Text site_id(Context& context) { return number(context, context.request().GetSiteId()); }

Text site_meta_path(Context& context) {
  return base::concat(context.arena(), {"/LM/W3SVC/", site_id(context)});
}

Text site_name(Context& context) {
  return context.scope() == nullptr ? Text("") : Text(context.scope()->site_settings->name);
}

// --- user

Text auth_type(Context& context) {
  return context.user() == nullptr ? "" : narrow(context, context.user()->GetAuthenticationType());
}

Text user(Context& context) {
  return context.user() == nullptr ? "" : narrow(context, context.user()->GetUserName());
}

Text remote_user(Context& context) {
  return context.user() == nullptr ? "" : narrow(context, context.user()->GetRemoteUserName());
}

Text password(Context& context) {
  return context.user() == nullptr ? "" : narrow(context, context.user()->GetPassword());
}

// --- connection and protocol

Text local_address(Context& context) { return context.connection().local().address(); }
Text remote_address(Context& context) { return context.connection().remote().address(); }
Text remote_port(Context& context) { return number(context, context.connection().remote().port()); }

// The port the client meant: the Host header's, else the connection's.
Text server_port(Context& context) {
  const auto authority = http::parse_authority(context.request().head().host);
  if (authority.has_value() && authority->port.has_value()) {
    return number(context, *authority->port);
  }
  return number(context, context.connection().local().port());
}

Text server_name(Context& context) {
  const auto authority = http::parse_authority(context.request().head().host);
  return authority.has_value() ? context.arena().copy(authority->host) : local_address(context);
}

Text protocol(Context& context) {
  return context.request().head().version_minor == 0 ? "HTTP/1.0" : "HTTP/1.1";
}

Text https(Context& context) { return context.connection().secure() ? "on" : "off"; }
Text port_secure(Context& context) { return context.connection().secure() ? "1" : "0"; }
Text gateway(Context&) { return "CGI/1.1"; }
Text software(Context& context) { return context.response().server_software(); }
Text no(Context&) { return "0"; }

struct Variable {
  Text name;
  Text (*compute)(Context&);
};

// Sorted by name.
constexpr Variable kVariables[] = {
    {"ALL_HTTP", all_http},
    {"ALL_RAW", all_raw},
    {"APPL_MD_PATH", application_id},
    {"APPL_PHYSICAL_PATH", application_physical_path},
    {"APP_POOL_ID", application_pool},
    {"AUTH_PASSWORD", password},
    {"AUTH_TYPE", auth_type},
    {"AUTH_USER", user},
    {"CACHE_URL", cache_url},
    {"CERT_COOKIE", empty},
    {"CERT_FLAGS", empty},
    {"CERT_ISSUER", empty},
    {"CERT_KEYSIZE", empty},
    {"CERT_SECRETKEYSIZE", empty},
    {"CERT_SERIALNUMBER", empty},
    {"CERT_SERVER_ISSUER", empty},
    {"CERT_SERVER_SUBJECT", empty},
    {"CERT_SUBJECT", empty},
    {"CONTENT_LENGTH", content_length},
    {"CONTENT_TYPE", content_type},
    {"GATEWAY_INTERFACE", gateway},
    {"HTTPS", https},
    {"HTTPS_KEYSIZE", empty},
    {"HTTPS_SECRETKEYSIZE", empty},
    {"HTTPS_SERVER_ISSUER", empty},
    {"HTTPS_SERVER_SUBJECT", empty},
    {"HTTP_METHOD", method},
    {"HTTP_URL", target},
    {"HTTP_VERSION", protocol},
    {"IIS_WEBSOCK", empty},
    {"INSTANCE_ID", site_id},
    {"INSTANCE_META_PATH", site_meta_path},
    {"INSTANCE_NAME", site_name},
    {"LOCAL_ADDR", local_address},
    {"LOGON_USER", user},
    {"ORIGINAL_URL", target},
    {"PATH_INFO", path},
    {"PATH_TRANSLATED", physical_path},
    {"QUERY_STRING", query},
    {"REMOTE_ADDR", remote_address},
    {"REMOTE_HOST", remote_address},
    {"REMOTE_PORT", remote_port},
    {"REMOTE_USER", remote_user},
    {"REQUEST_FILENAME", physical_path},
    {"REQUEST_METHOD", method},
    {"REQUEST_URI", target},
    {"SCRIPT_FILENAME", physical_path},
    {"SCRIPT_NAME", path},
    {"SCRIPT_TRANSLATED", physical_path},
    {"SERVER_ADDR", local_address},
    {"SERVER_NAME", server_name},
    {"SERVER_PORT", server_port},
    {"SERVER_PORT_SECURE", port_secure},
    {"SERVER_PROTOCOL", protocol},
    {"SERVER_SOFTWARE", software},
    {"SSI_EXEC_DISABLED", no},
    {"UNENCODED_URL", target},
    {"UNMAPPED_REMOTE_USER", remote_user},
    {"URL", original_path},
    {"URL_PATH_INFO", path},
};

constexpr std::size_t kLongestName = 20;

static_assert(std::is_sorted(std::begin(kVariables), std::end(kVariables),
                             [](const Variable& a, const Variable& b) { return a.name < b.name; }));
static_assert(std::all_of(std::begin(kVariables), std::end(kVariables),
                          [](const Variable& v) { return v.name.size() <= kLongestName; }));

}  // namespace

std::optional<std::string_view> compute_server_variable(HttpContext& context,
                                                        std::string_view name) {
  if (name.size() > kLongestName) {
    return std::nullopt;
  }
  char upper[kLongestName];
  std::transform(name.begin(), name.end(), upper, [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  const Text wanted(upper, name.size());
  const Variable* found =
      std::lower_bound(std::begin(kVariables), std::end(kVariables), wanted,
                       [](const Variable& variable, Text key) { return variable.name < key; });
  if (found == std::end(kVariables) || found->name != wanted) {
    return std::nullopt;
  }
  return found->compute(context);
}

}  // namespace penstock::native
