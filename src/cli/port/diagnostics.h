// What a compiler's and a linker's messages say is missing, by kind and name. Both GCC's and
// Clang's wordings; used by compiler.cc, shown by report.cc.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace penstock::cli {

// Something a source needs and does not get. `kind` is "header", "type", "macro", "function",
// "name" (what it stands for cannot be told) or "error" (any other message, in `name`).
struct Finding {
  std::string kind;
  std::string name;
  std::string where;  // "file:line", empty for the linker's
};

// One finding for each (kind, name), in the order of the messages.
std::vector<Finding> compiler_findings(std::string_view messages);
// Undefined symbols, as functions, with their parameters.
std::vector<Finding> linker_findings(std::string_view messages);

// Adds those whose kind and name are not there yet.
void add_findings(std::vector<Finding>& all, const std::vector<Finding>& more);

}  // namespace penstock::cli
