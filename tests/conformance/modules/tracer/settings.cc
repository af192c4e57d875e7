// See settings.h.
#include "settings.h"

#include <cstdlib>

#include "script.h"

namespace tracer {

const NamedBits& request_events() {
  static const NamedBits events = {
      {"BeginRequest", RQ_BEGIN_REQUEST},
      {"AuthenticateRequest", RQ_AUTHENTICATE_REQUEST},
      {"AuthorizeRequest", RQ_AUTHORIZE_REQUEST},
      {"ResolveRequestCache", RQ_RESOLVE_REQUEST_CACHE},
      {"MapRequestHandler", RQ_MAP_REQUEST_HANDLER},
      {"AcquireRequestState", RQ_ACQUIRE_REQUEST_STATE},
      {"PreExecuteRequestHandler", RQ_PRE_EXECUTE_REQUEST_HANDLER},
      {"ExecuteRequestHandler", RQ_EXECUTE_REQUEST_HANDLER},
      {"ReleaseRequestState", RQ_RELEASE_REQUEST_STATE},
      {"UpdateRequestCache", RQ_UPDATE_REQUEST_CACHE},
      {"LogRequest", RQ_LOG_REQUEST},
      {"EndRequest", RQ_END_REQUEST},
      {"SendResponse", RQ_SEND_RESPONSE},
      {"MapPath", RQ_MAP_PATH},
      {"ReadEntity", RQ_READ_ENTITY},
      {"Custom", RQ_CUSTOM_NOTIFICATION},
  };
  return events;
}

const NamedBits& global_events() {
  static const NamedBits events = {
      {"StopListening", GL_STOP_LISTENING},       {"PreBeginRequest", GL_PRE_BEGIN_REQUEST},
      {"ApplicationStart", GL_APPLICATION_START}, {"ApplicationStop", GL_APPLICATION_STOP},
      {"Custom", GL_CUSTOM_NOTIFICATION},
  };
  return events;
}

DWORD bit_of(const NamedBits& events, const std::string& name) {
  for (const auto& [event, bit] : events) {
    if (event == name) {
      return bit;
    }
  }
  return 0;
}

std::string name_of(const NamedBits& events, DWORD wanted) {
  for (const auto& [event, bit] : events) {
    if (bit == wanted) {
      return event;
    }
  }
  return "?";
}

DWORD bits_of(const NamedBits& events, const std::string& names) {
  DWORD bits = 0;
  for (const std::string& name : split(names, ',')) {
    bits |= name == "all" ? ~0U : bit_of(events, name);
  }
  return bits;
}

Settings::Settings(const std::string& instance) : name_(instance) {
  const char* text = std::getenv(("TRACER_" + instance).c_str());
  for (const std::string& one : split(text == nullptr ? "" : text, ';')) {
    const std::size_t equals = one.find('=');
    values_[one.substr(0, equals)] = equals == std::string::npos ? "" : one.substr(equals + 1);
  }
}

std::string Settings::get(const std::string& key, const std::string& otherwise) const {
  const auto found = values_.find(key);
  return found == values_.end() ? otherwise : found->second;
}

}  // namespace tracer
