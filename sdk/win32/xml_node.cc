// Trees of nodes: building, reading, writing as XML; see xml_node.h.
#include "win32/xml_node.h"

#include <algorithm>
#include <string_view>

#include "win32/variants.h"
#include "win32/xml_list.h"

namespace penstock::win32 {
namespace {

using MSXML2::NODE_ATTRIBUTE;
using MSXML2::NODE_DOCUMENT;
using MSXML2::NODE_ELEMENT;
using MSXML2::NODE_TEXT;

HRESULT give(std::wstring_view text, BSTR* result) {
  if (result == nullptr) return E_POINTER;
  *result = SysAllocStringLen(text.data(), static_cast<UINT>(text.size()));
  return *result != nullptr ? S_OK : E_OUTOFMEMORY;
}

std::wstring_view view(BSTR text) {
  return text != nullptr ? std::wstring_view(text, SysStringLen(text)) : std::wstring_view();
}

// XML 1.0 names, with every character beyond ASCII taken for a letter.
bool is_name(std::wstring_view name) {
  const auto starts = [](wchar_t c) {
    return (c >= L'a' && c <= L'z') || (c >= L'A' && c <= L'Z') || c == L'_' || c == L':' ||
           static_cast<unsigned>(c) >= 0x80;
  };
  const auto goes_on = [&](wchar_t c) {
    return starts(c) || (c >= L'0' && c <= L'9') || c == L'-' || c == L'.';
  };
  return !name.empty() && starts(name[0]) && std::all_of(name.begin(), name.end(), goes_on);
}

void write_escaped(std::wstring& xml, std::wstring_view text, bool in_attribute) {
  for (const wchar_t c : text) {
    if (c == L'&') {
      xml += L"&amp;";
    } else if (c == L'<') {
      xml += L"&lt;";
    } else if (c == L'>') {
      xml += L"&gt;";
    } else if (c == L'"' && in_attribute) {
      xml += L"&quot;";
    } else {
      xml += c;
    }
  }
}

}  // namespace

XmlNode::~XmlNode() {
  drop_children();
  for (XmlNode* attribute : attributes_) {
    attribute->parent_ = nullptr;
    attribute->Release();
  }
}

HRESULT XmlNode::QueryInterface(REFIID iid, void** object) {
  if (object == nullptr) return E_POINTER;
  *object = iid == __uuidof(IUnknown) ? static_cast<IUnknown*>(this) : nullptr;
  if (*object == nullptr) return E_NOINTERFACE;
  AddRef();
  return S_OK;
}

ULONG XmlNode::Release() {
  const ULONG left = --references_;
  if (left == 0) delete this;
  return left;
}

void XmlNode::drop_children() {
  for (XmlNode* child : children_) {
    child->parent_ = nullptr;
    child->Release();
  }
  children_.clear();
}

HRESULT XmlNode::get_nodeName(BSTR* name) {
  return give(is(NODE_TEXT) ? L"#text" : is(NODE_DOCUMENT) ? L"#document" : text_, name);
}

void XmlNode::collect_text(std::wstring& text) const {
  if (is(NODE_TEXT)) text += text_;
  for (const XmlNode* child : children_) child->collect_text(text);
}

HRESULT XmlNode::get_text(BSTR* text) {
  std::wstring all;
  collect_text(all);
  return give(all, text);
}

HRESULT XmlNode::put_text(BSTR text) {
  if (is(NODE_DOCUMENT)) return E_FAIL;
  if (is(NODE_TEXT)) {
    text_ = view(text);
    return S_OK;
  }
  drop_children();
  if (!view(text).empty()) {
    children_.push_back(new XmlNode(NODE_TEXT, std::wstring(view(text))));
    children_.back()->parent_ = this;
  }
  return S_OK;
}

void XmlNode::write(std::wstring& xml) const {
  if (is(NODE_TEXT)) {
    write_escaped(xml, text_, false);
    return;
  }
  if (is(NODE_ATTRIBUTE)) {
    std::wstring value;
    collect_text(value);
    xml += text_ + L"=\"";
    write_escaped(xml, value, true);
    xml += L'"';
    return;
  }
  if (is(NODE_ELEMENT)) {
    xml += L'<' + text_;
    for (const XmlNode* attribute : attributes_) {
      xml += L' ';
      attribute->write(xml);
    }
    xml += children_.empty() ? L"/>" : L">";
  }
  for (const XmlNode* child : children_) child->write(xml);
  if (is(NODE_ELEMENT) && !children_.empty()) xml += L"</" + text_ + L'>';
  if (is(NODE_DOCUMENT)) xml += L"\r\n";
}

HRESULT XmlNode::get_xml(BSTR* text) {
  std::wstring xml;
  write(xml);
  return give(xml, text);
}

bool XmlNode::is_below(const XmlNode* node) const {
  for (const XmlNode* at = this; at != nullptr; at = at->parent_) {
    if (at == node) return true;
  }
  return false;
}

HRESULT XmlNode::may_have(const XmlNode& child) const {
  if (is(NODE_TEXT) || child.is(NODE_ATTRIBUTE) || child.is(NODE_DOCUMENT)) return E_INVALIDARG;
  if (is(NODE_ATTRIBUTE) && !child.is(NODE_TEXT)) return E_INVALIDARG;
  if (is_below(&child)) return E_FAIL;
  if (!is(NODE_DOCUMENT)) return S_OK;
  if (child.is(NODE_TEXT)) return E_INVALIDARG;
  return children_.empty() || child.parent_ == this ? S_OK : E_FAIL;
}

void XmlNode::leave_parent() {
  if (parent_ == nullptr) return;
  std::vector<XmlNode*>& siblings = is(NODE_ATTRIBUTE) ? parent_->attributes_ : parent_->children_;
  siblings.erase(std::find(siblings.begin(), siblings.end(), this));
  parent_ = nullptr;
  Release();
}

HRESULT XmlNode::raw_appendChild(IXMLDOMNode* node, IXMLDOMNode** appended) {
  if (appended != nullptr) *appended = nullptr;
  if (node == nullptr) return E_INVALIDARG;
  XmlNode* child = static_cast<XmlNode*>(node);
  const HRESULT allowed = may_have(*child);
  if (FAILED(allowed)) return allowed;
  child->AddRef();
  child->leave_parent();
  children_.push_back(child);
  child->parent_ = this;
  if (appended != nullptr) {
    child->AddRef();
    *appended = child;
  }
  return S_OK;
}

std::vector<XmlNode*>::iterator XmlNode::find_attribute(std::wstring_view name) {
  return std::find_if(attributes_.begin(), attributes_.end(),
                      [&](const XmlNode* attribute) { return attribute->text_ == name; });
}

HRESULT XmlNode::raw_setAttributeNode(IXMLDOMNode* node, IXMLDOMNode** replaced) {
  if (replaced != nullptr) *replaced = nullptr;
  if (!is(NODE_ELEMENT)) return E_NOTIMPL;
  XmlNode* attribute = static_cast<XmlNode*>(node);
  if (attribute == nullptr || !attribute->is(NODE_ATTRIBUTE)) return E_INVALIDARG;
  if (attribute->parent_ == this) return S_OK;
  if (attribute->parent_ != nullptr) return E_FAIL;
  if (const auto old = find_attribute(attribute->text_); old != attributes_.end()) {
    XmlNode* former = *old;
    former->AddRef();
    former->leave_parent();
    if (replaced != nullptr) {
      *replaced = former;
    } else {
      former->Release();
    }
  }
  attribute->AddRef();
  attribute->parent_ = this;
  attributes_.push_back(attribute);
  return S_OK;
}

HRESULT XmlNode::raw_setAttribute(BSTR name, BSTR value) {
  if (!is(NODE_ELEMENT)) return E_NOTIMPL;
  if (const auto known = find_attribute(view(name)); known != attributes_.end()) {
    return (*known)->put_text(value);
  }
  IXMLDOMNode* attribute = nullptr;
  HRESULT hr = raw_createNode(NODE_ATTRIBUTE, name, &attribute);
  if (FAILED(hr)) return hr;
  hr = attribute->put_text(value);
  if (SUCCEEDED(hr)) hr = raw_setAttributeNode(attribute, nullptr);
  attribute->Release();
  return hr;
}

HRESULT XmlNode::raw_getAttribute(BSTR name, BSTR* value) {
  if (value == nullptr) return E_POINTER;
  *value = nullptr;
  if (!is(NODE_ELEMENT)) return E_NOTIMPL;
  const auto found = find_attribute(view(name));
  return found == attributes_.end() ? S_FALSE : (*found)->get_text(value);
}

void XmlNode::collect_elements(std::wstring_view name, std::vector<XmlNode*>& found) {
  for (XmlNode* child : children_) {
    if (child->is(NODE_ELEMENT) && (name == L"*" || child->text_ == name)) found.push_back(child);
    child->collect_elements(name, found);
  }
}

HRESULT XmlNode::raw_getElementsByTagName(BSTR name, MSXML2::IXMLDOMNodeList** list) {
  if (list == nullptr) return E_POINTER;
  *list = nullptr;
  if (!is(NODE_ELEMENT) && !is(NODE_DOCUMENT)) return E_NOTIMPL;
  std::vector<XmlNode*> found;
  collect_elements(view(name), found);
  *list = new XmlList({found.begin(), found.end()});
  return S_OK;
}

HRESULT XmlNode::get_documentElement(IXMLDOMNode** element) {
  if (element == nullptr) return E_POINTER;
  *element = nullptr;
  if (!is(NODE_DOCUMENT)) return E_NOTIMPL;
  if (children_.empty()) return S_FALSE;
  children_[0]->AddRef();
  *element = children_[0];
  return S_OK;
}

HRESULT XmlNode::raw_createNode(MSXML2::DOMNodeType kind, BSTR text, IXMLDOMNode** node) {
  if (node == nullptr) return E_POINTER;
  *node = nullptr;
  if (kind == NODE_DOCUMENT) return E_INVALIDARG;
  if (kind != NODE_TEXT && !is_name(view(text))) return E_INVALIDARG;
  *node = new XmlNode(kind, std::wstring(view(text)));
  return S_OK;
}

}  // namespace penstock::win32

HRESULT penstock_create_xml_document(REFCLSID clsid, MSXML2::IXMLDOMNode** document) {
  if (document == nullptr) return E_POINTER;
  *document = nullptr;
  if (clsid != __uuidof(MSXML2::DOMDocument60)) return REGDB_E_CLASSNOTREG;
  *document = new penstock::win32::XmlNode(MSXML2::NODE_DOCUMENT, L"");
  return S_OK;
}
