// Schema: the sections, elements, attributes and collections a configuration may hold, read from
// files of the original's form (<configSchema><sectionSchema name="group/section">...). Everything
// above it is generic over it: a section is added by dropping a file into schema/.
// The reader is schema_reader.cc; docs/configuration/schema.md describes the form.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "config/values.h"

namespace penstock::config {

class ElementView;
struct CollectionSchema;

struct AttributeSchema {
  std::string name;
  ValueRule rule;
  bool required = false;
  bool unique_key = false;      // on its own, unique in its collection
  bool combined_key = false;    // unique together with the other combined keys
  bool case_sensitive = false;  // as a key
  bool expanded = false;        // %VARIABLES% are expanded
  bool encrypted = false;       // not shown in dumps
  bool has_default = false;
  std::string default_text;
  std::int64_t default_number = 0;
};

struct ElementSchema {
  ElementSchema();
  ~ElementSchema();
  ElementSchema(const ElementSchema&) = delete;
  ElementSchema& operator=(const ElementSchema&) = delete;

  std::string name;
  std::vector<AttributeSchema> attributes;
  std::vector<std::unique_ptr<ElementSchema>> children;
  std::unique_ptr<CollectionSchema> collection;
  bool allow_unrecognized_attributes = false;
  // The element as it is when nothing is configured.
  std::shared_ptr<const ElementView> defaults;

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t attribute_index(std::string_view attribute) const;
  std::size_t child_index(std::string_view child) const;
};

struct CollectionSchema {
  std::vector<std::string> add_names;  // one or more element names
  std::string remove_name;             // empty: items cannot be removed
  std::string clear_name;              // empty: the list cannot be cleared
  bool allow_duplicates = false;
  bool merge_append = true;     // false: items of a deeper level come before the inherited ones
  std::string default_element;  // sibling or enclosing element that holds the items' defaults
  ElementSchema item;

  bool adds(std::string_view element) const;
};

// Where a section may be configured, and whether deeper levels may change it.
enum class AllowDefinition { kEverywhere, kMachineToApplication, kMachineToRootWeb, kMachineOnly };
enum class OverrideMode { kInherit, kAllow, kDeny };

struct SectionSchema {
  std::string name;  // "system.webServer/handlers"
  std::size_t index = 0;
  // What holds when the machine file's configSections does not say.
  AllowDefinition allow_definition = AllowDefinition::kEverywhere;
  OverrideMode override_mode = OverrideMode::kAllow;
  ElementSchema element;
};

base::Result<AllowDefinition> parse_allow_definition(std::string_view text);
base::Result<OverrideMode> parse_override_mode(std::string_view text);

class Schema {
 public:
  // Every *.xml of a folder, in the order of their names.
  static base::Result<std::shared_ptr<const Schema>> read_folder(const std::string& folder);
  // One schema file's text; for tests and fuzzing.
  static base::Result<std::shared_ptr<const Schema>> parse(std::string text, std::string name);

  // Null when unknown. Names compare without regard to case.
  const SectionSchema* find(std::string_view name) const;
  // Whether some section's name begins with `name` and a slash.
  bool is_group(std::string_view name) const;

  const std::vector<std::unique_ptr<SectionSchema>>& sections() const { return sections_; }

 private:
  friend class SchemaReader;

  std::vector<std::unique_ptr<SectionSchema>> sections_;
  std::unordered_map<std::string, std::size_t> by_name_;  // lower case
  std::unordered_map<std::string, bool> groups_;          // lower case
};

}  // namespace penstock::config
