// AccessLog: one W3C log a site, as its <logFile> element says. HttpLoggingModule decides which
// requests are logged; the line is written when the response has left, so that bytes and time are
// right.
#pragma once

#include <cstdint>
#include <map>
#include <memory>

#include "config/snapshot.h"
#include "http/http1/request_parser.h"
#include "native/http_context.h"
#include "native/url_scope.h"
#include "observe/w3c_log.h"

namespace penstock::server {

// Any thread; constant once built.
class AccessLog {
 public:
  explicit AccessLog(const config::ServerSettings& settings);
  ~AccessLog();

  // Never blocks: with the disk behind, lines are dropped and counted.
  void append(native::HttpContext& context, const native::UrlScope& scope,
              const http::RequestHead& head, std::uint64_t bytes_sent, std::uint64_t bytes_received,
              std::int64_t started_us) noexcept;

 private:
  std::unique_ptr<observe::W3cLogWriter> writer_;
  std::map<std::uint32_t, std::unique_ptr<observe::W3cLog>> sites_;
};

}  // namespace penstock::server
