// Implements w3c_fields.h: the one table of fields.
#include "observe/w3c_fields.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace penstock::observe {
namespace {

struct Named {
  W3cField field;
  std::string_view flag;       // in the configuration
  std::string_view directive;  // in the file
};

constexpr std::array<Named, 22> kFields{{
    {W3cField::kDate, "Date", "date"},
    {W3cField::kTime, "Time", "time"},
    {W3cField::kSiteName, "SiteName", "s-sitename"},
    {W3cField::kComputerName, "ComputerName", "s-computername"},
    {W3cField::kServerIp, "ServerIP", "s-ip"},
    {W3cField::kMethod, "Method", "cs-method"},
    {W3cField::kUriStem, "UriStem", "cs-uri-stem"},
    {W3cField::kUriQuery, "UriQuery", "cs-uri-query"},
    {W3cField::kServerPort, "ServerPort", "s-port"},
    {W3cField::kUserName, "UserName", "cs-username"},
    {W3cField::kClientIp, "ClientIP", "c-ip"},
    {W3cField::kProtocolVersion, "ProtocolVersion", "cs-version"},
    {W3cField::kUserAgent, "UserAgent", "cs(User-Agent)"},
    {W3cField::kCookie, "Cookie", "cs(Cookie)"},
    {W3cField::kReferer, "Referer", "cs(Referer)"},
    {W3cField::kHost, "Host", "cs-host"},
    {W3cField::kHttpStatus, "HttpStatus", "sc-status"},
    {W3cField::kHttpSubStatus, "HttpSubStatus", "sc-substatus"},
    {W3cField::kWin32Status, "Win32Status", "sc-win32-status"},
    {W3cField::kBytesSent, "BytesSent", "sc-bytes"},
    {W3cField::kBytesRecv, "BytesRecv", "cs-bytes"},
    {W3cField::kTimeTaken, "TimeTaken", "time-taken"},
}};

}  // namespace

base::Result<W3cFields> parse_w3c_fields(std::string_view flags) {
  W3cFields fields = 0;
  while (!flags.empty()) {
    const std::size_t comma = std::min(flags.find(','), flags.size());
    const std::string_view flag = base::trim(flags.substr(0, comma));
    const auto named = std::find_if(kFields.begin(), kFields.end(), [flag](const Named& candidate) {
      return base::ascii_iequals(flag, candidate.flag);
    });
    if (named == kFields.end()) {
      return base::Error{"not a log field: '" + std::string(flag) +
                         "' (expected names such as Date, Time, ClientIP, HttpStatus)"};
    }
    fields = fields | named->field;
    flags.remove_prefix(std::min(comma + 1, flags.size()));
  }
  return fields;
}

std::string w3c_fields_directive(W3cFields fields) {
  std::string names;
  for (const Named& named : kFields) {
    if (has(fields, named.field)) {
      names += names.empty() ? "" : " ";
      names += named.directive;
    }
  }
  return names;
}

}  // namespace penstock::observe
