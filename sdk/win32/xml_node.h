// The one implementation of XML nodes, see sdk/include/win32/xml_nodes.h. A node counts its
// references; a parent holds its children and attributes, a child knows its parent without holding
// it. Neighbours: xml_node.cc, xml_list.h.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "win32/xml_nodes.h"

namespace penstock::win32 {

class XmlNode final : public MSXML2::IXMLDOMNode {
 public:
  XmlNode(MSXML2::DOMNodeType kind, std::wstring text) : kind_(kind), text_(std::move(text)) {}

  HRESULT QueryInterface(REFIID iid, void** object) override;
  ULONG AddRef() override { return ++references_; }
  ULONG Release() override;

  MSXML2::DOMNodeType Kind() const override { return kind_; }
  HRESULT get_nodeName(BSTR* name) override;
  HRESULT get_text(BSTR* text) override;
  HRESULT put_text(BSTR text) override;
  HRESULT get_xml(BSTR* text) override;
  HRESULT raw_appendChild(IXMLDOMNode* child, IXMLDOMNode** appended) override;
  HRESULT raw_setAttributeNode(IXMLDOMNode* attribute, IXMLDOMNode** replaced) override;
  HRESULT raw_setAttribute(BSTR name, BSTR value) override;
  HRESULT raw_getAttribute(BSTR name, BSTR* value) override;
  HRESULT raw_getElementsByTagName(BSTR name, MSXML2::IXMLDOMNodeList** list) override;
  HRESULT get_documentElement(IXMLDOMNode** element) override;
  HRESULT raw_createNode(MSXML2::DOMNodeType kind, BSTR text, IXMLDOMNode** node) override;

 private:
  ~XmlNode();

  bool is(MSXML2::DOMNodeType kind) const { return kind_ == kind; }
  bool is_below(const XmlNode* node) const;
  HRESULT may_have(const XmlNode& child) const;
  void drop_children();
  void leave_parent();
  void collect_text(std::wstring& text) const;
  void write(std::wstring& xml) const;
  void collect_elements(std::wstring_view name, std::vector<XmlNode*>& found);
  std::vector<XmlNode*>::iterator find_attribute(std::wstring_view name);

  const MSXML2::DOMNodeType kind_;
  std::wstring text_;  // an element's and an attribute's name, a text's text
  std::atomic<ULONG> references_{1};
  XmlNode* parent_ = nullptr;
  std::vector<XmlNode*> children_;    // each with a reference; an attribute's value is a text
  std::vector<XmlNode*> attributes_;  // each with a reference
};

}  // namespace penstock::win32
