// Element-level locks: lockItem, lockAttributes, lockElements and their "all except" forms. A lock
// binds the files below the one that sets it, never that file itself.
#pragma once

#include <memory>
#include <string_view>

#include "config/element_view.h"
#include "config/xml_document.h"

namespace penstock::config {

bool is_lock_attribute(std::string_view name);

// The locks an element sets; null when it sets none.
std::shared_ptr<const ElementLocks> read_element_locks(pugi::xml_node node,
                                                       const XmlDocument& document);

// Asks whether `document` may change parts of `view`.
class ElementLockCheck {
 public:
  ElementLockCheck(const ElementView& view, const XmlDocument& document)
      : view_(view), document_(document) {}

  base::Result<void> check_element(pugi::xml_node node) const;
  base::Result<void> check_attribute(pugi::xml_attribute attribute) const;
  base::Result<void> check_child(pugi::xml_node child) const;
  // The view is an item that `node` (a remove or clear element) takes away.
  base::Result<void> check_removal(pugi::xml_node node) const;

 private:
  const ElementView& view_;
  const XmlDocument& document_;
};

}  // namespace penstock::config
