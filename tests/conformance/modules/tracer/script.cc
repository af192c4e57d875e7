// See script.h.
#include "script.h"

#include <algorithm>

namespace tracer {
namespace {

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string::npos ? ""
                                    : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// Of "name(argument)" or "name".
Step step_of(const std::string& text) {
  const std::size_t open = text.find('(');
  if (open == std::string::npos) {
    return {text, ""};
  }
  return {text.substr(0, open), text.substr(open + 1, text.rfind(')') - open - 1)};
}

}  // namespace

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(separator, start), text.size());
    if (std::string part = trimmed(text.substr(start, end - start)); !part.empty()) {
      parts.push_back(std::move(part));
    }
    start = end + 1;
  }
  return parts;
}

void Script::parse(const std::string& text) {
  for (const std::string& rule : split(text, ';')) {
    const std::size_t equals = rule.find('=');
    Calls& calls = events_[rule.substr(0, equals)];
    for (const std::string& call : split(rule.substr(equals + 1), '>')) {
      std::vector<Step>& steps = calls.steps.emplace_back();
      for (const std::string& step : split(call, '+')) {
        steps.push_back(step_of(step));
      }
    }
  }
}

const std::vector<Step>& Script::next(const std::string& event) {
  static const std::vector<Step> nothing;
  const auto found = events_.find(event);
  if (found == events_.end() || found->second.steps.empty()) {
    return nothing;
  }
  Calls& calls = found->second;
  const std::size_t at = std::min(calls.next++, calls.steps.size() - 1);
  return calls.steps[at];
}

}  // namespace tracer
