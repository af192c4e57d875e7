// XmlDocument: encodings, the strict check, then pugixml in place. The name of a node or attribute
// points into our buffer, which is how positions are known without a second tree.
#include "config/xml_document.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/text.h"
#include "config/xml_scanner.h"

namespace penstock::config {
namespace {

constexpr std::size_t kMaxFileSize = 256u << 20;

std::string from_utf16(std::string_view bytes, bool big_endian) {
  std::string out;
  char32_t high = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    const char32_t unit = big_endian ? first << 8 | second : second << 8 | first;
    if (unit >= 0xDC00 && unit <= 0xDFFF && high != 0) {
      base::append_utf8(out, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
      high = 0;
      continue;
    }
    if (high != 0) base::append_utf8(out, high);
    high = 0;
    if (unit >= 0xD800 && unit <= 0xDBFF) {
      high = unit;
    } else {
      base::append_utf8(out, unit);
    }
  }
  if (high != 0) base::append_utf8(out, high);
  return out;
}

bool declares_latin1(std::string_view text) {
  const std::string declaration = base::ascii_lower(text.substr(0, text.find('>')));
  if (declaration.rfind("<?xml", 0) != 0) return false;
  return declaration.find("iso-8859-1") != std::string::npos ||
         declaration.find("windows-1252") != std::string::npos;
}

std::string from_latin1(std::string_view text) {
  std::string out;
  for (const char c : text) base::append_utf8(out, static_cast<unsigned char>(c));
  return out;
}

std::string to_plain_utf8(std::string text) {
  if (text.rfind("\xFF\xFE", 0) == 0) return from_utf16(std::string_view(text).substr(2), false);
  if (text.rfind("\xFE\xFF", 0) == 0) return from_utf16(std::string_view(text).substr(2), true);
  if (text.rfind("\xEF\xBB\xBF", 0) == 0) text.erase(0, 3);
  if (declares_latin1(text)) return from_latin1(text);
  return text;
}

// Offset of the first line that is not UTF-8 or holds a NUL. (No UTF-8 sequence spans lines.)
std::optional<XmlFault> find_encoding_fault(std::string_view text) {
  const std::size_t nul = text.find('\0');
  if (nul != std::string_view::npos) return XmlFault{nul, "NUL byte, expected text"};
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (!base::is_valid_utf8(text.substr(begin, end - begin))) {
      return XmlFault{begin, "this line is not valid UTF-8"};
    }
    begin = end + 1;
  }
  return std::nullopt;
}

std::string system_message(std::string_view what, const std::string& path) {
  return path + ": " + std::string(what) + ": " + std::strerror(errno);
}

}  // namespace

LineIndex::LineIndex(std::string_view text) : starts_{0} {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') starts_.push_back(i + 1);
  }
}

std::uint32_t LineIndex::line(std::size_t offset) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  return static_cast<std::uint32_t>(after - starts_.begin());
}

std::uint32_t LineIndex::column(std::size_t offset) const {
  return static_cast<std::uint32_t>(offset - starts_[line(offset) - 1] + 1);
}

XmlDocument::XmlDocument(std::string text, std::string name)
    : buffer_(std::move(text)),
      lines_(buffer_),
      name_(std::make_shared<const std::string>(std::move(name))) {}

base::Result<std::shared_ptr<const XmlDocument>> XmlDocument::parse(std::string text,
                                                                    std::string name) {
  std::shared_ptr<XmlDocument> document(
      new XmlDocument(to_plain_utf8(std::move(text)), std::move(name)));
  auto at_offset = [&](std::size_t offset, const std::string& message) {
    return base::Error{document->at(document->buffer_.data() + offset).to_string() + ": " +
                       message};
  };
  std::optional<XmlFault> fault = find_encoding_fault(document->buffer_);
  if (!fault) fault = find_xml_fault(document->buffer_);
  if (fault) return at_offset(fault->offset, fault->message);
  const pugi::xml_parse_result parsed = document->tree_.load_buffer_inplace(
      document->buffer_.data(), document->buffer_.size(),
      pugi::parse_default | pugi::parse_trim_pcdata, pugi::encoding_utf8);
  if (!parsed) return at_offset(static_cast<std::size_t>(parsed.offset), parsed.description());
  return std::shared_ptr<const XmlDocument>(std::move(document));
}

base::Result<std::shared_ptr<const XmlDocument>> XmlDocument::read(const std::string& path) {
  auto text = read_text_file(path, kMaxFileSize);
  if (!text) return text.error();
  return parse(text.take(), path);
}

SourcePosition XmlDocument::at(const char* in_buffer) const {
  const auto offset = static_cast<std::size_t>(in_buffer - buffer_.data());
  return SourcePosition{name_, lines_.line(offset), lines_.column(offset)};
}

base::Result<std::string> read_text_file(const std::string& path, std::size_t limit) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return base::Error{system_message("cannot open", path)};
  struct Closer {
    int fd;
    ~Closer() { ::close(fd); }
  } closer{fd};
  struct stat info {};
  if (::fstat(fd, &info) != 0) return base::Error{system_message("cannot examine", path)};
  if (!S_ISREG(info.st_mode)) return base::Error{path + ": not a regular file"};
  if (static_cast<std::size_t>(info.st_size) > limit) {
    return base::Error{path + ": larger than " + std::to_string(limit) + " bytes"};
  }
  std::string text(static_cast<std::size_t>(info.st_size), '\0');
  std::size_t have = 0;
  while (have < text.size()) {
    const ssize_t got = ::read(fd, text.data() + have, text.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return base::Error{system_message("cannot read", path)};
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  text.resize(have);
  return text;
}

}  // namespace penstock::config
