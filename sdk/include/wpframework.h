// The worker process framework.
#pragma once

#include "iis/interface.h"

class IProtocolManager;
class IWorkerProcessFramework;

struct tagSAFEARRAY;
typedef struct tagSAFEARRAY SAFEARRAY;

enum WPF_INTERFACE_ID_ENUM {
  WPF_CONFIG_API_ID = 1,
  WPF_APPLICATION_INFO_UTIL_ID = 2,
  WPF_SETTINGS_ID = 3,
  WPF_ACTIONS_ID = 4,
  WPF_EXPOSE_PROTOCOL_MANAGER_CUSTOM_INTERFACE_ID = 5,
  WPF_APPLICATION_PRELOAD_INFO_UTIL_ID = 6,
};

enum WPF_SETTINGS_STRING_ENUM {
  CLR_VERSION = 0,
  APP_POOL_NAME = 1,
  APP_HOST_FILE_NAME = 2,
  ROOT_WEB_CONFIG_FILE_NAME = 3,
  CLR_CONFIG_FILE_NAME = 4,
  CLR_VERSION_PATH = 5,
};

enum WPF_SETTINGS_DWORD_ENUM {
  PERIODIC_RESTART_REQUESTS = 1,
  PERIODIC_RESTART_TIME = 2,
  IDLE_TIMEOUT = 3,
  MANAGED_PIPELINE_MODE = 4,
  THREAD_AFFINITY_POLICY = 5,
  IDLE_TIMEOUT_ACTION = 6,
};

enum WPF_SETTINGS_ULONGLONG_ENUM {
  PERIODIC_RESTART_VIRTUAL_MEMORY = 0,
  PERIODIC_RESTART_PRIVATE_MEMORY = 1,
};

enum WPF_SETTINGS_BOOL_ENUM {
  ENABLED_CENTRAL_BINARY_LOGGING = 0,
  ENABLED_HOSTABLE_WEB_CORE = 1,
};

enum WPF_SETTINGS_HANDLE_ENUM {
  ANONYMOUS_USER_TOKEN = 0,
};

enum PM_INTERFACE_ID_ENUM {
  PM_LISTENER_CHANNEL_MANAGER_ID = 1,
  PM_HEALTH_AND_IDLE_MONITOR_ID = 2,
  PM_CUSTOM_ACTIONS_ID = 3,
  PM_APPLICATION_PRELOAD_ID = 4,
  PM_IDLE_TIMEOUT_ID = 5,
};

PENSTOCK_INTERFACES_BEGIN

class PENSTOCK_INTERFACE IWpfReferencedObject {
 public:
  virtual ULONG AddRef() = 0;
  virtual ULONG Release() = 0;
};

class PENSTOCK_INTERFACE IWorkerProcessFramework : public IWpfReferencedObject {
 public:
  virtual HRESULT GetWpfInterface(IN WPF_INTERFACE_ID_ENUM WpfInterfaceId,
                                  OUT PVOID* ppInterface) = 0;
  virtual HRESULT GetCustomInterface(IN DWORD InterfaceId, OUT PVOID* ppInterface) = 0;
  virtual HRESULT GetInterfaceVersion(OUT PDWORD pdwMajorVersion, OUT PDWORD pdwMinorVersion) = 0;
};

class PENSTOCK_INTERFACE IWpfApplicationInfoUtil : public IWpfReferencedObject {
 public:
  virtual HRESULT GetApplicationPropertiesFromAppId(IN PCWSTR pszAppId, OUT PWSTR pszVirtualPath,
                                                    OUT DWORD* pcchVirtualPath,
                                                    OUT DWORD* pdwSiteId) = 0;
};

class PENSTOCK_INTERFACE IWpfSettings : public IWpfReferencedObject {
 public:
  virtual HRESULT GetDwordProperty(IN WPF_SETTINGS_DWORD_ENUM SettingId, OUT DWORD* pdwSetting) = 0;
  virtual HRESULT GetUlonglongProperty(IN WPF_SETTINGS_ULONGLONG_ENUM SettingId,
                                       OUT ULONGLONG* pSetting) = 0;
  virtual HRESULT GetStringProperty(IN WPF_SETTINGS_STRING_ENUM SettingId, OUT PWSTR pszSetting,
                                    OUT DWORD* pcchSetting) = 0;
  virtual HRESULT GetBoolProperty(IN WPF_SETTINGS_BOOL_ENUM SettingId, OUT BOOL* pfSetting) = 0;
  virtual HRESULT GetHandleProperty(IN WPF_SETTINGS_HANDLE_ENUM SettingId,
                                    OUT HANDLE* phSetting) = 0;
};

class PENSTOCK_INTERFACE IWpfActions : public IWpfReferencedObject {
 public:
  virtual VOID RecycleWorkerProcess(IN PCWSTR pszReason) = 0;
  virtual VOID FailWorkerProcess(IN PCWSTR pszReason, IN HRESULT hrFailureToReport,
                                 IN BOOL fFailOnNextPing = FALSE) = 0;
};

class PENSTOCK_INTERFACE IWpfExposeProtocolManagerCustomInterface : public IWpfReferencedObject {
 public:
  virtual HRESULT LoadProtocolManagerAndGetCustomInterface(
      IN PCWSTR pProtocolManagerDll, IN PCWSTR pProtocolManagerDllInitFunction,
      IN DWORD dwCustomInterfaceId, OUT PVOID* ppCustomInterface) = 0;
};

class PENSTOCK_INTERFACE IProtocolManager : public IWpfReferencedObject {
 public:
  virtual HRESULT GetPmInterface(IN PM_INTERFACE_ID_ENUM PmInterfaceId, OUT PVOID* ppInterface) = 0;
  virtual HRESULT GetCustomInterface(IN DWORD InterfaceId, OUT PVOID* ppInterface) = 0;
  virtual HRESULT Shutdown(IN BOOL fImmediate) = 0;
};

class PENSTOCK_INTERFACE IHealthStatusCallback : public IWpfReferencedObject {
 public:
  virtual HRESULT ReportHealth(BOOL fHealthy) = 0;
};

class PENSTOCK_INTERFACE IPmHealthAndIdleMonitor : public IWpfReferencedObject {
 public:
  virtual HRESULT CheckIdle(OUT BOOL* pfIdle) = 0;
  virtual HRESULT CheckHealth(IHealthStatusCallback* pIHealthStatusCallback) = 0;
};

class PENSTOCK_INTERFACE ICustomActionResultCallback : public IWpfReferencedObject {
 public:
  virtual HRESULT ReportResult(IN HRESULT hrStatus, IN PBYTE pbResponse, IN DWORD cbResponse) = 0;
};

class PENSTOCK_INTERFACE ICustomAction2ResultCallback : public IWpfReferencedObject {
 public:
  virtual HRESULT ReportResult(IN HRESULT hrStatus, IN BOOL fFinalResponse, IN PBYTE pbResponse,
                               IN DWORD cbResponse) = 0;
};

class PENSTOCK_INTERFACE IWpfApplicationPreloadUtil : public IWpfReferencedObject {
 public:
  virtual HRESULT GetApplicationPreloadInfo(IN PCWSTR pszConfigPath, OUT BOOL* pfEnabled,
                                            OUT BSTR* pbstrType,
                                            OUT SAFEARRAY** psaPreloadValues) = 0;
  virtual HRESULT ReportApplicationPreloadFailure(IN PCWSTR pszConfigPath, IN HRESULT hrFailureCode,
                                                  IN PCWSTR pszErrorString) = 0;
};

class PENSTOCK_INTERFACE IPmApplicationPreload : public IWpfReferencedObject {
 public:
  virtual HRESULT PreloadApplication(IN DWORD dwSiteId, IN PCWSTR pszAppConfigPath,
                                     IN BOOL fRecycledWorkerProcess = FALSE) = 0;
};

class PENSTOCK_INTERFACE IPmCustomActions : public IWpfReferencedObject {
 public:
  virtual HRESULT RunCustomAction(IN PCWSTR pszFunctionName, IN PCWSTR pszFunctionArgs,
                                  IN ICustomActionResultCallback* pCompletionCallbackClass) = 0;
};

class PENSTOCK_INTERFACE IPmCustomActions2 : public IWpfReferencedObject {
 public:
  virtual HRESULT RegisterCustomActionCallback(
      IN PCWSTR pszFunctionName, IN PCWSTR pszFunctionArgs,
      IN ICustomAction2ResultCallback* pCompletionCallbackClass) = 0;
  virtual HRESULT UnregisterCustomActionCallback(IN PCWSTR pszFunctionName) = 0;
};

class PENSTOCK_INTERFACE IWpfListenerChannelCallback : public IWpfReferencedObject {
 public:
  virtual HRESULT ReportStarted() = 0;
  virtual HRESULT ReportStopped(HRESULT hr) = 0;
  virtual HRESULT ReportMessageReceived() = 0;
  virtual HRESULT GetId(OUT DWORD* pdwListenerChannelId) = 0;
  virtual HRESULT GetBlob(IN OUT PBYTE pBlob, IN OUT DWORD* pcbBlob) = 0;
};

class PENSTOCK_INTERFACE IPmListenerChannelManager : public IWpfReferencedObject {
 public:
  virtual HRESULT StartListenerChannel(
      IN PCWSTR protocolId, IN IWpfListenerChannelCallback* pListenerChannelCallback) = 0;
  virtual HRESULT StopListenerChannel(IN PCWSTR protocolId,
                                      IN IWpfListenerChannelCallback* pListenerChannelCallback,
                                      IN BOOL fImmediate) = 0;
};

class PENSTOCK_INTERFACE IPmIdleTimeOutAction : public IWpfReferencedObject {
 public:
  virtual HRESULT SuspendProcess() = 0;
};

PENSTOCK_INTERFACES_END

typedef HRESULT (*PFN_GET_PROTOCOL_MANAGER)(IN IWorkerProcessFramework* pWpFramework,
                                            OUT IProtocolManager** ppProtocolManager);
