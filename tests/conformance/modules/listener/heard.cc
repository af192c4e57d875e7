// Keeping and describing; see heard.h.
#include "heard.h"

#include <cstdio>
#include <cstring>
#include <sstream>

namespace listener {
namespace {

constexpr GUID kTestProvider = {0x11111111, 0x2222, 0x3333, {1, 2, 3, 4, 5, 6, 7, 8}};

struct NamedProvider {
  const char* name;
  const GUID* id;
};

constexpr NamedProvider kProviders[] = {
    {"all", &GUID_IIS_ALL_TRACE_PROVIDERS},
    {"www", &GUID_IIS_WWW_SERVER_TRACE_PROVIDER},
    {"global", &GUID_IIS_WWW_GLOBAL_TRACE_PROVIDER},
    {"test", &kTestProvider},
};

std::string name_of(const GUID& provider) {
  for (const NamedProvider& entry : kProviders) {
    if (*entry.id == provider) {
      return entry.name;
    }
  }
  return "?";
}

template <typename T>
std::string number(const HTTP_TRACE_EVENT_ITEM& item) {
  T value{};
  if (item.cbData != sizeof(value)) {
    return "bad size";
  }
  std::memcpy(&value, item.pbData, sizeof(value));
  return std::to_string(value);
}

std::string value_of(const HTTP_TRACE_EVENT_ITEM& item) {
  switch (item.dwDataType) {
    case HTTP_TRACE_TYPE_LPCGUID: {
      WCHAR text[40];
      StringFromGUID2(*reinterpret_cast<const GUID*>(item.pbData), text, 40);
      return narrow(text);
    }
    case HTTP_TRACE_TYPE_LPCWSTR:
      return narrow(reinterpret_cast<LPCWSTR>(item.pbData));
    case HTTP_TRACE_TYPE_LPCSTR:
      return reinterpret_cast<const char*>(item.pbData);
    case HTTP_TRACE_TYPE_USHORT:
      return number<USHORT>(item);
    case HTTP_TRACE_TYPE_ULONG:
      return number<ULONG>(item);
    case HTTP_TRACE_TYPE_ULONGLONG:
      return number<ULONGLONG>(item);
    case HTTP_TRACE_TYPE_LONG:
      return number<LONG>(item);
    case HTTP_TRACE_TYPE_BOOL:
      return number<BOOL>(item);
    default:
      return "?";
  }
}

}  // namespace

Heard& Heard::instance() {
  static Heard heard;
  return heard;
}

void Heard::add(const std::string& id, const std::string& line) {
  const std::lock_guard lock(mutex_);
  lines_[id].push_back(line);
}

std::string Heard::lines(const std::string& id) {
  const std::lock_guard lock(mutex_);
  std::string text;
  for (const std::string& line : lines_[id]) {
    text += line + "\n";
  }
  return text;
}

std::string id_of(IHttpContext* context) {
  const PCSTR id = context == nullptr ? nullptr : context->GetRequest()->GetHeader("X-Trace");
  return id == nullptr ? "server" : id;
}

std::string describe(const HTTP_TRACE_EVENT& event) {
  std::string text = narrow(event.pszEventName) + " " + name_of(*event.pProviderGuid);
  const auto add = [&](const char* name, DWORD value) {
    text += std::string(" ") + name + "=" + std::to_string(value);
  };
  add("event", event.dwEvent);
  add("version", event.dwEventVersion);
  add("area", event.dwArea);
  add("level", event.dwVerbosity);
  add("timed", event.dwTimeStamp != 0);
  add("active", event.pActivityGuid != nullptr);
  text += " [";
  for (DWORD i = 0; i < event.cEventItems; ++i) {
    const HTTP_TRACE_EVENT_ITEM& item = event.pEventItems[i];
    text += (i == 0 ? "" : " ") + narrow(item.pszName) + "=" + value_of(item);
    if (item.pszDataDescription != nullptr) {
      text += "(" + narrow(item.pszDataDescription) + ")";
    }
  }
  return text + "]";
}

LPCGUID provider_of(const std::string& name) {
  for (const NamedProvider& entry : kProviders) {
    if (name == entry.name) {
      return entry.id;
    }
  }
  return nullptr;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);) {
    parts.push_back(part);
  }
  return parts;
}

}  // namespace listener
