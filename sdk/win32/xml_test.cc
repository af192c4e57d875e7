// XML documents as sources write them with #import: xml.h over xml_node.cc.
#include <gtest/gtest.h>

#include <string>

#include "win32/xml.h"

namespace {

using MSXML2::DOMDocument60;
using MSXML2::IXMLDOMAttributePtr;
using MSXML2::IXMLDOMDocument3Ptr;
using MSXML2::IXMLDOMElementPtr;
using MSXML2::IXMLDOMNodeListPtr;
using MSXML2::IXMLDOMNodePtr;

std::wstring xml_of(const IXMLDOMNodePtr& node) {
  const _bstr_t text = node.xml;
  return static_cast<const wchar_t*>(text);
}

// The HRESULT thrown by the function; S_OK if none is.
template <class Function>
HRESULT thrown_by(Function function) {
  try {
    function();
  } catch (const _com_error& error) {
    return error.Error();
  }
  return S_OK;
}

class Xml : public testing::Test {
 protected:
  IXMLDOMDocument3Ptr doc{__uuidof(DOMDocument60)};
};

TEST_F(Xml, AnEmptyDocumentHasNoRoot) {
  const IXMLDOMElementPtr root = doc->documentElement;
  EXPECT_TRUE(root == nullptr);
  EXPECT_EQ(thrown_by([&] { IXMLDOMElementPtr(root)->getElementsByTagName(L"a"); }), E_POINTER);
}

TEST_F(Xml, OtherClassesAreNotThere) {
  IXMLDOMDocument3Ptr other;
  EXPECT_EQ(other.CreateInstance(__uuidof(IUnknown)), REGDB_E_CLASSNOTREG);
}

TEST_F(Xml, ElementsAttributesAndTextAreWrittenEscaped) {
  IXMLDOMElementPtr root = doc->createElement(L"root");
  doc->appendChild(root);
  IXMLDOMAttributePtr attribute = doc->createAttribute(L"a");
  attribute->text = L"1 < \"2\" & 3";
  EXPECT_TRUE(root->setAttributeNode(attribute) == nullptr);
  root->appendChild(doc->createElement(L"empty"));
  IXMLDOMElementPtr full = doc->createElement(L"full");
  full->text = L"x<y>&\"";
  root->appendChild(full);
  EXPECT_EQ(xml_of(root),
            L"<root a=\"1 &lt; &quot;2&quot; &amp; 3\"><empty/>"
            L"<full>x&lt;y&gt;&amp;\"</full></root>");
  EXPECT_EQ(xml_of(doc), xml_of(root) + L"\r\n");
  EXPECT_EQ(xml_of(doc->documentElement), xml_of(root));
}

TEST_F(Xml, TextIsThatOfAllBelow) {
  IXMLDOMElementPtr root = doc->createElement(L"root");
  IXMLDOMElementPtr child = doc->createElement(L"child");
  child->text = L"two";
  root->appendChild(doc->createTextNode(L"one "));
  root->appendChild(child);
  EXPECT_TRUE(_bstr_t(root->text) == _bstr_t(L"one two"));
  root->text = L"";
  EXPECT_EQ(xml_of(root), L"<root/>");
  // The child was taken out and lives on.
  EXPECT_EQ(xml_of(child), L"<child>two</child>");
}

TEST_F(Xml, AChildIsInOnePlace) {
  IXMLDOMElementPtr first = doc->createElement(L"first");
  IXMLDOMElementPtr second = doc->createElement(L"second");
  IXMLDOMElementPtr child = doc->createElement(L"child");
  first->appendChild(child);
  second->appendChild(child);
  EXPECT_EQ(xml_of(first), L"<first/>");
  EXPECT_EQ(xml_of(second), L"<second><child/></second>");
}

TEST_F(Xml, WhatIsNoTreeIsRefused) {
  IXMLDOMElementPtr root = doc->createElement(L"root");
  IXMLDOMElementPtr child = doc->createElement(L"child");
  doc->appendChild(root);
  root->appendChild(child);
  EXPECT_EQ(thrown_by([&] { child->appendChild(root); }), E_FAIL);
  EXPECT_EQ(thrown_by([&] { root->appendChild(root); }), E_FAIL);
  EXPECT_EQ(thrown_by([&] { doc->appendChild(doc->createElement(L"second")); }), E_FAIL);
  EXPECT_EQ(thrown_by([&] { doc->appendChild(doc->createTextNode(L"text")); }), E_INVALIDARG);
  EXPECT_EQ(thrown_by([&] { root->appendChild(doc->createAttribute(L"a")); }), E_INVALIDARG);
  EXPECT_EQ(thrown_by([&] { root->appendChild(IXMLDOMNodePtr()); }), E_INVALIDARG);
  EXPECT_EQ(thrown_by([&] { doc->text = L"text"; }), E_FAIL);
  doc->appendChild(root);
  EXPECT_EQ(xml_of(root), L"<root><child/></root>");
}

TEST_F(Xml, NamesAreChecked) {
  for (const wchar_t* name : {L"", L"1a", L"a b", L"a<"}) {
    EXPECT_EQ(thrown_by([&] { doc->createElement(name); }), E_INVALIDARG) << name;
    EXPECT_EQ(thrown_by([&] { doc->createAttribute(name); }), E_INVALIDARG) << name;
  }
  EXPECT_EQ(xml_of(doc->createElement(L"a:b-1.\u00e9")), L"<a:b-1.\u00e9/>");
}

TEST_F(Xml, AnAttributeReplacesTheOneOfItsName) {
  IXMLDOMElementPtr element = doc->createElement(L"e");
  element->setAttribute(L"a", L"1");
  IXMLDOMAttributePtr attribute = doc->createAttribute(L"a");
  attribute->text = L"2";
  const IXMLDOMAttributePtr old = element->setAttributeNode(attribute);
  EXPECT_EQ(xml_of(old), L"a=\"1\"");
  EXPECT_EQ(xml_of(element), L"<e a=\"2\"/>");
  EXPECT_EQ(thrown_by([&] { doc->createElement(L"f")->setAttributeNode(attribute); }), E_FAIL);
  element->setAttribute(L"a", LONG(3));
  EXPECT_TRUE(_bstr_t(element->getAttribute(L"a")) == _bstr_t(L"3"));
  EXPECT_EQ(element->getAttribute(L"b").vt, VT_NULL);
}

TEST_F(Xml, ElementsAreFoundByNameInOrder) {
  IXMLDOMElementPtr root = doc->createElement(L"item");
  doc->appendChild(root);
  for (const wchar_t* text : {L"1", L"2"}) {
    IXMLDOMElementPtr item = doc->createElement(L"item");
    item->text = text;
    root->appendChild(item);
  }
  IXMLDOMNodeListPtr all = doc->getElementsByTagName(L"item");
  EXPECT_EQ(all->length, 3);
  EXPECT_TRUE(_bstr_t(all->Getitem(2)->text) == _bstr_t(L"2"));
  EXPECT_TRUE(all->Getitem(3) == nullptr);
  EXPECT_EQ(root->getElementsByTagName(L"*")->length, 2);
  EXPECT_EQ(doc->getElementsByTagName(L"none")->length, 0);
}

TEST_F(Xml, NodesOutliveTheirDocumentAndParents) {
  IXMLDOMElementPtr child;
  {
    IXMLDOMElementPtr root = doc->createElement(L"root");
    child = doc->createElement(L"child");
    root->appendChild(child);
  }
  doc = IXMLDOMDocument3Ptr();
  EXPECT_EQ(xml_of(child), L"<child/>");
}

}  // namespace
