// Fills one log entry from a finished request; see access_log.h.
#include "server/access_log.h"

#include "base/arena_text.h"
#include "server/date_cache.h"

namespace penstock::server {
namespace {

observe::LogPeriod period_of(config::LogPeriod period) {
  switch (period) {
    case config::LogPeriod::kMaxSize:
      return observe::LogPeriod::kMaxSize;
    case config::LogPeriod::kDaily:
      return observe::LogPeriod::kDaily;
    case config::LogPeriod::kWeekly:
      return observe::LogPeriod::kWeekly;
    case config::LogPeriod::kMonthly:
      return observe::LogPeriod::kMonthly;
    case config::LogPeriod::kHourly:
      return observe::LogPeriod::kHourly;
  }
  return observe::LogPeriod::kDaily;
}

// From the configuration's flags (logExtFileFlags, in the schema's values) to the log's own.
observe::W3cFields fields_of(std::uint32_t flags) {
  using observe::W3cField;
  namespace log_field = config::log_field;
  constexpr std::pair<std::uint32_t, W3cField> kFields[] = {
      {log_field::kDate, W3cField::kDate},
      {log_field::kTime, W3cField::kTime},
      {log_field::kClientIp, W3cField::kClientIp},
      {log_field::kUserName, W3cField::kUserName},
      {log_field::kSiteName, W3cField::kSiteName},
      {log_field::kComputerName, W3cField::kComputerName},
      {log_field::kServerIp, W3cField::kServerIp},
      {log_field::kMethod, W3cField::kMethod},
      {log_field::kUriStem, W3cField::kUriStem},
      {log_field::kUriQuery, W3cField::kUriQuery},
      {log_field::kHttpStatus, W3cField::kHttpStatus},
      {log_field::kWin32Status, W3cField::kWin32Status},
      {log_field::kBytesSent, W3cField::kBytesSent},
      {log_field::kBytesRecv, W3cField::kBytesRecv},
      {log_field::kTimeTaken, W3cField::kTimeTaken},
      {log_field::kServerPort, W3cField::kServerPort},
      {log_field::kUserAgent, W3cField::kUserAgent},
      {log_field::kCookie, W3cField::kCookie},
      {log_field::kReferer, W3cField::kReferer},
      {log_field::kProtocolVersion, W3cField::kProtocolVersion},
      {log_field::kHost, W3cField::kHost},
      {log_field::kHttpSubStatus, W3cField::kHttpSubStatus},
  };
  observe::W3cFields fields = 0;
  for (const auto& [flag, field] : kFields) {
    if ((flags & flag) != 0) {
      fields = fields | field;
    }
  }
  return fields;
}

// Narrow user names are short; a longer one is cut rather than allocated for.
std::string_view narrow_user(IHttpUser* user, char (&buffer)[128]) {
  const PCWSTR name = user != nullptr ? user->GetUserName() : nullptr;
  std::size_t length = 0;
  while (name != nullptr && name[length] != L'\0' && length < sizeof(buffer)) {
    buffer[length] = name[length] < 0x80 ? static_cast<char>(name[length]) : '?';
    ++length;
  }
  return {buffer, length};
}

std::string_view view_of(PCSTR text, USHORT bytes) {
  return text == nullptr ? std::string_view() : std::string_view(text, bytes);
}

std::string_view view_of(PCWSTR text, USHORT bytes, base::Arena& arena) {
  return text == nullptr ? std::string_view()
                         : base::to_utf8(std::wstring_view(text, bytes / sizeof(WCHAR)), arena);
}

// Page: ISendResponseProvider::SetLogData. Bytes and times stay the server's.
void take_submitted(const HTTP_LOG_FIELDS_DATA& data, base::Arena& arena,
                    observe::LogEntry& entry) {
  entry.server_ip = view_of(data.ServerIp, data.ServerIpLength);
  entry.server_port = data.ServerPort;
  entry.client_ip = view_of(data.ClientIp, data.ClientIpLength);
  entry.method = view_of(data.Method, data.MethodLength);
  entry.uri_stem = view_of(data.UriStem, data.UriStemLength, arena);
  entry.uri_query = view_of(data.UriQuery, data.UriQueryLength);
  entry.user_name = view_of(data.UserName, data.UserNameLength, arena);
  entry.user_agent = view_of(data.UserAgent, data.UserAgentLength);
  entry.cookie = view_of(data.Cookie, data.CookieLength);
  entry.referer = view_of(data.Referrer, data.ReferrerLength);
  entry.host = view_of(data.Host, data.HostLength);
  entry.status = data.ProtocolStatus;
  entry.sub_status = data.SubStatus;
  entry.win32_status = data.Win32Status;
}

}  // namespace

AccessLog::AccessLog(const config::ServerSettings& settings)
    : writer_(observe::W3cLogWriter::start({})) {
  for (const config::SiteSettings& site : settings.sites) {
    const config::SiteLogFile& file = site.log_file;
    if (!file.enabled || file.format != config::LogFormat::kW3c) {
      continue;
    }
    observe::W3cLogSettings wanted;
    wanted.directory = file.directory;
    wanted.site_id = site.id;
    wanted.period = period_of(file.period);
    wanted.truncate_size = static_cast<std::uint64_t>(file.truncate_size);
    wanted.local_time_rollover = file.local_time_rollover;
    if (file.fields != 0) {
      wanted.fields = fields_of(file.fields);
    }
    sites_.emplace(site.id, writer_->add(std::move(wanted)));
  }
}

AccessLog::~AccessLog() { sites_.clear(); }

void AccessLog::append(native::HttpContext& context, const native::UrlScope& scope,
                       const http::RequestHead& head, std::uint64_t bytes_sent,
                       std::uint64_t bytes_received, std::int64_t started_us) noexcept {
  const auto site = sites_.find(scope.site_settings->id);
  if (site == sites_.end()) {
    return;
  }
  native::HttpConnection& connection = context.connection();
  native::HttpResponse& response = context.response();
  char user[128];
  observe::LogEntry entry;
  entry.time_us = wall_clock_us();
  entry.server_ip = connection.local().address();
  entry.server_port = connection.local().port();
  entry.client_ip = connection.remote().address();
  entry.method = context.request().method();
  entry.uri_stem = context.request().url().path();
  entry.uri_query = context.request().url().query();
  entry.user_name = narrow_user(context.user(), user);
  entry.protocol_version = head.version_minor == 0 ? "HTTP/1.0" : "HTTP/1.1";
  entry.user_agent = head.headers.get(HttpHeaderUserAgent);
  entry.cookie = head.headers.get(HttpHeaderCookie);
  entry.referer = head.headers.get(HttpHeaderReferer);
  entry.host = head.host;
  entry.status = response.status();
  entry.sub_status = response.sub_status();
  entry.win32_status = static_cast<std::uint32_t>(HRESULT_CODE(response.error()));
  if (const HTTP_LOG_FIELDS_DATA* data = response.log().submitted(); data != nullptr) {
    take_submitted(*data, context.arena(), entry);
  }
  entry.bytes_sent = bytes_sent;
  entry.bytes_received = bytes_received;
  entry.time_taken_ms = static_cast<std::uint64_t>((entry.time_us - started_us) / 1000);
  site->second->append(entry);
}

}  // namespace penstock::server
