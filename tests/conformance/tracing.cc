// See tracing.h.
#include "conformance/tracing.h"

#include <atomic>
#include <sstream>

namespace penstock::tests {

std::string tracer_image() { return TRACER_MODULE; }

ServerConfig config_with_tracers(const std::vector<std::string>& names) {
  ServerConfig config;
  for (const std::string& name : names) {
    config.add(name, tracer_image());
  }
  return config;
}

std::string next_trace_id() {
  static std::atomic<int> number{0};
  return "t" + std::to_string(++number);
}

Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    lines.push_back(line);
  }
  return lines;
}

Lines Traced::of(const std::string& instance) const {
  Lines found;
  for (const std::string& entry : trace) {
    if (entry.rfind(instance + ".", 0) == 0) {
      found.push_back(entry.substr(instance.size() + 1));
    }
  }
  return found;
}

Lines Traced::entries_of(const std::string& event) const {
  Lines found;
  for (const std::string& entry : trace) {
    const std::size_t dot = entry.find('.') + 1;
    if (entry.substr(dot, entry.find(' ', dot) - dot) == event) {
      found.push_back(entry);
    }
  }
  return found;
}

Lines Traced::called_for(const std::string& event) const {
  Lines found = entries_of(event);
  for (std::string& entry : found) {
    entry.resize(entry.find('.'));
  }
  return found;
}

Traced run_traced(const TestServer& server, std::string_view target, const Headers& headers,
                  std::string_view method, std::string_view body) {
  const std::string id = next_trace_id();
  Headers all = headers;
  all.emplace_back("X-Trace", id);
  RawClient client = server.connect();
  Traced traced;
  traced.reply = client.request(method, target, all, body);
  // A connection's next request begins when the one before has ended, with everything.
  if (traced.reply.ended_by_close || traced.reply.header("Connection") == "close") {
    ADD_FAILURE() << "the connection was closed: trace_when() reads the trace of such a request";
    return traced;
  }
  traced.trace = lines_of(client.get("/__trace?" + id).body);
  return traced;
}

Lines trace_when(const TestServer& server, const std::string& id, const std::string& entry) {
  return lines_of(server.get("/__wait?" + id + "&" + entry).body);
}

}  // namespace penstock::tests
