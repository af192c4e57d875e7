// Wordings and how a name's kind is told from the line it stands in; see diagnostics.h.
#include "cli/port/diagnostics.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "cli/port/source_text.h"

namespace penstock::cli {
namespace {

// The name is what stands between the two texts. An empty kind: see kind_from_use().
struct Wording {
  std::string_view before;
  std::string_view after;
  std::string_view kind;
};

constexpr std::array kCompilerWordings{
    Wording{"fatal error: '", "' file not found", "header"},
    Wording{"fatal error: ", ": No such file or directory", "header"},
    Wording{"error: '", "' does not name a type", "type"},
    Wording{"error: unknown type name '", "'", "type"},
    Wording{"error: no type named '", "'", "type"},
    Wording{"error: '", "' has not been declared", "type"},
    Wording{"error: '", "' was not declared in this scope", ""},
    Wording{"error: use of undeclared identifier '", "'", ""},
    Wording{"has no member named '", "'", "function"},
    Wording{"error: no member named '", "'", "function"},
    Wording{"error: there are no arguments to '", "'", "function"},
    Wording{"error: variable has incomplete type '", "'", "type"},
};

constexpr std::array kLinkerWordings{
    Wording{"undefined reference to `", "'\n", "function"},
    Wording{"undefined symbol: ", "\n", "function"},
};

std::optional<std::string> match(std::string_view message, const Wording& wording) {
  const std::size_t start = message.find(wording.before);
  if (start == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view rest = message.substr(start + wording.before.size());
  const std::size_t end = rest.find(wording.after);
  if (end == std::string_view::npos || end == 0) {
    return std::nullopt;
  }
  return std::string(rest.substr(0, end));
}

// "file:line" of "file:line:column: error: ...".
std::string position_of(std::string_view message) {
  const std::size_t first = message.find(':');
  const std::size_t second = first == std::string_view::npos ? first : message.find(':', first + 1);
  const bool is_line = second != std::string_view::npos && second > first + 1 &&
                       std::isdigit(static_cast<unsigned char>(message[first + 1])) != 0;
  return is_line ? std::string(message.substr(0, second)) : std::string();
}

std::string line_at(const std::string& position) {
  const std::size_t colon = position.rfind(':');
  const std::optional<SourceText> source = read_source(position.substr(0, colon));
  if (colon == std::string::npos || !source.has_value()) {
    return {};
  }
  std::size_t at = 0;
  for (int line = std::stoi(position.substr(colon + 1)); line > 1 && at != std::string::npos;
       --line) {
    at = source->text.find('\n', at);
    at = at == std::string::npos ? at : at + 1;
  }
  return at == std::string::npos ? std::string()
                                 : source->text.substr(at, source->text.find('\n', at) - at);
}

bool is_name_char(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// An undeclared name: called it is a function, followed by a declared name a type; in capitals,
// and neither, a macro.
std::string kind_from_use(const std::string& name, const std::string& position) {
  const std::string line = line_at(position);
  const std::size_t at = line.find(name);
  std::string_view rest = at == std::string::npos ? "" : std::string_view(line).substr(at);
  rest.remove_prefix(std::min(name.size(), rest.size()));
  const std::size_t next = rest.find_first_not_of(" \t");
  const bool capitals =
      std::none_of(name.begin(), name.end(), [](unsigned char c) { return std::islower(c) != 0; });
  if (next != std::string_view::npos) {
    rest.remove_prefix(next);
    if (rest[0] == '(') {
      return capitals ? "macro" : "function";
    }
    const std::size_t declared = rest.find_first_not_of("*& \t");
    if (rest[0] == ':' || (declared != std::string_view::npos && is_name_char(rest[declared]) &&
                           (next > 0 || rest[0] == '*'))) {
      return "type";
    }
  }
  return capitals ? "macro" : "name";
}

Finding finding_of(std::string_view message) {
  const std::string where = position_of(message);
  for (const Wording& wording : kCompilerWordings) {
    if (std::optional<std::string> name = match(message, wording)) {
      const std::string kind =
          wording.kind.empty() ? kind_from_use(*name, where) : std::string(wording.kind);
      return {kind, *name, where};
    }
  }
  const std::size_t text = message.find("error: ");
  return {"error", std::string(message.substr(text + 7)), where};
}

}  // namespace

void add_findings(std::vector<Finding>& all, const std::vector<Finding>& more) {
  for (const Finding& finding : more) {
    const bool known = std::any_of(all.begin(), all.end(), [&](const Finding& other) {
      return other.kind == finding.kind && other.name == finding.name;
    });
    if (!known) {
      all.push_back(finding);
    }
  }
}

std::vector<Finding> compiler_findings(std::string_view messages) {
  std::vector<Finding> findings;
  while (!messages.empty()) {
    const std::size_t end = std::min(messages.find('\n'), messages.size());
    const std::string_view line = messages.substr(0, end);
    messages.remove_prefix(std::min(end + 1, messages.size()));
    if (line.find("error: ") != std::string_view::npos) {
      add_findings(findings, {finding_of(line)});
    }
  }
  return findings;
}

std::vector<Finding> linker_findings(std::string_view messages) {
  std::vector<Finding> findings;
  while (!messages.empty()) {
    const std::size_t end = std::min(messages.find('\n'), messages.size() - 1) + 1;
    const std::string_view line = messages.substr(0, end);
    for (const Wording& wording : kLinkerWordings) {
      if (std::optional<std::string> name = match(line, wording)) {
        add_findings(findings, {{std::string(wording.kind), *name, ""}});
      }
    }
    messages.remove_prefix(end);
  }
  return findings;
}

}  // namespace penstock::cli
