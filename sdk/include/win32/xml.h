// The smart pointers through which sources use XML documents, as #import would have made them: a
// failure is a _com_error thrown, properties read and write like members. Neighbour: xml_nodes.h.
#ifndef PENSTOCK_SDK_WIN32_XML_H_
#define PENSTOCK_SDK_WIN32_XML_H_

#include "com_support.h"
#include "xml_nodes.h"

namespace penstock_sdk {

inline HRESULT CheckXml(HRESULT hr) {
  if (FAILED(hr)) _com_issue_error(hr);
  return hr;
}

// A counted reference. -> gives the pointer itself, whose members are the object's.
template <class Self, class Object>
class XmlPointer {
 public:
  XmlPointer() = default;
  XmlPointer(const XmlPointer &other) : object_(other.object_) {
    if (object_ != nullptr) object_->AddRef();
  }
  XmlPointer &operator=(const XmlPointer &other) {
    if (other.object_ != nullptr) other.object_->AddRef();
    Release();
    object_ = other.object_;
    return *this;
  }
  ~XmlPointer() { Release(); }

  // A pointer to nothing has no members: E_POINTER, as a call through it.
  Self *operator->() {
    Get();
    return static_cast<Self *>(this);
  }
  const Self *operator->() const {
    Get();
    return static_cast<const Self *>(this);
  }
  Object *GetInterfacePtr() const noexcept { return object_; }
  explicit operator bool() const noexcept { return object_ != nullptr; }
  bool operator==(decltype(nullptr)) const noexcept { return object_ == nullptr; }
  bool operator!=(decltype(nullptr)) const noexcept { return object_ != nullptr; }
  void Attach(Object *object) {
    Release();
    object_ = object;
  }
  Object *Get() const {
    if (object_ == nullptr) _com_issue_error(E_POINTER);
    return object_;
  }

 private:
  void Release() {
    if (object_ != nullptr) object_->Release();
  }
  Object *object_ = nullptr;
};

template <HRESULT (MSXML2::IXMLDOMNode::*Getter)(BSTR *)>
_bstr_t XmlText(MSXML2::IXMLDOMNode *node) {
  BSTR text = nullptr;
  CheckXml((node->*Getter)(&text));
  return _bstr_t(text, false);
}

}  // namespace penstock_sdk

namespace MSXML2 {

class IXMLDOMNodePtr : public penstock_sdk::XmlPointer<IXMLDOMNodePtr, IXMLDOMNode> {
 public:
  // A property of text; only the `Writable` one can be set.
  template <HRESULT (IXMLDOMNode::*Getter)(BSTR *)>
  class ReadText {
   public:
    explicit ReadText(const IXMLDOMNodePtr *owner) : owner_(owner) {}
    ReadText(const ReadText &) = delete;
    ReadText &operator=(const ReadText &) = delete;
    operator _bstr_t() const { return penstock_sdk::XmlText<Getter>(owner_->Get()); }

   protected:
    const IXMLDOMNodePtr *owner_;
  };
  class WriteText : public ReadText<&IXMLDOMNode::get_text> {
   public:
    using ReadText::ReadText;
    WriteText &operator=(const _bstr_t &value) {
      _bstr_t copy(value);
      penstock_sdk::CheckXml(owner_->Get()->put_text(copy.GetBSTR()));
      return *this;
    }
  };

  IXMLDOMNodePtr() = default;
  // The properties belong to the object they stand in.
  IXMLDOMNodePtr(const IXMLDOMNodePtr &other) : XmlPointer(other) {}
  IXMLDOMNodePtr &operator=(const IXMLDOMNodePtr &other) {
    XmlPointer::operator=(other);
    return *this;
  }
  IXMLDOMNodePtr *operator->() { return XmlPointer::operator->(); }

  WriteText text{this};
  ReadText<&IXMLDOMNode::get_xml> xml{this};
  ReadText<&IXMLDOMNode::get_nodeName> nodeName{this};

  IXMLDOMNodePtr appendChild(const IXMLDOMNodePtr &child) {
    IXMLDOMNode *appended = nullptr;
    penstock_sdk::CheckXml(Get()->raw_appendChild(child.GetInterfacePtr(), &appended));
    return Wrap<IXMLDOMNodePtr>(appended);
  }

  // Takes the reference over.
  template <class Pointer, class Object>
  static Pointer Wrap(Object *object) {
    Pointer pointer;
    pointer.Attach(object);
    return pointer;
  }
};

class IXMLDOMAttributePtr : public IXMLDOMNodePtr {
 public:
  IXMLDOMAttributePtr *operator->() { return Get(), this; }
};

class IXMLDOMTextPtr : public IXMLDOMNodePtr {};

class IXMLDOMNodeListPtr : public penstock_sdk::XmlPointer<IXMLDOMNodeListPtr, IXMLDOMNodeList> {
 public:
  class Length {
   public:
    explicit Length(const IXMLDOMNodeListPtr *owner) : owner_(owner) {}
    Length(const Length &) = delete;
    Length &operator=(const Length &) = delete;
    operator LONG() const {
      LONG count = 0;
      penstock_sdk::CheckXml(owner_->Get()->get_length(&count));
      return count;
    }

   private:
    const IXMLDOMNodeListPtr *owner_;
  };

  IXMLDOMNodeListPtr() = default;
  IXMLDOMNodeListPtr(const IXMLDOMNodeListPtr &other) : XmlPointer(other) {}
  IXMLDOMNodeListPtr &operator=(const IXMLDOMNodeListPtr &other) {
    XmlPointer::operator=(other);
    return *this;
  }

  Length length{this};
  // A null pointer beyond the end.
  IXMLDOMNodePtr Getitem(LONG index) const {
    IXMLDOMNode *node = nullptr;
    penstock_sdk::CheckXml(Get()->get_item(index, &node));
    return IXMLDOMNodePtr::Wrap<IXMLDOMNodePtr>(node);
  }
};

// What elements and documents share.
class XmlParentPtr : public IXMLDOMNodePtr {
 public:
  IXMLDOMNodeListPtr getElementsByTagName(const _bstr_t &name) const {
    _bstr_t copy(name);
    IXMLDOMNodeList *list = nullptr;
    penstock_sdk::CheckXml(Get()->raw_getElementsByTagName(copy.GetBSTR(), &list));
    return Wrap<IXMLDOMNodeListPtr>(list);
  }
};

class IXMLDOMElementPtr : public XmlParentPtr {
 public:
  IXMLDOMElementPtr *operator->() { return Get(), this; }

  // The attribute of the same name that it had; a null pointer if none.
  IXMLDOMAttributePtr setAttributeNode(const IXMLDOMAttributePtr &attribute) {
    IXMLDOMNode *replaced = nullptr;
    penstock_sdk::CheckXml(Get()->raw_setAttributeNode(attribute.GetInterfacePtr(), &replaced));
    return Wrap<IXMLDOMAttributePtr>(replaced);
  }
  HRESULT setAttribute(const _bstr_t &name, const _variant_t &value) {
    _bstr_t name_copy(name);
    _bstr_t content = value;
    return penstock_sdk::CheckXml(Get()->raw_setAttribute(name_copy.GetBSTR(), content.GetBSTR()));
  }
  // VT_NULL when there is none of the name.
  _variant_t getAttribute(const _bstr_t &name) const {
    _bstr_t copy(name);
    BSTR value = nullptr;
    if (penstock_sdk::CheckXml(Get()->raw_getAttribute(copy.GetBSTR(), &value)) == S_FALSE) {
      _variant_t none;
      none.vt = VT_NULL;
      return none;
    }
    return _variant_t(_bstr_t(value, false));
  }
};

class IXMLDOMDocument3Ptr : public XmlParentPtr {
 public:
  class Root {
   public:
    explicit Root(const IXMLDOMDocument3Ptr *owner) : owner_(owner) {}
    Root(const Root &) = delete;
    Root &operator=(const Root &) = delete;
    // A null pointer in a document without a root element.
    operator IXMLDOMElementPtr() const {
      IXMLDOMNode *root = nullptr;
      penstock_sdk::CheckXml(owner_->Get()->get_documentElement(&root));
      return Wrap<IXMLDOMElementPtr>(root);
    }
    IXMLDOMElementPtr operator->() const { return *this; }

   private:
    const IXMLDOMDocument3Ptr *owner_;
  };

  IXMLDOMDocument3Ptr() = default;
  explicit IXMLDOMDocument3Ptr(REFCLSID clsid) { penstock_sdk::CheckXml(CreateInstance(clsid)); }
  IXMLDOMDocument3Ptr(const IXMLDOMDocument3Ptr &other) : XmlParentPtr(other) {}
  IXMLDOMDocument3Ptr &operator=(const IXMLDOMDocument3Ptr &other) {
    XmlParentPtr::operator=(other);
    return *this;
  }
  IXMLDOMDocument3Ptr *operator->() { return Get(), this; }

  HRESULT CreateInstance(REFCLSID clsid) {
    IXMLDOMNode *document = nullptr;
    const HRESULT hr = penstock_create_xml_document(clsid, &document);
    Attach(document);
    return hr;
  }

  Root documentElement{this};
  IXMLDOMElementPtr createElement(const _bstr_t &name) {
    return Create<IXMLDOMElementPtr>(NODE_ELEMENT, name);
  }
  IXMLDOMAttributePtr createAttribute(const _bstr_t &name) {
    return Create<IXMLDOMAttributePtr>(NODE_ATTRIBUTE, name);
  }
  IXMLDOMTextPtr createTextNode(const _bstr_t &content) {
    return Create<IXMLDOMTextPtr>(NODE_TEXT, content);
  }

 private:
  template <class Pointer>
  Pointer Create(DOMNodeType kind, const _bstr_t &content) {
    _bstr_t copy(content);
    IXMLDOMNode *node = nullptr;
    penstock_sdk::CheckXml(Get()->raw_createNode(kind, copy.GetBSTR(), &node));
    return Wrap<Pointer>(node);
  }
};
typedef IXMLDOMDocument3Ptr IXMLDOMDocument2Ptr, IXMLDOMDocumentPtr;

}  // namespace MSXML2

#endif  // PENSTOCK_SDK_WIN32_XML_H_
