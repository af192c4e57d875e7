// From URLs to physical paths and handlers; MapPath is raised for every mapping. See
// http_context.h. Pages: IHttpContext::MapPath, MapHandler, CHttpModule::OnMapPath.
#include <algorithm>

#include "base/arena_text.h"
#include "base/text.h"
#include "http/uri.h"
#include "native/http_context.h"
#include "native/script_map_info.h"

namespace penstock::native {
namespace {

// A URL as modules know it, decoded already: canonical, but for no second decoding. Relative to
// `current` unless it starts with a separator. Empty when it leads out of the root.
std::string_view canonical_decoded(PCWSTR url, std::string_view current, base::Arena& arena) {
  std::string_view path = base::to_utf8(url, arena);
  if (path.empty() || (path.front() != '/' && path.front() != '\\')) {
    path = base::concat(arena, {current.substr(0, current.rfind('/') + 1), path});
  }
  const http::CanonicalUri uri = http::canonicalize(http::percent_encode_path(path, arena), arena);
  return uri.ok() ? uri.path : std::string_view();
}

}  // namespace

void HttpContext::forget_mapping() {
  physical_path_ = {};
  wide_physical_path_ = {};
  path_mapped_ = false;
  file_asked_ = false;
  url_info_ = nullptr;
}

// Page: GetFileInfo. The file behind the URL, once its path is mapped.
IHttpFileInfo* HttpContext::GetFileInfo() const {
  if (!file_asked_ && file_info_ == nullptr && path_mapped_ && !physical_path_.empty()) {
    file_asked_ = true;
    file_info_ = host_->open_file(physical_path_);
  }
  return file_info_;
}

HRESULT HttpContext::url_was_changed() {
  forget_mapping();
  handler_ = nullptr;
  set_file_info(nullptr);
  return host_->url_changed();
}

// Modules get the path mapped so far and may replace it.
std::string_view HttpContext::map_url(std::string_view canonical_path) {
  if (scope_ == nullptr) {
    return "";
  }
  const std::string_view mapped = map_to_physical(*scope_, canonical_path, arena_);
  if (pipeline_->plan().nested(pipeline::Nested::map_path).empty()) {
    return mapped;
  }
  MapPathProvider provider(error_status_, arena_, base::to_wide(canonical_path, arena_),
                           base::to_wide(mapped, arena_));
  raise(pipeline::Nested::map_path, &provider);
  return provider.changed() ? base::to_utf8(provider.physical_path(), arena_) : mapped;
}

std::string_view HttpContext::physical_path() {
  if (!path_mapped_) {
    path_mapped_ = true;  // before the notification: its modules may ask, too
    physical_path_ = "";
    wide_physical_path_ = {};
    physical_path_ = map_url(request_.url().path());
    wide_physical_path_ = {};
  }
  return physical_path_;
}

PCWSTR HttpContext::GetPhysicalPath(DWORD* length) {
  const std::string_view path = physical_path();
  if (wide_physical_path_.data() == nullptr) {
    wide_physical_path_ = base::to_wide(path, arena_);
  }
  store(length, wide_physical_path_.size());
  return wide_physical_path_.data();
}

PCWSTR HttpContext::GetScriptName(DWORD* length) const {
  const std::wstring_view path = request_.url().wide_path();
  store(length, path.size());
  return path.data();
}

HRESULT HttpContext::MapPath(PCWSTR url, PWSTR physical_path, DWORD* bytes) {
  if (url == nullptr || bytes == nullptr) {
    return kInvalidParameter;
  }
  const std::string_view path = canonical_decoded(url, request_.url().path(), arena_);
  if (path.empty()) {
    return kInvalidParameter;
  }
  const std::wstring_view mapped = base::to_wide(map_url(path), arena_);
  const std::size_t needed = (mapped.size() + 1) * sizeof(WCHAR);
  const bool fits = physical_path != nullptr && *bytes >= needed;
  *bytes = static_cast<DWORD>(needed);
  if (!fits) {
    return kInsufficientBuffer;
  }
  std::copy_n(mapped.data(), mapped.size() + 1, physical_path);
  return S_OK;
}

const HandlerMapping* HttpContext::choose_handler() {
  return scope_ == nullptr ? nullptr
                           : find_handler(*scope_, request_.url().path(), request_.method(),
                                          physical_path(), ignored_handlers_);
}

void HttpContext::set_handler(const HandlerMapping* mapping) {
  handler_ = mapping;
  if (mapping != nullptr) {
    response_.set_buffer_limit(mapping->entry->response_buffer_limit);
  }
}

IScriptMapInfo* HttpContext::GetScriptMap() const {
  if (module_script_map_ != nullptr) {
    return module_script_map_;
  }
  return handler_ == nullptr ? nullptr : handler_->script_map.get();
}

// Within the site of the request: another site's handlers belong to another scope.
HRESULT HttpContext::MapHandler(DWORD site_id, PCWSTR, PCWSTR url, PCSTR verb,
                                IScriptMapInfo** script_map, BOOL ignore_wildcards) {
  store(script_map, nullptr);
  if (script_map == nullptr || url == nullptr || verb == nullptr) {
    return kInvalidParameter;
  }
  if (scope_ == nullptr || site_id != scope_->site_settings->id) {
    return kNotSupported;
  }
  const std::string_view path = canonical_decoded(url, request_.url().path(), arena_);
  if (path.empty()) {
    return kInvalidParameter;
  }
  const HandlerMapping* mapping = find_handler(*scope_, path, verb, map_url(path));
  if (mapping == nullptr || (ignore_wildcards && mapping->entry->path == "*")) {
    return HRESULT_FROM_WIN32(ERROR_NOT_FOUND);
  }
  *script_map = mapping->script_map.get();
  return S_OK;
}

}  // namespace penstock::native
