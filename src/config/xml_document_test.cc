// What the reader accepts and refuses, and the positions it reports.
#include "config/xml_document.h"

#include <gtest/gtest.h>

#include "config/xml_scanner.h"

namespace penstock::config {
namespace {

std::shared_ptr<const XmlDocument> parsed(std::string text) {
  auto document = XmlDocument::parse(std::move(text), "f");
  EXPECT_TRUE(document.ok()) << document.error().message;
  return document ? document.take() : nullptr;
}

TEST(XmlDocument, KnowsLineAndColumnOfElementsAndAttributes) {
  const auto document = parsed("<a>\n  <b x='1'\n     y='&lt;2'/>\n</a>\n");
  const auto b = document->root().child("b");
  EXPECT_EQ(document->position(b).to_string(), "f:2:3");
  EXPECT_EQ(document->position(b.attribute("x")).to_string(), "f:2:6");
  EXPECT_EQ(document->position(b.attribute("y")).to_string(), "f:3:6");
  EXPECT_STREQ(b.attribute("y").value(), "<2");
}

TEST(XmlDocument, PositionsHoldAfterEntitiesAndByteOrderMark) {
  const auto document = parsed("\xEF\xBB\xBF<a x='&amp;&amp;&amp;' y='2'/>");
  EXPECT_EQ(document->position(document->root().attribute("y")).to_string(), "f:1:24");
}

TEST(XmlDocument, ConvertsUtf16AndLatin1) {
  const auto utf16 = parsed(std::string("\xFF\xFE<\0a\0 \0x\0=\0'\0\xE9\0'\0/\0>\0", 22));
  EXPECT_STREQ(utf16->root().attribute("x").value(), "\xC3\xA9");
  const auto big = parsed(std::string("\xFE\xFF\0<\0a\0 \0x\0=\0'\xD8\x3D\xDE\0\0'\0/\0>", 24));
  EXPECT_STREQ(big->root().attribute("x").value(), "\xF0\x9F\x98\x80");
  const auto latin1 = parsed("<?xml version='1.0' encoding='iso-8859-1'?><a x='\xE9'/>");
  EXPECT_STREQ(latin1->root().attribute("x").value(), "\xC3\xA9");
}

struct Refused {
  const char* text;
  const char* message;
};

class XmlRefused : public testing::TestWithParam<Refused> {};

TEST_P(XmlRefused, WithItsPlaceAndWhatWasExpected) {
  auto document = XmlDocument::parse(GetParam().text, "f");
  ASSERT_FALSE(document.ok());
  EXPECT_EQ(document.error().message, GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, XmlRefused,
    testing::Values(
        Refused{"", "f:1:1: no element found, expected <configuration>"},
        Refused{"<a>", "f:1:4: the file ends inside element \"a\", expected </a>"},
        Refused{"<a>\n</b>", "f:2:1: unexpected end tag </b>, expected </a>"},
        Refused{"</a>", "f:1:1: unexpected end tag </a>, expected the end of the file"},
        Refused{"<a/><b/>", "f:1:5: a second root element, expected the end of the file"},
        Refused{"<a/>x",
                "f:1:5: text outside the root element, expected only elements and "
                "comments"},
        Refused{"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>",
                "f:1:1: document types and entity declarations are not accepted"},
        Refused{"<a x='&b;'/>",
                "f:1:7: unknown entity after '&', expected &amp;, &lt;, &gt;, "
                "&quot;, &apos; or a character number"},
        Refused{"<a>&#0;</a>",
                "f:1:4: unknown entity after '&', expected &amp;, &lt;, &gt;, "
                "&quot;, &apos; or a character number"},
        Refused{"<a x='1' x='2'/>", "f:1:10: attribute \"x\" appears twice"},
        Refused{"<a x=1/>", "f:1:6: expected a quoted value of attribute \"x\""},
        Refused{"<a x/>", "f:1:5: expected '=' after attribute \"x\""},
        Refused{"<a x='1'y='2'/>", "f:1:9: expected white space, '>' or '/>' after an attribute"},
        Refused{"<a x='<'/>", "f:1:7: '<' in an attribute value, expected &lt;"},
        Refused{"<a x='1/>", "f:1:4: unfinished value of attribute \"x\""},
        Refused{"<a", "f:1:1: unfinished tag of element \"a\", expected '>'"},
        Refused{"<1/>", "f:1:1: expected an element name after '<'"},
        Refused{"<a><!-- </a>", "f:1:8: unfinished comment, expected \"-->\""},
        Refused{"<a>\n\xFF</a>", "f:2:1: this line is not valid UTF-8"}));

TEST(XmlDocument, RefusesNul) {
  auto document = XmlDocument::parse(std::string("<a>\0</a>", 8), "f");
  ASSERT_FALSE(document.ok());
  EXPECT_EQ(document.error().message, "f:1:4: NUL byte, expected text");
}

TEST(XmlDocument, RefusesDeepNesting) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "<a>";
  auto document = XmlDocument::parse(text, "f");
  ASSERT_FALSE(document.ok());
  EXPECT_NE(document.error().message.find("nested too deeply"), std::string::npos);
}

TEST(XmlDocument, NamesAFileThatCannotBeRead) {
  auto document = XmlDocument::read("/nonexistent/f");
  ASSERT_FALSE(document.ok());
  EXPECT_EQ(document.error().message, "/nonexistent/f: cannot open: No such file or directory");
  EXPECT_FALSE(XmlDocument::read("/").ok());
}

}  // namespace
}  // namespace penstock::config
