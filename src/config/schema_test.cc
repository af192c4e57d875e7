// Schema files: what is read from the form, and that mistakes in them are refused.
#include "config/schema.h"

#include "config/element_view.h"
#include "config/test_support.h"

namespace penstock::config {
namespace {

std::shared_ptr<const Schema> parsed(const std::string& sections) {
  auto schema = Schema::parse("<configSchema>" + sections + "</configSchema>", "s");
  EXPECT_TRUE(schema.ok()) << schema.error().message;
  return schema ? schema.take() : nullptr;
}

TEST(Schema, DefaultsAreReadableWithoutAnyConfiguration) {
  const auto schema = parsed(
      "<sectionSchema name='g/s'>"
      "<attribute name='on' type='bool' defaultValue='true'/>"
      "<element name='e'><attribute name='wait' type='timeSpan' defaultValue='00:00:02'/></element>"
      "</sectionSchema>");
  const SectionSchema* section = schema->find("G/S");
  ASSERT_NE(section, nullptr);
  EXPECT_TRUE(section->element.defaults->get_bool("on"));
  EXPECT_EQ(section->element.defaults->child("e").get_timespan("wait").count(), 2000);
  EXPECT_TRUE(schema->is_group("g"));
  EXPECT_FALSE(schema->is_group("g/s"));
  EXPECT_EQ(schema->find("g"), nullptr);
}

TEST(Schema, ADefaultsElementTakesTheItemsAttributes) {
  const auto schema = parsed(
      "<sectionSchema name='s'><element name='itemDefaults' isCollectionDefault='true'/>"
      "<collection addElement='item' defaultElement='itemDefaults'>"
      "<attribute name='name' type='string' required='true' isUniqueKey='true'/>"
      "<element name='e'><attribute name='x' type='int' defaultValue='3'/></element>"
      "</collection></sectionSchema>");
  const ElementView& defaults = schema->find("s")->element.defaults->child("itemDefaults");
  EXPECT_EQ(defaults.child("e").get_int("x"), 3);
  EXPECT_FALSE(defaults.schema().attributes[0].required);
}

class SchemaRefused : public testing::TestWithParam<const char*> {};

TEST_P(SchemaRefused, NamingThePlace) {
  auto schema = Schema::parse(GetParam(), "s");
  ASSERT_FALSE(schema.ok());
  EXPECT_EQ(schema.error().message.rfind("s:1:", 0), 0u) << schema.error().message;
}

INSTANTIATE_TEST_SUITE_P(
    Cases, SchemaRefused,
    testing::Values(
        "<configuration/>", "<configSchema><section/></configSchema>",
        "<configSchema><sectionSchema/></configSchema>",
        "<configSchema><sectionSchema name='a'/><sectionSchema name='A'/></configSchema>",
        "<configSchema><sectionSchema name='a' allowDefinition='Never'/></configSchema>",
        "<configSchema><sectionSchema name='a' overrideModeDefault='No'/></configSchema>",
        "<configSchema><sectionSchema name='a'><thing/></sectionSchema></configSchema>",
        "<configSchema><sectionSchema name='a'><attribute name='x' type='float'/>"
        "</sectionSchema></configSchema>",
        "<configSchema><sectionSchema name='a'><attribute name='x' type='enum'/>"
        "</sectionSchema></configSchema>",
        "<configSchema><sectionSchema name='a'><attribute name='x' type='int' defaultValue='y'/>"
        "</sectionSchema></configSchema>",
        "<configSchema><sectionSchema name='a'><attribute name='x' type='int' mystery='y'/>"
        "</sectionSchema></configSchema>",
        "<configSchema><sectionSchema name='a'><attribute name='x' type='int'/>"
        "<attribute name='X' type='int'/></sectionSchema></configSchema>",
        "<configSchema><sectionSchema name='a'><attribute name='x' type='timeSpan' "
        "timeSpanFormat='hours'/></sectionSchema></configSchema>",
        "<configSchema><sectionSchema name='a'><collection/></sectionSchema></configSchema>",
        "<configSchema><sectionSchema name='a'><collection addElement='b'/>"
        "<collection addElement='c'/></sectionSchema></configSchema>"));

TEST(Schema, ShippedFilesAreValid) {
  auto schema = Schema::read_folder(kDataDir + "/schema");
  ASSERT_TRUE(schema.ok()) << schema.error().message;
  EXPECT_NE(schema.value()->find("system.webServer/handlers"), nullptr);
  EXPECT_NE(schema.value()->find("penstock/server"), nullptr);
}

// The example of the page that describes the form.
TEST(Schema, DocumentedExampleIsValid) {
  std::ostringstream page;
  page << std::ifstream(kSourceDir + "/docs/configuration/schema.md").rdbuf();
  const std::string text = page.str();
  const std::size_t begin = text.find("```xml\n") + 7;
  const auto schema = Schema::parse(text.substr(begin, text.find("```", begin) - begin), "s");
  ASSERT_TRUE(schema.ok()) << schema.error().message;
  EXPECT_NE(schema.value()->find("system.webServer/myFeature"), nullptr);
}

TEST(Schema, AFolderWithoutSchemasIsAnError) {
  const TemporaryFolder folder;
  EXPECT_FALSE(Schema::read_folder(folder.path()).ok());
  EXPECT_FALSE(Schema::read_folder(folder.path() + "/missing").ok());
}

}  // namespace
}  // namespace penstock::config
