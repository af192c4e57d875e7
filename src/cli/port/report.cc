// Counting and formatting; see report.h.
#include "cli/port/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

namespace penstock::cli {
namespace {

using nlohmann::json;

struct Counts {
  std::size_t modules = 0;
  std::size_t compile = 0;
  std::size_t link = 0;
  std::size_t load = 0;
  std::size_t register_ = 0;
  std::size_t answer = 0;
  std::size_t units_compile = 0;
  std::map<std::string, std::size_t> standards;
  // (kind, name) and how many entries miss it, the most missed first.
  std::vector<std::pair<std::pair<std::string, std::string>, std::size_t>> missing;
};

Counts count(const std::vector<CheckedModule>& modules, const std::vector<Unit>& units) {
  Counts counts;
  std::map<std::pair<std::string, std::string>, std::size_t> missing;
  for (const CheckedModule& module : modules) {
    if (module.is_module) {
      counts.modules += 1;
      counts.compile += module.compiles ? 1 : 0;
      counts.link += module.links ? 1 : 0;
      counts.load += module.loads ? 1 : 0;
      counts.register_ += module.registers ? 1 : 0;
      counts.answer += module.answers ? 1 : 0;
    }
    for (const Finding& finding : module.missing) {
      missing[{finding.kind, finding.name}] += 1;
    }
  }
  for (const Unit& unit : units) {
    counts.units_compile += unit.compiles ? 1 : 0;
    if (unit.compiles) {
      counts.standards[unit.standard] += 1;
    }
  }
  counts.missing.assign(missing.begin(), missing.end());
  std::stable_sort(counts.missing.begin(), counts.missing.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return counts;
}

// How far it came, in a word.
std::string verdict(const CheckedModule& module) {
  if (!module.compiles) return "does not compile";
  if (!module.is_module) return "compiles; defines no RegisterModule";
  if (!module.links) return "does not link";
  if (!module.loads) return "does not load";
  if (!module.registers) return "does not register";
  if (!module.answers) return "does not answer";
  return fmt::format("answers with {}", module.status);
}

json missing_json(const std::vector<Finding>& missing) {
  json array = json::array();
  for (const Finding& finding : missing) {
    array.push_back({{"kind", finding.kind}, {"name", finding.name}, {"where", finding.where}});
  }
  return array;
}

// Sources are bytes; what is not UTF-8 in a message is replaced, not an error.
std::string dump(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

std::string standards_of(const CheckedModule& module, const std::vector<Unit>& units) {
  std::set<std::string> used;
  for (const std::size_t unit : module.units) {
    used.insert(units[unit].standard);
  }
  return fmt::format("{}", fmt::join(used, ", "));
}

bool is_good(const CheckedModule& module) {
  return module.is_module ? module.answers : module.compiles;
}

std::string human_report(const CheckedModule& module, const std::vector<Unit>& units,
                         bool colours) {
  const char* colour = !colours ? "" : is_good(module) ? "\x1b[32m" : "\x1b[31m";
  const char* plain = colours ? "\x1b[0m" : "";
  std::string text = fmt::format("{}{}{}: {} ({})\n", colour, module.name.string(), plain,
                                 verdict(module), standards_of(module, units));
  for (const Finding& finding : module.missing) {
    const std::string where = finding.where.empty() ? "" : " (" + finding.where + ")";
    text += finding.kind == "error"
                ? fmt::format("    {}{}\n", finding.name, where)
                : fmt::format("    missing {}: {}{}\n", finding.kind, finding.name, where);
  }
  if (!module.why.empty()) {
    text += fmt::format("    {}\n", module.why);
  }
  return text;
}

std::string human_summary(const std::vector<CheckedModule>& modules,
                          const std::vector<Unit>& units) {
  const Counts counts = count(modules, units);
  std::string text = fmt::format(
      "\n{} of {} units compile\n"
      "{} modules: {} compile, {} link, {} load, {} register, {} answer\n",
      counts.units_compile, units.size(), counts.modules, counts.compile, counts.link, counts.load,
      counts.register_, counts.answer);
  for (const auto& [standard, number] : counts.standards) {
    text += fmt::format("{:>6} units as {}\n", number, standard);
  }
  for (const auto& [what, number] : counts.missing) {
    if (what.first != "error") {
      text += fmt::format("{:>6} miss the {} {}\n", number, what.first, what.second);
    }
  }
  return text;
}

std::string json_report(const CheckedModule& module, const std::vector<Unit>& units) {
  json all_units = json::array();
  for (const std::size_t unit : module.units) {
    all_units.push_back({{"source", units[unit].source.string()},
                         {"compiles", units[unit].compiles},
                         {"standard", units[unit].standard}});
  }
  return dump({{"name", module.name.string()},
               {"module", module.is_module},
               {"units", all_units},
               {"standard", standards_of(module, units)},
               {"compiles", module.compiles},
               {"links", module.links},
               {"loads", module.loads},
               {"registers", module.registers},
               {"answers", module.answers},
               {"status", module.status},
               {"missing", missing_json(module.missing)},
               {"why", module.why}});
}

std::string json_summary(const std::vector<CheckedModule>& modules,
                         const std::vector<Unit>& units) {
  const Counts counts = count(modules, units);
  json missing = json::array();
  for (const auto& [what, number] : counts.missing) {
    missing.push_back({{"kind", what.first}, {"name", what.second}, {"count", number}});
  }
  return dump({{"summary",
                {{"units", units.size()},
                 {"units_compile", counts.units_compile},
                 {"standards", counts.standards},
                 {"modules", counts.modules},
                 {"compile", counts.compile},
                 {"link", counts.link},
                 {"load", counts.load},
                 {"register", counts.register_},
                 {"answer", counts.answer},
                 {"missing", missing}}}});
}

}  // namespace penstock::cli
