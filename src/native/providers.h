// What a notification hands over beside the context: IHttpEventProvider and its derived types.
// Who raises which: http_context (map path), http_request (read entity), http_response (send).
#pragma once

#include <httpserv.h>

#include <string_view>

#include "base/arena.h"
#include "native/hresult_boundary.h"
#include "native/user_slot.h"

namespace penstock::native {

// SetErrorStatus only records. Page: IHttpEventProvider::SetErrorStatus.
template <typename Interface>
class Provider : public Interface {
 public:
  explicit Provider(HRESULT& error) : error_(error) {}
  VOID SetErrorStatus(HRESULT error) final { error_ = error; }

 private:
  HRESULT& error_;
};

using EventProvider = Provider<IHttpEventProvider>;

class AuthenticationProvider final : public Provider<IAuthenticationProvider> {
 public:
  AuthenticationProvider(HRESULT& error, UserSlot& users) : Provider(error), users_(users) {}
  VOID SetUser(IHttpUser* user) override { users_.set(user); }

 private:
  UserSlot& users_;
};

class MapHandlerProvider final : public Provider<IMapHandlerProvider> {
 public:
  MapHandlerProvider(HRESULT& error, IScriptMapInfo*& script_map)
      : Provider(error), script_map_(script_map) {}
  // Documented as not supported.
  HRESULT SetScriptName(PCWSTR, DWORD) override { return kNotSupported; }
  VOID SetScriptMap(IScriptMapInfo* script_map) override { script_map_ = script_map; }
  // Documented as not supported.
  VOID SetFileInfo(IHttpFileInfo*) override {}

 private:
  IScriptMapInfo*& script_map_;
};

// Lives while one MapPath notification is raised.
class MapPathProvider final : public Provider<IMapPathProvider> {
 public:
  MapPathProvider(HRESULT& error, base::Arena& arena, std::wstring_view url,
                  std::wstring_view physical_path)
      : Provider(error), arena_(arena), url_(url), physical_path_(physical_path) {}
  PCWSTR GetUrl() const override { return url_.data(); }
  PCWSTR GetPhysicalPath() const override { return physical_path_.data(); }
  HRESULT SetPhysicalPath(PCWSTR path, DWORD length) override {
    if (path == nullptr || length == 0) {
      return kInvalidParameter;
    }
    physical_path_ = arena_.copy(std::wstring_view(path, length));
    changed_ = true;
    return S_OK;
  }

  bool changed() const { return changed_; }
  std::wstring_view physical_path() const { return physical_path_; }

 private:
  base::Arena& arena_;
  std::wstring_view url_;
  std::wstring_view physical_path_;
  bool changed_ = false;
};

// Lives while one ReadEntity notification is raised.
class ReadEntityProvider final : public Provider<IReadEntityProvider> {
 public:
  ReadEntityProvider(HRESULT& error, void* buffer, DWORD bytes, DWORD capacity)
      : Provider(error), buffer_(buffer), bytes_(bytes), capacity_(capacity) {}
  VOID GetEntity(PVOID* buffer, DWORD* bytes, DWORD* capacity) override {
    store(buffer, buffer_);
    store(bytes, bytes_);
    store(capacity, capacity_);
  }
  VOID SetEntity(PVOID buffer, DWORD bytes, DWORD capacity) override {
    if ((buffer == nullptr && bytes != 0) || bytes > capacity) {
      return;
    }
    buffer_ = buffer;
    bytes_ = bytes;
    capacity_ = capacity;
  }

  void* buffer() const { return buffer_; }
  DWORD bytes() const { return bytes_; }

 private:
  void* buffer_;
  DWORD bytes_;
  DWORD capacity_;
};

}  // namespace penstock::native
