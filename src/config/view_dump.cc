// dump_view(): attributes in the schema's order, then child elements that differ from their
// defaults, then items.
#include "config/view_dump.h"

namespace penstock::config {
namespace {

void dump(const ElementView& view, std::size_t depth, std::string& out) {
  out += std::string(depth * 2, ' ') + std::string(view.name());
  const auto& attributes = view.schema().attributes;
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    const std::string* text = view.text_at(i);
    if (!text) continue;
    out += " " + attributes[i].name + "=\"" + (attributes[i].encrypted ? "***" : *text) + "\"";
  }
  for (const auto& [name, value] : view.unrecognized()) out += " " + name + "=\"" + value + "\"";
  out += "\n";
  for (std::size_t i = 0; i < view.children().size(); ++i) {
    const auto& child = view.children()[i];
    if (child != view.schema().children[i]->defaults) dump(*child, depth + 1, out);
  }
  for (const auto& item : view.items()) dump(*item, depth + 1, out);
}

}  // namespace

std::string dump_view(const ElementView& view) {
  std::string out;
  dump(view, 0, out);
  return out;
}

}  // namespace penstock::config
