// ElementMerger: lays one XML element over a merged view and gives the new view. The rules of
// attributes, child elements and collections (add, remove, clear; collection_merger.h) are here;
// which elements of which files are laid over which, is hierarchy's business.
#pragma once

#include <memory>
#include <string_view>

#include "config/element_view.h"
#include "config/xml_document.h"

namespace penstock::config {

// The views around an element, innermost first: where a collection's defaults are looked for.
struct DefaultsScope {
  const ElementView* view = nullptr;
  const DefaultsScope* outer = nullptr;
};

class ElementMerger {
 public:
  explicit ElementMerger(const XmlDocument& document) : document_(document) {}

  // `section_name` ("system.webServer/handlers") names the element in errors.
  base::Result<std::shared_ptr<const ElementView>> merge_section(const ElementView& base,
                                                                 pugi::xml_node node,
                                                                 std::string_view section_name);

  // Lays `node` over `view`, in place.
  base::Result<void> apply(ElementView& view, pugi::xml_node node, const DefaultsScope* outer);

  // Every required attribute of `view` is set or has a default.
  base::Result<void> check_required(const ElementView& view, pugi::xml_node node) const;

 private:
  base::Result<void> apply_attributes(ElementView& view, pugi::xml_node node);
  base::Result<void> apply_attribute(ElementView& view, pugi::xml_attribute attribute);
  base::Result<void> apply_children(ElementView& view, pugi::xml_node node,
                                    const DefaultsScope& scope);
  base::Error unknown_child(const ElementView& view, pugi::xml_node child) const;
  base::Error unknown_attribute(const ElementView& view, pugi::xml_attribute attribute) const;

  const XmlDocument& document_;
};

// Sets in `to` what is set in `from`, matching by name: items take their collection's defaults so.
void overlay_defaults(const ElementView& from, ElementView& to);

}  // namespace penstock::config
