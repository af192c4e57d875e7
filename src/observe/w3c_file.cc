// Implements w3c_file.h.
#include "observe/w3c_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>

#include "observe/clock.h"
#include "observe/w3c_line.h"

namespace penstock::observe {
namespace {

// What a file that cannot be written may hold back; later lines are discarded and counted.
constexpr std::size_t kMaxPending = 1024 * 1024;

// Every time zone's hours start at a quarter of an hour of UTC: periods end nowhere else.
constexpr std::int64_t kSliceSeconds = 15 * 60;

constexpr std::string_view kBySizePrefix = "u_extend";
constexpr std::string_view kSuffix = ".log";

// The highest N of the u_extendN.log there are, 1 without any: a restart goes on with it.
int last_number(const std::string& folder) {
  int last = 1;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(kBySizePrefix) || !name.ends_with(kSuffix)) {
      continue;
    }
    int number = 0;
    const char* const end = name.data() + name.size() - kSuffix.size();
    if (std::from_chars(name.data() + kBySizePrefix.size(), end, number).ptr == end) {
      last = std::max(last, number);
    }
  }
  return last;
}

}  // namespace

std::string w3c_file_name(LogPeriod period, std::int64_t seconds, bool local_time, int number) {
  if (period == LogPeriod::kMaxSize) {
    return std::string(kBySizePrefix) + std::to_string(number) + std::string(kSuffix);
  }
  const std::time_t time = seconds;
  std::tm parts{};
  local_time ? localtime_r(&time, &parts) : gmtime_r(&time, &parts);
  char name[64];
  if (period == LogPeriod::kWeekly) {
    const int first_weekday = (parts.tm_wday - (parts.tm_mday - 1) % 7 + 7) % 7;
    const std::size_t size = std::strftime(name, sizeof name, "u_ex%y%m", &parts);
    std::snprintf(name + size, sizeof name - size, "%02d.log",
                  (parts.tm_mday - 1 + first_weekday) / 7 + 1);
    return name;
  }
  const char* const format = period == LogPeriod::kHourly  ? "u_ex%y%m%d%H.log"
                             : period == LogPeriod::kDaily ? "u_ex%y%m%d.log"
                                                           : "u_ex%y%m.log";
  std::strftime(name, sizeof name, format, &parts);
  return name;
}

W3cFile::W3cFile(W3cLogSettings settings)
    : settings_(std::move(settings)),
      folder_(settings_.directory + "/W3SVC" + std::to_string(settings_.site_id)) {}

W3cFile::~W3cFile() { close(); }

std::uint64_t W3cFile::unwritten_lines() const {
  return static_cast<std::uint64_t>(std::count(pending_.begin(), pending_.end(), '\n'));
}

std::uint64_t W3cFile::take(std::uint64_t& count) {
  const std::uint64_t taken = count;
  count = 0;
  return taken;
}

void W3cFile::add(std::int64_t seconds, std::string_view line) {
  rotate_if_due(seconds, line.size());
  if (pending_.size() + line.size() > kMaxPending && (failing_ || !write())) {
    ++discarded_;  // what already fails is tried again by the next write(), not for every line
    return;
  }
  pending_ += line;
}

void W3cFile::rotate_if_due(std::int64_t seconds, std::size_t line_size) {
  if (settings_.period == LogPeriod::kMaxSize) {
    if (name_.empty()) {
      number_ = last_number(folder_);
    } else if (size_ + pending_.size() == 0 ||
               size_ + pending_.size() + line_size <= settings_.truncate_size) {
      return;
    } else {
      ++number_;
    }
  } else {
    const std::int64_t slice = seconds / kSliceSeconds;
    if (slice <= slice_) {
      return;
    }
    slice_ = slice;
  }
  std::string name =
      w3c_file_name(settings_.period, seconds, settings_.local_time_rollover, number_);
  if (name != name_) {
    rotate(std::move(name));
  }
}

// What the old file does not take goes to the new one, whole lines at least.
void W3cFile::rotate(std::string name) {
  write();
  close();
  name_ = std::move(name);
  std::error_code error;
  const auto size = std::filesystem::file_size(path(), error);
  size_ = error ? 0 : size;
}

bool W3cFile::open() {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  fd_ = ::open(path().c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
  if (fd_ < 0) {
    failed("opened", errno);
    return false;
  }
  struct stat status {};
  size_ = ::fstat(fd_, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
  write_heading();
  return true;
}

// The directives stand at the start of a file, and again after each restart of the server.
void W3cFile::write_heading() {
  char now[19];
  format_w3c_time(now_us() / 1'000'000, now);
  heading_.assign(ends_inside_line() ? 1 : 0, '\n');
  heading_ += "#Software: Penstock\n#Version: 1.0\n#Date: ";
  heading_.append(now, sizeof now);
  heading_ += "\n#Fields: ";
  heading_ += w3c_fields_directive(settings_.fields);
  heading_ += '\n';
}

// A process that died, or a disk that was full, left half a line.
bool W3cFile::ends_inside_line() const {
  char last = '\n';
  return size_ > 0 && ::pread(fd_, &last, 1, static_cast<off_t>(size_ - 1)) == 1 && last != '\n';
}

// Somebody deleted the file: what we write would be lost.
bool W3cFile::removed() const {
  struct stat status {};
  return ::fstat(fd_, &status) == 0 && status.st_nlink == 0;
}

bool W3cFile::write() {
  if (pending_.empty()) {
    return true;
  }
  if (fd_ >= 0 && removed()) {
    close();
  }
  if (fd_ < 0 && !open()) {
    return false;
  }
  for (std::string* text : {&heading_, &pending_}) {
    while (!text->empty()) {
      const ssize_t written = ::write(fd_, text->data(), text->size());
      if (written < 0 && errno == EINTR) {
        continue;
      }
      if (written < 0) {
        failed("written", errno);
        return false;
      }
      size_ += static_cast<std::uint64_t>(written);
      cut_ = text == &pending_ && (*text)[static_cast<std::size_t>(written) - 1] != '\n';
      text->erase(0, static_cast<std::size_t>(written));
    }
  }
  failing_ = false;
  return true;
}

// The rest of a line that was cut belongs to no other file.
void W3cFile::close() {
  if (fd_ >= 0) {
    ::close(fd_);
    fd_ = -1;
  }
  if (cut_) {
    pending_.erase(0, pending_.find('\n') + 1);
    cut_ = false;
    ++discarded_;
  }
}

void W3cFile::failed(const char* what, int error) {
  ++failures_;
  if (!failing_) {
    std::fprintf(stderr, "penstock: the access log %s cannot be %s: %s\n", path().c_str(), what,
                 std::strerror(error));
  }
  failing_ = true;
}

}  // namespace penstock::observe
