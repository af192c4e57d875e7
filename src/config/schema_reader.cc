// Reads schema files: each element of the form becomes one structure of schema.h, in one pass;
// schema_completion.h does what needs the whole section.
#include <algorithm>
#include <filesystem>
#include <set>

#include "base/text.h"
#include "config/element_view.h"
#include "config/message.h"
#include "config/schema.h"
#include "config/schema_completion.h"
#include "config/xml_document.h"

namespace penstock::config {

class SchemaReader {
 public:
  explicit SchemaReader(Schema& schema) : schema_(schema) {}

  base::Result<void> read(const XmlDocument& document);

 private:
  using Status = base::Result<void>;

  Status read_section(pugi::xml_node node);
  Status read_element(pugi::xml_node node, ElementSchema& element);
  Status read_child(pugi::xml_node node, ElementSchema& parent);
  Status read_collection(pugi::xml_node node, ElementSchema& parent);
  Status read_attribute(pugi::xml_node node, ElementSchema& parent);
  Status read_names(pugi::xml_node node, ValueRule& rule);
  Status read_default(pugi::xml_node node, AttributeSchema& attribute);
  Status check_known(pugi::xml_node node, std::initializer_list<std::string_view> known);
  base::Result<bool> flag(pugi::xml_node node, const char* name, bool otherwise = false);
  void add_groups(const std::string& name);

  Schema& schema_;
  const XmlDocument* document_ = nullptr;
};

using Status = base::Result<void>;

Status SchemaReader::check_known(pugi::xml_node node,
                                 std::initializer_list<std::string_view> known) {
  for (const pugi::xml_attribute attribute : node.attributes()) {
    if (std::find(known.begin(), known.end(), attribute.name()) != known.end()) continue;
    return document_->error(attribute, "unknown attribute \"" + std::string(attribute.name()) +
                                           "\" in a schema's <" + node.name() + ">");
  }
  return {};
}

base::Result<bool> SchemaReader::flag(pugi::xml_node node, const char* name, bool otherwise) {
  const pugi::xml_attribute attribute = node.attribute(name);
  if (!attribute) return otherwise;
  auto value = parse_value(ValueRule{ValueType::kBool, {}, {}, {}}, attribute.value());
  if (!value) return document_->error(attribute, value.error().message);
  return value.value() != 0;
}

Status SchemaReader::read(const XmlDocument& document) {
  document_ = &document;
  if (std::string_view(document.root().name()) != "configSchema") {
    return document.error(document.root(),
                          "expected <configSchema>, found " + tag(document.root().name()));
  }
  for (const pugi::xml_node node : document.root().children()) {
    if (node.type() != pugi::node_element) continue;
    if (std::string_view(node.name()) != "sectionSchema") {
      return document.error(node, "expected <sectionSchema>, found " + tag(node.name()));
    }
    if (auto status = read_section(node); !status) return status;
  }
  return {};
}

Status SchemaReader::read_section(pugi::xml_node node) {
  auto status = check_known(
      node, {"name", "allowDefinition", "overrideModeDefault", "allowUnrecognizedAttributes"});
  if (!status) return status;
  const std::string name = node.attribute("name").value();
  if (name.empty()) return document_->error(node, "expected attribute name of <sectionSchema>");
  if (schema_.find(name)) return document_->error(node, "section " + name + " is defined twice");
  auto section = std::make_unique<SectionSchema>();
  section->name = name;
  section->index = schema_.sections_.size();
  section->element.name = name.substr(name.rfind('/') + 1);
  if (const auto attribute = node.attribute("allowDefinition")) {
    auto allow = parse_allow_definition(attribute.value());
    if (!allow) return document_->error(attribute, allow.error().message);
    section->allow_definition = allow.value();
  }
  if (const auto attribute = node.attribute("overrideModeDefault")) {
    auto mode = parse_override_mode(attribute.value());
    if (!mode) return document_->error(attribute, mode.error().message);
    section->override_mode = mode.value();
  }
  if (status = read_element(node, section->element); !status) return status;
  complete_schema(section->element);
  schema_.by_name_[base::ascii_lower(name)] = section->index;
  add_groups(name);
  schema_.sections_.push_back(std::move(section));
  return {};
}

void SchemaReader::add_groups(const std::string& name) {
  for (std::size_t slash = name.find('/'); slash != std::string::npos;
       slash = name.find('/', slash + 1)) {
    schema_.groups_[base::ascii_lower(std::string_view(name).substr(0, slash))] = true;
  }
}

Status SchemaReader::read_element(pugi::xml_node node, ElementSchema& element) {
  auto unrecognized = flag(node, "allowUnrecognizedAttributes");
  if (!unrecognized) return unrecognized.error();
  element.allow_unrecognized_attributes = unrecognized.value();
  for (const pugi::xml_node child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    const std::string_view kind = child.name();
    Status status;
    if (kind == "attribute") {
      status = read_attribute(child, element);
    } else if (kind == "element") {
      status = read_child(child, element);
    } else if (kind == "collection") {
      status = read_collection(child, element);
    } else {
      status = document_->error(
          child, "expected <attribute>, <element> or <collection>, found " + tag(kind));
    }
    if (!status) return status;
  }
  return {};
}

Status SchemaReader::read_child(pugi::xml_node node, ElementSchema& parent) {
  auto status = check_known(node, {"name", "isCollectionDefault", "allowUnrecognizedAttributes"});
  if (!status) return status;
  auto child = std::make_unique<ElementSchema>();
  child->name = node.attribute("name").value();
  if (child->name.empty()) return document_->error(node, "expected attribute name of <element>");
  if (parent.child_index(child->name) != ElementSchema::kNone) {
    return document_->error(node, "element " + child->name + " is defined twice");
  }
  if (status = read_element(node, *child); !status) return status;
  parent.children.push_back(std::move(child));
  return {};
}

Status SchemaReader::read_collection(pugi::xml_node node, ElementSchema& parent) {
  auto status =
      check_known(node, {"addElement", "removeElement", "clearElement", "defaultElement",
                         "allowDuplicates", "mergeAppend", "allowUnrecognizedAttributes"});
  if (!status) return status;
  if (parent.collection) return document_->error(node, "a second <collection> of one element");
  auto collection = std::make_unique<CollectionSchema>();
  const std::string adds = node.attribute("addElement").value();
  for (std::size_t begin = 0; begin <= adds.size();) {
    const std::size_t end = std::min(adds.find(',', begin), adds.size());
    const std::string_view name = base::trim(std::string_view(adds).substr(begin, end - begin));
    if (name.empty()) return document_->error(node, "expected attribute addElement");
    collection->add_names.emplace_back(name);
    begin = end + 1;
  }
  collection->remove_name = node.attribute("removeElement").value();
  collection->clear_name = node.attribute("clearElement").value();
  collection->default_element = node.attribute("defaultElement").value();
  auto duplicates = flag(node, "allowDuplicates");
  if (!duplicates) return duplicates.error();
  auto append = flag(node, "mergeAppend", true);
  if (!append) return append.error();
  collection->allow_duplicates = duplicates.value();
  collection->merge_append = append.value();
  collection->item.name = collection->add_names.front();
  if (status = read_element(node, collection->item); !status) return status;
  parent.collection = std::move(collection);
  return {};
}

Status SchemaReader::read_attribute(pugi::xml_node node, ElementSchema& parent) {
  auto status =
      check_known(node, {"name", "type", "required", "isUniqueKey", "isCombinedKey",
                         "caseSensitive", "expanded", "encrypted", "defaultValue", "validationType",
                         "validationParameter", "timeSpanFormat", "allowInfinite"});
  if (!status) return status;
  AttributeSchema attribute;
  attribute.name = node.attribute("name").value();
  if (attribute.name.empty()) return document_->error(node, "expected attribute name");
  if (parent.attribute_index(attribute.name) != ElementSchema::kNone) {
    return document_->error(node, "attribute " + attribute.name + " is defined twice");
  }
  auto type = parse_value_type(node.attribute("type").value());
  if (!type)
    return document_->error(node, "attribute " + attribute.name + ": " + type.error().message);
  attribute.rule.type = type.value();
  const struct {
    const char* name;
    bool& value;
  } flags[] = {
      {"required", attribute.required},          {"isUniqueKey", attribute.unique_key},
      {"isCombinedKey", attribute.combined_key}, {"caseSensitive", attribute.case_sensitive},
      {"expanded", attribute.expanded},          {"encrypted", attribute.encrypted}};
  for (const auto& entry : flags) {
    auto value = flag(node, entry.name);
    if (!value) return value.error();
    entry.value = value.value();
  }
  if (status = read_names(node, attribute.rule); !status) return status;
  if (status = read_default(node, attribute); !status) return status;
  parent.attributes.push_back(std::move(attribute));
  return {};
}

Status SchemaReader::read_names(pugi::xml_node node, ValueRule& rule) {
  const std::string_view format = node.attribute("timeSpanFormat").value();
  if (format == "seconds") {
    rule.time_format = TimeSpanFormat::kSeconds;
  } else if (format == "minutes") {
    rule.time_format = TimeSpanFormat::kMinutes;
  } else if (!format.empty() && format != "string") {
    return document_->error(node, "timeSpanFormat: expected string, seconds or minutes");
  }
  const bool named = rule.type == ValueType::kEnum || rule.type == ValueType::kFlags;
  const std::string_view wanted = rule.type == ValueType::kEnum ? "enum" : "flag";
  for (const pugi::xml_node child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    if (!named || child.name() != wanted) {
      return document_->error(child, "unexpected " + tag(child.name()) + " in a " +
                                         std::string(value_type_name(rule.type)) + " attribute");
    }
    auto value =
        parse_value(ValueRule{ValueType::kInt64, {}, {}, {}}, child.attribute("value").value());
    if (!value) return document_->error(child, "value: " + value.error().message);
    rule.names.push_back({child.attribute("name").value(), value.value()});
  }
  if (named && rule.names.empty()) {
    return document_->error(node, "expected " + tag(wanted) + " elements");
  }
  return {};
}

Status SchemaReader::read_default(pugi::xml_node node, AttributeSchema& attribute) {
  if (const auto validation = node.attribute("validationType")) {
    auto parsed =
        parse_validation(validation.value(), node.attribute("validationParameter").value());
    if (!parsed) return document_->error(validation, parsed.error().message);
    attribute.rule.validation = parsed.value();
  }
  const pugi::xml_attribute text = node.attribute("defaultValue");
  if (!text) return {};
  // An empty default of a string is outside nonEmptyString: it stands for "not given".
  ValueRule rule = attribute.rule;
  if (rule.type == ValueType::kString) rule.validation = {};
  auto value = parse_value(rule, text.value());
  if (!value) return document_->error(text, "defaultValue: " + value.error().message);
  attribute.has_default = true;
  attribute.default_text = text.value();
  attribute.default_number = value.value();
  return {};
}

base::Result<std::shared_ptr<const Schema>> Schema::parse(std::string text, std::string name) {
  auto document = XmlDocument::parse(std::move(text), std::move(name));
  if (!document) return document.error();
  auto schema = std::make_shared<Schema>();
  auto status = SchemaReader(*schema).read(*document.value());
  if (!status) return status.error();
  return std::shared_ptr<const Schema>(std::move(schema));
}

base::Result<std::shared_ptr<const Schema>> Schema::read_folder(const std::string& folder) {
  std::set<std::string> files;
  std::error_code code;
  for (const auto& entry : std::filesystem::directory_iterator(folder, code)) {
    if (entry.path().extension() == ".xml") files.insert(entry.path().string());
  }
  if (code) return base::Error{folder + ": cannot list the schema folder: " + code.message()};
  if (files.empty()) return base::Error{folder + ": no schema files (*.xml) found"};
  auto schema = std::make_shared<Schema>();
  for (const std::string& file : files) {
    auto document = XmlDocument::read(file);
    if (!document) return document.error();
    auto status = SchemaReader(*schema).read(*document.value());
    if (!status) return status.error();
  }
  return std::shared_ptr<const Schema>(std::move(schema));
}

}  // namespace penstock::config
