// Fuzzes the configuration reader: an XML text, read against a schema (the input's own, after a
// line "=== schema", or a built-in one with every construct), merged and dumped; then the module
// edits on the same text. Whatever the input: no crash, and every refusal names its place.
#include <string>
#include <string_view>

#include "check.h"
#include "config/machine_config.h"
#include "config/module_edit.h"
#include "config/view_dump.h"
#include "config/xml_document.h"

namespace penstock::fuzz {
namespace {

constexpr std::string_view kSeparator = "\n=== schema\n";

constexpr const char* kSchema = R"(<configSchema>
  <sectionSchema name="system.webServer/modules">
    <attribute name="on" type="bool" defaultValue="true" />
    <attribute name="wait" type="timeSpan" validationType="timeSpanRange" validationParameter="0,60,1" />
    <attribute name="bits" type="flags"><flag name="A" value="1" /><flag name="B" value="2" /></attribute>
    <attribute name="kind" type="enum"><enum name="X" value="0" /><enum name="Y" value="1" /></attribute>
    <element name="e" allowUnrecognizedAttributes="true"><attribute name="n" type="int" /></element>
    <element name="itemDefaults" isCollectionDefault="true" />
    <collection addElement="add" removeElement="remove" clearElement="clear" defaultElement="itemDefaults" mergeAppend="false">
      <attribute name="name" type="string" required="true" isUniqueKey="true" />
      <attribute name="size" type="uint" validationType="integerRange" validationParameter="1,9" />
      <element name="inner">
        <collection addElement="a,b" removeElement="remove" allowDuplicates="true">
          <attribute name="x" type="int64" isCombinedKey="true" />
          <attribute name="y" type="string" isCombinedKey="true" caseSensitive="true" />
        </collection>
      </element>
    </collection>
  </sectionSchema>
  <sectionSchema name="system.webServer/globalModules" allowDefinition="AppHostOnly">
    <collection addElement="add"><attribute name="name" type="string" isUniqueKey="true" /></collection>
  </sectionSchema>
</configSchema>)";

// "f:<line>:<column>: <message>"
void check_refusal(const base::Error& error) {
  const std::string& text = error.message;
  check(text.rfind("f:", 0) == 0 || text.rfind("s:", 0) == 0, "a refusal names its file");
  check(text.size() > 2 && text[2] >= '1' && text[2] <= '9', "a refusal names its line");
  check(text.find(": ") != std::string::npos, "a refusal says what is wrong");
}

void merge(const std::shared_ptr<const config::Schema>& schema, const std::string& text) {
  auto document = config::XmlDocument::parse(text, "f");
  if (!document) return check_refusal(document.error());
  check(!document.value()->root().empty(), "what is accepted has a root");
  auto machine = config::make_machine_config(schema, {document.take()});
  if (!machine) return check_refusal(machine.error());
  for (const auto& section : schema->sections()) {
    const auto& view = machine.value().level.sections->at(section->index);
    check(!config::dump_view(*view).empty(), "every section has a dump");
  }
}

void edit(const std::string& text) {
  auto installed = config::with_module(text, "f", "M", "/m.so");
  if (!installed) return check(!installed.error().message.empty(), "a refusal has a text");
  auto twice = config::with_module(installed.value(), "f", "M", "/m.so");
  check(twice.ok() && twice.value() == installed.value(), "installing twice changes nothing");
  auto removed = config::without_module(installed.value(), "f", "M");
  check(removed.ok(), "what is installed can be taken out");
}

void run(std::string_view input) {
  const std::size_t split = input.find(kSeparator);
  std::string schema_text = kSchema;
  if (split != input.npos) schema_text = input.substr(split + kSeparator.size());
  auto schema = config::Schema::parse(std::move(schema_text), "s");
  const std::string text(input.substr(0, split));
  if (schema) {
    merge(schema.value(), text);
  } else {
    check_refusal(schema.error());
  }
  edit(text);
}

}  // namespace
}  // namespace penstock::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  penstock::fuzz::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
