// ServerVariables: the request's variables: those that modules set, those computed from the
// request (one table in server_variable_table.cc), and HTTP_* / HEADER_* for the headers.
// Pages: IHttpContext::GetServerVariable, SetServerVariable. Owner: http_context.h.
#pragma once

#include <httpserv.h>

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/arena.h"
#include "native/change_snapshot.h"

namespace penstock::native {

class HttpContext;

// Owned by the request's executor. Names compare without case. Values live in the arena or as
// long as the request, and are NUL-terminated.
class ServerVariables {
 public:
  ServerVariables(HttpContext& context, base::Arena& arena) : context_(context), arena_(arena) {}

  void begin() {
    set_ = nullptr;
    wide_ = nullptr;
    ++changes_;
  }

  // nullopt: no such variable.
  std::optional<std::string_view> get(std::string_view name);
  std::optional<std::wstring_view> get_wide(std::string_view name);

  // Those that modules have set for another request.
  void copy_set(const ServerVariables& other);
  // The variables that modules set, in that order, against the caller's snapshot of them. Page:
  // IHttpContext::GetServerVarChanges.
  HRESULT changes(DWORD old_number, DWORD* new_number, const ListSnapshot<wchar_t>& snapshot);

  // Creates or overrides.
  void set(std::string_view name, std::wstring_view value);

 private:
  struct SetVariable {
    SetVariable* next;
    std::string_view name;
    std::string_view value;
    std::wstring_view wide;
  };
  // A value made wide: asking for the same again takes no more memory.
  struct WideValue {
    WideValue* next;
    std::string_view value;
    std::wstring_view wide;
  };

  SetVariable* find_set(std::string_view name) const;
  std::wstring_view to_wide(std::string_view value);

  HttpContext& context_;
  base::Arena& arena_;
  SetVariable* set_ = nullptr;
  std::uint32_t changes_ = 0;  // another number after every change
  WideValue* wide_ = nullptr;
};

// Computes a variable of the table; nullopt when the table has no such name.
std::optional<std::string_view> compute_server_variable(HttpContext& context,
                                                        std::string_view name);

}  // namespace penstock::native
