// Makes HTTP_LOG_FIELDS_DATA from request and response; see log_data.h. Lengths are in bytes.
#include "native/log_data.h"

#include <unistd.h>

#include <charconv>
#include <string>

#include "base/arena_text.h"
#include "native/http_context.h"
#include "native/http_verb.h"
#include "native/raw_headers.h"

namespace penstock::native {
namespace {

// The API's fields are not const: modules edit them, each text being the request's own.
void put(PCHAR& text, USHORT& length, std::string_view value) {
  text = const_cast<char*>(value.data());
  length = raw_length(value.size());
}

void put(PWCHAR& text, USHORT& length, std::wstring_view value) {
  text = const_cast<wchar_t*>(value.data());
  length = raw_length(value.size() * sizeof(WCHAR));
}

std::string_view computer_name() {
  static const std::string name = [] {
    char text[256] = "";
    return ::gethostname(text, sizeof text - 1) == 0 ? std::string(text) : std::string();
  }();
  return name;
}

// "W3SVC1": the log's name for a site.
std::string_view service_name(DWORD site_id, base::Arena& arena) {
  char digits[16];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, site_id);
  return base::concat(arena, {"W3SVC", {digits, static_cast<std::size_t>(end - digits)}});
}

}  // namespace

HTTP_LOG_FIELDS_DATA* LogData::get() {
  if (set_ != nullptr) {
    return set_;
  }
  if (made_ == nullptr) {
    made_ = make();
  }
  return made_;
}

HTTP_LOG_FIELDS_DATA* LogData::make() {
  base::Arena& arena = context_.arena();
  HttpRequest& request = context_.request();
  const HttpResponse& response = context_.response();
  const http::HeaderMap& headers = request.head().headers;
  auto* data = arena.make<HTTP_LOG_FIELDS_DATA>();
  data->Base.Type = HttpLogDataTypeFields;
  put(data->UserName, data->UserNameLength, context_.user_name());
  put(data->UriStem, data->UriStemLength, request.url().wide_path());
  put(data->ClientIp, data->ClientIpLength, context_.connection().remote().address());
  put(data->ServerName, data->ServerNameLength, computer_name());
  put(data->ServiceName, data->ServiceNameLength, service_name(request.GetSiteId(), arena));
  put(data->ServerIp, data->ServerIpLength, context_.connection().local().address());
  put(data->Method, data->MethodLength, request.method());
  put(data->UriQuery, data->UriQueryLength, request.url().query());
  put(data->Host, data->HostLength, headers.get(http::header::kHost));
  put(data->UserAgent, data->UserAgentLength, headers.get(http::header::kUserAgent));
  put(data->Cookie, data->CookieLength, headers.get(http::header::kCookie));
  put(data->Referrer, data->ReferrerLength, headers.get(http::header::kReferer));
  data->ServerPort = context_.connection().local().port();
  data->ProtocolStatus = response.status();
  data->SubStatus = response.sub_status();
  data->Win32Status = FAILED(response.error()) ? HRESULT_CODE(response.error()) : 0;
  data->MethodNum = verb_of(request.method());
  return data;
}

}  // namespace penstock::native
