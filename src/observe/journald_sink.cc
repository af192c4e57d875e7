// Implements journald_sink.h. The protocol is systemd's "Native Journal Protocol": one datagram an
// entry, a line KEY=value a field, or KEY, newline, little-endian size, bytes for any value.
#include "observe/journald_sink.h"

#include <endian.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <string_view>

namespace penstock::observe {
namespace {

// Room for an event of the largest size; the kernel caps it at its own limit.
constexpr int kSendBuffer = 2 * 1024 * 1024;

void append_field(std::string& out, std::string_view key, std::string_view value) {
  out += key;
  if (value.find('\n') == std::string_view::npos) {
    out += '=';
    out += value;
  } else {
    const std::uint64_t size = htole64(value.size());
    out += '\n';
    out.append(reinterpret_cast<const char*>(&size), sizeof size);
    out += value;
  }
  out += '\n';
}

// syslog's severities, as the journal's PRIORITY takes them.
std::string_view priority(EventType type) {
  switch (type) {
    case EventType::kError:
      return "3";
    case EventType::kWarning:
    case EventType::kAuditFailure:
      return "4";
    default:
      return "6";
  }
}

std::string message(const EncodedEvent& event) {
  std::string text;
  std::string_view strings = event.strings;
  for (std::uint32_t i = 0; i < event.string_count; ++i) {
    text += i == 0 ? "" : " ";
    text += next_string(strings);
  }
  return text.empty() ? "event " + std::to_string(event.event_id) : text;
}

}  // namespace

JournaldSink::JournaldSink(std::string socket_path)
    : socket_path_(std::move(socket_path)),
      fd_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
  ::setsockopt(fd_, SOL_SOCKET, SO_SNDBUF, &kSendBuffer, sizeof kSendBuffer);
}

JournaldSink::~JournaldSink() {
  if (fd_ >= 0) {
    ::close(fd_);
  }
}

bool JournaldSink::send(const EncodedEvent& event) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (socket_path_.size() >= sizeof address.sun_path) {
    return false;
  }
  std::memcpy(address.sun_path, socket_path_.data(), socket_path_.size());

  datagram_.clear();
  append_field(datagram_, "MESSAGE", message(event));
  append_field(datagram_, "PRIORITY", priority(event.type));
  append_field(datagram_, "SYSLOG_IDENTIFIER", event.source);
  append_field(datagram_, "PENSTOCK_LOG", event.log);
  append_field(datagram_, "PENSTOCK_EVENT_ID", std::to_string(event.event_id));
  append_field(datagram_, "PENSTOCK_CATEGORY", std::to_string(event.category));
  append_field(datagram_, "PENSTOCK_TIME_USEC", std::to_string(event.time_us));
  const ssize_t sent =
      ::sendto(fd_, datagram_.data(), datagram_.size(), MSG_NOSIGNAL,
               reinterpret_cast<const sockaddr*>(&address), static_cast<socklen_t>(sizeof address));
  return sent == static_cast<ssize_t>(datagram_.size());
}

}  // namespace penstock::observe
