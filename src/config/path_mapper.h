// PathMapper: configured paths as files of this machine: %VARIABLES% expanded, Windows paths
// mapped by the table of penstock/paths, relative ones taken from the folder of the file that
// names them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "config/element_view.h"
#include "config/source_position.h"

namespace penstock::config {

// Names compare without regard to case, as on Windows.
class Variables {
 public:
  // The process's environment over our defaults (SystemDrive, PENSTOCK_WWW, ...), which depend on
  // where the shipped data is. README of docs/configuration lists them.
  static Variables from_environment(const std::string& data_dir);

  void set(std::string_view name, std::string value);
  const std::string* find(std::string_view name) const;

 private:
  std::map<std::string, std::string> values_;  // by lower-case name
};

// A Windows folder and the folder here that stands for it.
struct PathMapping {
  std::string windows;
  std::string local;
};

class PathMapper {
 public:
  PathMapper(Variables variables, std::vector<PathMapping> mappings);

  // The text with variables expanded. An unknown variable, or an error of map(), is reported as
  // "<position>: <what> ...".
  base::Result<std::string> expand(std::string_view text, const SourcePosition& position,
                                   std::string_view what) const;

  // An absolute path without "." and ".." parts and without a trailing slash.
  base::Result<std::string> map(std::string_view text, const SourcePosition& position,
                                std::string_view what) const;

  // The path in an attribute of an element.
  base::Result<std::string> map(const ElementView& element, std::string_view attribute) const;

 private:
  const PathMapping* find_mapping(std::string_view windows_path) const;

  Variables variables_;
  std::vector<PathMapping> mappings_;  // longest first, lower case with '/'
};

}  // namespace penstock::config
