// Script: what a test wants an instance to do in a request, from the header that bears the
// instance's name:
//   X-Alpha: BeginRequest=status(404)+finish; Async=post(1)>continue
// Events are named as in Event names (settings.h), with Post in front for post-notifications, and
// Async for OnAsyncCompletion. '+' joins actions of one call, '>' separates the first call of the
// event from the second, and so on; the last stands for all that follow. actions.h lists them.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace tracer {

struct Step {
  std::string action;
  std::string argument;
};

std::vector<std::string> split(const std::string& text, char separator);

class Script {
 public:
  void parse(const std::string& text);
  // The steps of the next call of that event.
  const std::vector<Step>& next(const std::string& event);

 private:
  struct Calls {
    std::vector<std::vector<Step>> steps;
    std::size_t next = 0;
  };
  std::map<std::string, Calls> events_;
};

}  // namespace tracer
