// Reads attributes by name, leniently: what the schema does not have is empty, not an error; see
// settings_view.h.
#include "native/settings_view.h"

namespace penstock::native {

PCSTR SettingsView::GetName() const { return arena_.copy(element_.name()).data(); }

PCSTR SettingsView::GetString(PCSTR attribute) const {
  const std::size_t index = element_.schema().attribute_index(attribute);
  return index == config::ElementSchema::kNone ? "" : element_.get_string(attribute).c_str();
}

LONGLONG SettingsView::GetNumber(PCSTR attribute) const {
  const std::size_t index = element_.schema().attribute_index(attribute);
  if (index == config::ElementSchema::kNone) {
    return 0;
  }
  return element_.schema().attributes[index].rule.type == config::ValueType::kTimeSpan
             ? element_.get_timespan(attribute).count()
             : element_.get_int64(attribute);
}

const IPenstockSettings* SettingsView::GetChild(PCSTR element) const {
  if (element_.schema().child_index(element) == config::ElementSchema::kNone) {
    return nullptr;
  }
  return arena_.make<SettingsView>(element_.child(element), arena_);
}

const IPenstockSettings* SettingsView::GetItem(DWORD index) const {
  if (index >= element_.items().size()) {
    return nullptr;
  }
  return arena_.make<SettingsView>(*element_.items()[index], arena_);
}

}  // namespace penstock::native
