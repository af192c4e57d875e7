// A list of XML nodes as it was when it was made; see sdk/include/win32/xml_nodes.h.
#pragma once

#include <atomic>
#include <vector>

#include "win32/xml_nodes.h"

namespace penstock::win32 {

class XmlList final : public MSXML2::IXMLDOMNodeList {
 public:
  explicit XmlList(std::vector<MSXML2::IXMLDOMNode*> nodes) : nodes_(std::move(nodes)) {
    for (MSXML2::IXMLDOMNode* node : nodes_) node->AddRef();
  }

  HRESULT QueryInterface(REFIID iid, void** object) override {
    if (object == nullptr) return E_POINTER;
    *object = iid == __uuidof(IUnknown) ? static_cast<IUnknown*>(this) : nullptr;
    if (*object == nullptr) return E_NOINTERFACE;
    AddRef();
    return S_OK;
  }
  ULONG AddRef() override { return ++references_; }
  ULONG Release() override {
    const ULONG left = --references_;
    if (left == 0) delete this;
    return left;
  }

  HRESULT get_length(LONG* length) override {
    if (length == nullptr) return E_POINTER;
    *length = static_cast<LONG>(nodes_.size());
    return S_OK;
  }
  HRESULT get_item(LONG index, MSXML2::IXMLDOMNode** node) override {
    if (node == nullptr) return E_POINTER;
    *node = nullptr;
    if (index < 0) return E_INVALIDARG;
    if (static_cast<std::size_t>(index) >= nodes_.size()) return S_FALSE;
    *node = nodes_[static_cast<std::size_t>(index)];
    (*node)->AddRef();
    return S_OK;
  }

 private:
  ~XmlList() {
    for (MSXML2::IXMLDOMNode* node : nodes_) node->Release();
  }

  const std::vector<MSXML2::IXMLDOMNode*> nodes_;
  std::atomic<ULONG> references_{1};
};

}  // namespace penstock::win32
