// ElementView: one merged configuration element, typed by its schema: attributes with their
// positions, child elements, and the items of its collection. Immutable once merged; parts that a
// deeper level does not change are shared with the level above.
//
//   const ElementView* cache = settings->section("system.webServer/staticContent");
//   cache->child("clientCache").get_timespan("cacheControlMaxAge");
//   for (const auto& map : cache->items()) map->get_string("mimeType");
//
// Asking for a name the schema does not have is a programming error and aborts with a message.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/schema.h"
#include "config/source_position.h"

namespace penstock::config {

// lockAttributes, lockElements, lockAllAttributesExcept, lockAllElementsExcept, lockItem: what
// deeper files may not change. One for each place that locks something.
struct ElementLocks {
  std::vector<std::string> attributes, attributes_except;
  std::vector<std::string> elements, elements_except;
  bool all_attributes = false;  // lockAllAttributesExcept, or "*"
  bool all_elements = false;
  bool item = false;
  SourcePosition position;
};

class ElementView {
 public:
  // The element as it is when nothing is configured.
  explicit ElementView(const ElementSchema& schema);

  const ElementSchema& schema() const { return *schema_; }
  // The element's name as configured: one of a collection's add names.
  std::string_view name() const { return name_.empty() ? schema_->name : name_; }
  // Where it was last changed; unknown for defaults.
  const SourcePosition& position() const { return position_; }

  // The configured value, else the schema's default, else empty or 0.
  const std::string& get_string(std::string_view attribute) const;
  bool get_bool(std::string_view attribute) const { return number(attribute) != 0; }
  std::int32_t get_int(std::string_view attribute) const;
  std::uint32_t get_uint(std::string_view attribute) const;
  std::int64_t get_int64(std::string_view attribute) const { return number(attribute); }
  std::chrono::milliseconds get_timespan(std::string_view attribute) const;
  // The schema's value of the enum's name.
  template <typename Enum>
  Enum get_enum(std::string_view attribute) const {
    return static_cast<Enum>(number(attribute));
  }

  bool is_set(std::string_view attribute) const;
  // Of the attribute if it is set, else of the element.
  const SourcePosition& position(std::string_view attribute) const;

  const ElementView& child(std::string_view element) const;
  const std::vector<std::shared_ptr<const ElementView>>& items() const { return items_; }

  // By index in the schema, for code that walks every attribute: null when not set.
  const std::string* text_at(std::size_t attribute) const;
  const std::vector<std::shared_ptr<const ElementView>>& children() const { return children_; }
  // Attributes outside the schema, where it allows them.
  const std::vector<std::pair<std::string, std::string>>& unrecognized() const {
    return unrecognized_;
  }

 private:
  friend class ElementMerger;
  friend class CollectionMerger;
  friend class ElementLockCheck;
  friend void overlay_defaults(const ElementView& from, ElementView& to);

  struct Value {
    std::size_t attribute;
    std::string text;
    std::int64_t number;
    SourcePosition position;
  };

  const Value* find(std::size_t attribute) const;
  std::size_t index_of(std::string_view attribute) const;
  std::int64_t number(std::string_view attribute) const;
  void set(Value value);

  const ElementSchema* schema_;
  std::string name_;
  SourcePosition position_;
  std::vector<Value> values_;
  std::vector<std::shared_ptr<const ElementView>> children_;  // as schema_->children
  std::vector<std::shared_ptr<const ElementView>> items_;
  std::vector<std::pair<std::string, std::string>> unrecognized_;
  std::vector<std::shared_ptr<const ElementLocks>> locks_;
};

}  // namespace penstock::config
