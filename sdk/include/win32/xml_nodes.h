// The nodes of an XML document as objects: building and writing. Sources use them through the smart
// pointers of xml.h. Implementation: sdk/win32/xml_node.cc, xml_list.cc.
#ifndef PENSTOCK_SDK_WIN32_XML_NODES_H_
#define PENSTOCK_SDK_WIN32_XML_NODES_H_

#include "com.h"

namespace MSXML2 {

enum DOMNodeType { NODE_ELEMENT = 1, NODE_ATTRIBUTE = 2, NODE_TEXT = 3, NODE_DOCUMENT = 9 };

struct IXMLDOMNodeList;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"
// A node of any kind. One interface stands for the original's for documents, elements, attributes
// and text: what a node's kind does not have fails with E_NOTIMPL. Results carry a reference for
// the caller. Objects of one document belong to one thread at a time.
struct __attribute__((visibility("default"))) IXMLDOMNode : IUnknown {
  virtual DOMNodeType Kind() const = 0;
  virtual HRESULT get_nodeName(BSTR *name) = 0;
  // The text of the node and all below it. Setting it replaces what is below it.
  virtual HRESULT get_text(BSTR *text) = 0;
  virtual HRESULT put_text(BSTR text) = 0;
  // The node as XML, with what has to be escaped escaped.
  virtual HRESULT get_xml(BSTR *text) = 0;
  // Moves `child` here from where it was. E_INVALIDARG for a kind that cannot be a child here,
  // E_FAIL for a second root element or for a node above this one.
  virtual HRESULT raw_appendChild(IXMLDOMNode *child, IXMLDOMNode **appended) = 0;
  // E_FAIL for an attribute that another element has. `replaced` gets the old one of the name.
  virtual HRESULT raw_setAttributeNode(IXMLDOMNode *attribute, IXMLDOMNode **replaced) = 0;
  virtual HRESULT raw_setAttribute(BSTR name, BSTR value) = 0;
  // S_FALSE and NULL when there is none of the name.
  virtual HRESULT raw_getAttribute(BSTR name, BSTR *value) = 0;
  // Elements below this node, in the order of the document; "*" for all of them.
  virtual HRESULT raw_getElementsByTagName(BSTR name, IXMLDOMNodeList **list) = 0;
  // S_FALSE and NULL in a document without a root element.
  virtual HRESULT get_documentElement(IXMLDOMNode **element) = 0;
  // A node outside any tree. `text` is the name, or a text's text. E_INVALIDARG for no valid name.
  virtual HRESULT raw_createNode(DOMNodeType kind, BSTR text, IXMLDOMNode **node) = 0;
};

struct __attribute__((visibility("default"))) IXMLDOMNodeList : IUnknown {
  virtual HRESULT get_length(LONG *length) = 0;
  // S_FALSE and NULL beyond the end.
  virtual HRESULT get_item(LONG index, IXMLDOMNode **node) = 0;
};
#pragma GCC diagnostic pop

struct DOMDocument60;

}  // namespace MSXML2

PENSTOCK_DEFINE_UUID(MSXML2::DOMDocument60, 0x88d96a05, 0xf192, 0x11d4, 0xa6, 0x5f, 0x00, 0x40,
                     0x96, 0x32, 0x51, 0xe5);

// An empty document; REGDB_E_CLASSNOTREG for another class than DOMDocument60. Works on a thread
// that has not started COM, as on the original's worker threads, where the server has done it.
PENSTOCK_WIN32_API HRESULT penstock_create_xml_document(REFCLSID clsid,
                                                        MSXML2::IXMLDOMNode **document);

#endif  // PENSTOCK_SDK_WIN32_XML_NODES_H_
