// From a setting's number to its place in the configuration; see worker_settings.h.
#include "native/worker_settings.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "config/element_view.h"
#include "native/hresult_boundary.h"

namespace penstock::native {
namespace {

// The pool's entry in applicationPools; null when it has none.
const config::ElementView* pool_of(const ServerServices& services) {
  const config::ElementView* pools =
      services.machine_section("system.applicationHost/applicationPools");
  const std::string name = services.app_pool_name();
  if (pools == nullptr) {
    return nullptr;
  }
  for (const auto& pool : pools->items()) {
    if (pool->get_string("name") == name) {
      return pool.get();
    }
  }
  return nullptr;
}

DWORD minutes(std::chrono::milliseconds time) {
  return static_cast<DWORD>(std::chrono::duration_cast<std::chrono::minutes>(time).count());
}

}  // namespace

HRESULT WorkerSettings::GetDwordProperty(WPF_SETTINGS_DWORD_ENUM id, DWORD* value) {
  const config::ElementView* pool = pool_of(services_);
  if (value == nullptr) {
    return kInvalidParameter;
  }
  if (pool == nullptr) {
    return HRESULT_FROM_WIN32(ERROR_NOT_FOUND);
  }
  const config::ElementView& restart = pool->child("recycling").child("periodicRestart");
  const config::ElementView& process = pool->child("processModel");
  switch (id) {
    case PERIODIC_RESTART_REQUESTS:
      *value = restart.get_uint("requests");
      return S_OK;
    case PERIODIC_RESTART_TIME:
      *value = minutes(restart.get_timespan("time"));
      return S_OK;
    case IDLE_TIMEOUT:
      *value = minutes(process.get_timespan("idleTimeout"));
      return S_OK;
    case MANAGED_PIPELINE_MODE:
      *value = pool->get_enum<DWORD>("managedPipelineMode");
      return S_OK;
    case THREAD_AFFINITY_POLICY:
      *value = pool->child("cpu").get_bool("smpAffinitized") ? 1 : 0;
      return S_OK;
    case IDLE_TIMEOUT_ACTION:
      *value = process.get_enum<DWORD>("idleTimeoutAction");
      return S_OK;
  }
  return kInvalidParameter;
}

HRESULT WorkerSettings::GetUlonglongProperty(WPF_SETTINGS_ULONGLONG_ENUM id, ULONGLONG* value) {
  const config::ElementView* pool = pool_of(services_);
  const bool known = id == PERIODIC_RESTART_VIRTUAL_MEMORY || id == PERIODIC_RESTART_PRIVATE_MEMORY;
  if (value == nullptr || !known) {
    return kInvalidParameter;
  }
  if (pool == nullptr) {
    return HRESULT_FROM_WIN32(ERROR_NOT_FOUND);
  }
  const config::ElementView& restart = pool->child("recycling").child("periodicRestart");
  *value = restart.get_uint(id == PERIODIC_RESTART_VIRTUAL_MEMORY ? "memory" : "privateMemory");
  return S_OK;
}

// There is no managed runtime: its version is the pool's setting, its paths are empty.
HRESULT WorkerSettings::GetStringProperty(WPF_SETTINGS_STRING_ENUM id, PWSTR value, DWORD* length) {
  if (length == nullptr) {
    return kInvalidParameter;
  }
  const config::ElementView* pool = pool_of(services_);
  std::string text;
  switch (id) {
    case CLR_VERSION:
      text = pool == nullptr ? "" : pool->get_string("managedRuntimeVersion");
      break;
    case APP_POOL_NAME:
      text = services_.app_pool_name();
      break;
    case APP_HOST_FILE_NAME:
      text = services_.config_file();
      break;
    case CLR_CONFIG_FILE_NAME:
      text = pool == nullptr ? "" : pool->get_string("CLRConfigFile");
      break;
    case ROOT_WEB_CONFIG_FILE_NAME:
    case CLR_VERSION_PATH:
      break;
    default:
      return kInvalidParameter;
  }
  const std::wstring wide = base::to_wide(text);
  const auto needed = static_cast<DWORD>(wide.size() + 1);
  const bool fits = value != nullptr && *length >= needed;
  *length = needed;
  if (!fits) {
    return kInsufficientBuffer;
  }
  std::copy_n(wide.c_str(), needed, value);
  return S_OK;
}

HRESULT WorkerSettings::GetBoolProperty(WPF_SETTINGS_BOOL_ENUM id, BOOL* value) {
  if (value == nullptr) {
    return kInvalidParameter;
  }
  switch (id) {
    case ENABLED_CENTRAL_BINARY_LOGGING:  // neither is there
    case ENABLED_HOSTABLE_WEB_CORE:
      *value = FALSE;
      return S_OK;
  }
  return kInvalidParameter;
}

// The anonymous user is a name without a token.
HRESULT WorkerSettings::GetHandleProperty(WPF_SETTINGS_HANDLE_ENUM id, HANDLE* value) {
  if (value == nullptr || id != ANONYMOUS_USER_TOKEN) {
    return kInvalidParameter;
  }
  *value = nullptr;
  return S_OK;
}

}  // namespace penstock::native
