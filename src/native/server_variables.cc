// Lookup order: set by a module, the table, the headers. See server_variables.h.
#include "native/server_variables.h"

#include "base/arena_text.h"
#include "base/text.h"
#include "native/hresult_boundary.h"
#include "native/http_context.h"

namespace penstock::native {
namespace {

// Strips a prefix, in any case; nullopt when it is not there.
std::optional<std::string_view> after(std::string_view prefix, std::string_view name) {
  if (name.size() > prefix.size() && base::ascii_iequals(name.substr(0, prefix.size()), prefix)) {
    return name.substr(prefix.size());
  }
  return std::nullopt;
}

// "ACCEPT_LANGUAGE" is Accept-Language: '_' stands for '-' (and for itself).
bool is_variable_of(std::string_view variable, std::string_view header) {
  if (variable.size() != header.size()) {
    return false;
  }
  for (std::size_t i = 0; i < header.size(); ++i) {
    const char wanted = base::ascii_lower(variable[i]);
    const char seen = base::ascii_lower(header[i]);
    if (wanted != seen && !(wanted == '_' && seen == '-')) {
      return false;
    }
  }
  return true;
}

std::optional<std::string_view> header_variable(const http::HeaderMap& headers,
                                                std::string_view name) {
  if (const auto exact = after("HEADER_", name)) {
    const http::HeaderEntry* entry = headers.find(*exact);
    return entry == nullptr ? std::nullopt : std::optional(entry->value);
  }
  if (const auto variable = after("HTTP_", name)) {
    for (const http::HeaderEntry& entry : headers) {
      if (is_variable_of(*variable, entry.name)) {
        return entry.value;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

ServerVariables::SetVariable* ServerVariables::find_set(std::string_view name) const {
  SetVariable* variable = set_;
  while (variable != nullptr && !base::ascii_iequals(variable->name, name)) {
    variable = variable->next;
  }
  return variable;
}

std::optional<std::string_view> ServerVariables::get(std::string_view name) {
  if (const SetVariable* variable = find_set(name); variable != nullptr) {
    return variable->value;
  }
  if (const auto computed = compute_server_variable(context_, name)) {
    return computed;
  }
  return header_variable(context_.request().head().headers, name);
}

std::optional<std::wstring_view> ServerVariables::get_wide(std::string_view name) {
  if (const SetVariable* variable = find_set(name); variable != nullptr) {
    return variable->wide;
  }
  const std::optional<std::string_view> value = get(name);
  return value.has_value() ? std::optional(to_wide(*value)) : std::nullopt;
}

std::wstring_view ServerVariables::to_wide(std::string_view value) {
  for (const WideValue* made = wide_; made != nullptr; made = made->next) {
    if (made->value.data() == value.data() && made->value.size() == value.size()) {
      return made->wide;
    }
  }
  wide_ = arena_.make<WideValue>(WideValue{wide_, value, base::to_wide(value, arena_)});
  return wide_->wide;
}

void ServerVariables::copy_set(const ServerVariables& other) {
  for (const SetVariable* variable = other.set_; variable != nullptr; variable = variable->next) {
    set(variable->name, variable->wide);
  }
}

void ServerVariables::set(std::string_view name, std::wstring_view value) {
  SetVariable* variable = find_set(name);
  if (variable == nullptr) {
    variable = arena_.make<SetVariable>(SetVariable{set_, arena_.copy(name), {}, {}});
    set_ = variable;
  }
  ++changes_;
  variable->wide = arena_.copy(value);
  variable->value = base::to_utf8(value, arena_);
}

HRESULT ServerVariables::changes(DWORD old_number, DWORD* new_number,
                                 const ListSnapshot<wchar_t>& snapshot) {
  if (new_number == nullptr || !snapshot.complete() || (old_number != 0 && !snapshot.sound())) {
    return kInvalidParameter;
  }
  if (old_number != 0 && old_number == changes_) {
    snapshot.leave(arena_);
  } else {
    std::size_t count = 0;
    for (const SetVariable* one = set_; one != nullptr; one = one->next) {
      ++count;
    }
    auto* now = static_cast<NamedValue<wchar_t>*>(
        arena_.allocate(count * sizeof(NamedValue<wchar_t>), alignof(NamedValue<wchar_t>)));
    std::size_t at = count;
    for (const SetVariable* one = set_; one != nullptr; one = one->next) {
      new (&now[--at]) NamedValue<wchar_t>{one->name, one->wide};
    }
    snapshot.renew({now, count}, old_number == 0, arena_);
  }
  *new_number = changes_;
  return S_OK;
}

}  // namespace penstock::native
