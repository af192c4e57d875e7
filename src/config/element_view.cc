// ElementView: typed access. Values set are kept in a short list; everything else is the schema's.
#include "config/element_view.h"

#include <cstdio>
#include <cstdlib>

namespace penstock::config {
namespace {

[[noreturn]] void abort_unknown(const char* kind, std::string_view name, std::string_view element) {
  std::fprintf(stderr, "config: the schema of element %.*s has no %s \"%.*s\"\n",
               static_cast<int>(element.size()), element.data(), kind,
               static_cast<int>(name.size()), name.data());
  std::abort();
}

}  // namespace

ElementView::ElementView(const ElementSchema& schema) : schema_(&schema) {
  children_.reserve(schema.children.size());
  for (const auto& child : schema.children) children_.push_back(child->defaults);
}

const std::string& ElementView::get_string(std::string_view attribute) const {
  const std::size_t index = index_of(attribute);
  const Value* value = find(index);
  return value ? value->text : schema_->attributes[index].default_text;
}

std::int32_t ElementView::get_int(std::string_view attribute) const {
  return static_cast<std::int32_t>(number(attribute));
}

std::uint32_t ElementView::get_uint(std::string_view attribute) const {
  return static_cast<std::uint32_t>(number(attribute));
}

std::chrono::milliseconds ElementView::get_timespan(std::string_view attribute) const {
  return std::chrono::milliseconds(number(attribute) / (kTicksPerSecond / 1000));
}

bool ElementView::is_set(std::string_view attribute) const {
  return find(index_of(attribute)) != nullptr;
}

const SourcePosition& ElementView::position(std::string_view attribute) const {
  const Value* value = find(index_of(attribute));
  return value ? value->position : position_;
}

const ElementView& ElementView::child(std::string_view element) const {
  const std::size_t index = schema_->child_index(element);
  if (index == ElementSchema::kNone) abort_unknown("element", element, schema_->name);
  return *children_[index];
}

const std::string* ElementView::text_at(std::size_t attribute) const {
  const Value* value = find(attribute);
  return value ? &value->text : nullptr;
}

const ElementView::Value* ElementView::find(std::size_t attribute) const {
  for (const Value& value : values_) {
    if (value.attribute == attribute) return &value;
  }
  return nullptr;
}

std::size_t ElementView::index_of(std::string_view attribute) const {
  const std::size_t index = schema_->attribute_index(attribute);
  if (index == ElementSchema::kNone) abort_unknown("attribute", attribute, schema_->name);
  return index;
}

std::int64_t ElementView::number(std::string_view attribute) const {
  const std::size_t index = index_of(attribute);
  const Value* value = find(index);
  return value ? value->number : schema_->attributes[index].default_number;
}

void ElementView::set(Value value) {
  for (Value& existing : values_) {
    if (existing.attribute != value.attribute) continue;
    existing = std::move(value);
    return;
  }
  values_.push_back(std::move(value));
}

}  // namespace penstock::config
