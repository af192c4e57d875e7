// The worker process framework: the process a server runs in, seen by a module (from
// IHttpServer::GetWorkerProcessSettings and IHttpServer2::GetWorkerProcessFramework, iis/server.h)
// and by the managers of protocols other than HTTP, which live in libraries of their own.
//
// All objects are counted by reference (IWpfReferencedObject) and callable from any thread. Out
// strings go to the caller's buffer: its size in characters goes in, with the terminator, and the
// size needed comes out, with ERROR_INSUFFICIENT_BUFFER when it was too small.
#pragma once

#include "iis/interface.h"

class IProtocolManager;
class IWorkerProcessFramework;

// Defined with the automation types.
struct tagSAFEARRAY;
typedef struct tagSAFEARRAY SAFEARRAY;

// What IWorkerProcessFramework::GetWpfInterface can be asked for.
enum WPF_INTERFACE_ID_ENUM {
  WPF_CONFIG_API_ID = 1,
  WPF_APPLICATION_INFO_UTIL_ID = 2,
  WPF_SETTINGS_ID = 3,
  WPF_ACTIONS_ID = 4,
  WPF_EXPOSE_PROTOCOL_MANAGER_CUSTOM_INTERFACE_ID = 5,
  WPF_APPLICATION_PRELOAD_INFO_UTIL_ID = 6,
};

// Settings that are texts: runtime version, pool name, and the paths of configuration files.
enum WPF_SETTINGS_STRING_ENUM {
  CLR_VERSION = 0,
  APP_POOL_NAME = 1,
  APP_HOST_FILE_NAME = 2,
  ROOT_WEB_CONFIG_FILE_NAME = 3,
  CLR_CONFIG_FILE_NAME = 4,
  CLR_VERSION_PATH = 5,
};

// Settings that are numbers: when the worker is recycled (requests, minutes), when it is idle
// (minutes) and what happens then, how managed code is called, which processors it runs on.
enum WPF_SETTINGS_DWORD_ENUM {
  PERIODIC_RESTART_REQUESTS = 1,
  PERIODIC_RESTART_TIME = 2,
  IDLE_TIMEOUT = 3,
  MANAGED_PIPELINE_MODE = 4,
  THREAD_AFFINITY_POLICY = 5,
  IDLE_TIMEOUT_ACTION = 6,
};

// Settings that are sizes: memory, in kilobytes, beyond which the worker is recycled.
enum WPF_SETTINGS_ULONGLONG_ENUM {
  PERIODIC_RESTART_VIRTUAL_MEMORY = 0,
  PERIODIC_RESTART_PRIVATE_MEMORY = 1,
};

// Settings that are TRUE or FALSE.
enum WPF_SETTINGS_BOOL_ENUM {
  ENABLED_CENTRAL_BINARY_LOGGING = 0,
  ENABLED_HOSTABLE_WEB_CORE = 1,
};

// Settings that are handles, which stay the server's.
enum WPF_SETTINGS_HANDLE_ENUM {
  ANONYMOUS_USER_TOKEN = 0,
};

// What IProtocolManager::GetPmInterface can be asked for.
enum PM_INTERFACE_ID_ENUM {
  PM_LISTENER_CHANNEL_MANAGER_ID = 1,
  PM_HEALTH_AND_IDLE_MONITOR_ID = 2,
  PM_CUSTOM_ACTIONS_ID = 3,
  PM_APPLICATION_PRELOAD_ID = 4,
  PM_IDLE_TIMEOUT_ID = 5,
};

PENSTOCK_INTERFACES_BEGIN

// Base of all interfaces here. (Pages: iwpfreferencedobject-*.)
class PENSTOCK_INTERFACE IWpfReferencedObject {
 public:
  // One more user; the new count.
  virtual ULONG AddRef() = 0;

  // One user less; the last one frees the object. The new count.
  virtual ULONG Release() = 0;
};

// The process. (Pages: iworkerprocessframework-*.)
class PENSTOCK_INTERFACE IWorkerProcessFramework : public IWpfReferencedObject {
 public:
  // One of its interfaces, referenced for the caller. E_NOINTERFACE: there is none of that number.
  virtual HRESULT GetWpfInterface(IN WPF_INTERFACE_ID_ENUM WpfInterfaceId,
                                  OUT PVOID* ppInterface) = 0;

  // An interface that has no number in the enumeration.
  virtual HRESULT GetCustomInterface(IN DWORD InterfaceId, OUT PVOID* ppInterface) = 0;

  // Version of the framework.
  virtual HRESULT GetInterfaceVersion(OUT PDWORD pdwMajorVersion, OUT PDWORD pdwMinorVersion) = 0;
};

class PENSTOCK_INTERFACE IWpfApplicationInfoUtil : public IWpfReferencedObject {
 public:
  // Path and site number of an application, named by its id. `pszVirtualPath` may be null.
  // ERROR_NOT_FOUND: there is none. (Page:
  // iwpfapplicationinfoutil-getapplicationpropertiesfromappid-method.)
  virtual HRESULT GetApplicationPropertiesFromAppId(IN PCWSTR pszAppId, OUT PWSTR pszVirtualPath,
                                                    OUT DWORD* pcchVirtualPath,
                                                    OUT DWORD* pdwSiteId) = 0;
};

// Settings of the application pool, by number. ERROR_NOT_FOUND: none of that number. (Pages:
// iwpfsettings-*.)
class PENSTOCK_INTERFACE IWpfSettings : public IWpfReferencedObject {
 public:
  // A number.
  virtual HRESULT GetDwordProperty(IN WPF_SETTINGS_DWORD_ENUM SettingId, OUT DWORD* pdwSetting) = 0;

  // A size.
  virtual HRESULT GetUlonglongProperty(IN WPF_SETTINGS_ULONGLONG_ENUM SettingId,
                                       OUT ULONGLONG* pSetting) = 0;

  // A text, in the caller's buffer.
  virtual HRESULT GetStringProperty(IN WPF_SETTINGS_STRING_ENUM SettingId, OUT PWSTR pszSetting,
                                    OUT DWORD* pcchSetting) = 0;

  // TRUE or FALSE.
  virtual HRESULT GetBoolProperty(IN WPF_SETTINGS_BOOL_ENUM SettingId, OUT BOOL* pfSetting) = 0;

  // A handle; not to be closed.
  virtual HRESULT GetHandleProperty(IN WPF_SETTINGS_HANDLE_ENUM SettingId,
                                    OUT HANDLE* phSetting) = 0;
};

// (Pages: iwpfactions-*.)
class PENSTOCK_INTERFACE IWpfActions : public IWpfReferencedObject {
 public:
  // Asks for a new worker; this one finishes its requests. The reason goes to the event log.
  virtual VOID RecycleWorkerProcess(IN PCWSTR pszReason) = 0;

  // Declares this worker unfit: at once, or when it is next asked how it is.
  virtual VOID FailWorkerProcess(IN PCWSTR pszReason, IN HRESULT hrFailureToReport,
                                 IN BOOL fFailOnNextPing = FALSE) = 0;
};

class PENSTOCK_INTERFACE IWpfExposeProtocolManagerCustomInterface : public IWpfReferencedObject {
 public:
  // Loads a protocol manager's library, if it is not loaded, and asks the manager for an interface
  // of its own. ERROR_FILE_NOT_FOUND, ERROR_INVALID_PARAMETER.
  virtual HRESULT LoadProtocolManagerAndGetCustomInterface(
      IN PCWSTR pProtocolManagerDll, IN PCWSTR pProtocolManagerDllInitFunction,
      IN DWORD dwCustomInterfaceId, OUT PVOID* ppCustomInterface) = 0;
};

// The manager of another protocol, made by its library's entry point. (Pages: iprotocolmanager-*.)
class PENSTOCK_INTERFACE IProtocolManager : public IWpfReferencedObject {
 public:
  // One of its interfaces, referenced for the caller. E_NOINTERFACE: it has none of that number.
  virtual HRESULT GetPmInterface(IN PM_INTERFACE_ID_ENUM PmInterfaceId, OUT PVOID* ppInterface) = 0;

  // An interface that has no number in the enumeration.
  virtual HRESULT GetCustomInterface(IN DWORD InterfaceId, OUT PVOID* ppInterface) = 0;

  // The process ends; called by the framework alone. TRUE: at once.
  virtual HRESULT Shutdown(IN BOOL fImmediate) = 0;
};

class PENSTOCK_INTERFACE IHealthStatusCallback : public IWpfReferencedObject {
 public:
  // The answer to a question for health.
  virtual HRESULT ReportHealth(BOOL fHealthy) = 0;
};

// (Pages: ipmhealthandidlemonitor-*.)
class PENSTOCK_INTERFACE IPmHealthAndIdleMonitor : public IWpfReferencedObject {
 public:
  // Whether all of the manager's channels are idle.
  virtual HRESULT CheckIdle(OUT BOOL* pfIdle) = 0;

  // Asks how the manager is; it answers through the callback, now or later.
  virtual HRESULT CheckHealth(IHealthStatusCallback* pIHealthStatusCallback) = 0;
};

class PENSTOCK_INTERFACE ICustomActionResultCallback : public IWpfReferencedObject {
 public:
  // The answer of a custom action: its result and its bytes, which the callback copies.
  virtual HRESULT ReportResult(IN HRESULT hrStatus, IN PBYTE pbResponse, IN DWORD cbResponse) = 0;
};

class PENSTOCK_INTERFACE ICustomAction2ResultCallback : public IWpfReferencedObject {
 public:
  // One answer of several; `fFinalResponse` TRUE with the last.
  virtual HRESULT ReportResult(IN HRESULT hrStatus, IN BOOL fFinalResponse, IN PBYTE pbResponse,
                               IN DWORD cbResponse) = 0;
};

// (Pages: iwpfapplicationpreloadutil-*.)
class PENSTOCK_INTERFACE IWpfApplicationPreloadUtil : public IWpfReferencedObject {
 public:
  // Whether and with what an application is to be warmed up. The caller frees the text and the
  // array.
  virtual HRESULT GetApplicationPreloadInfo(IN PCWSTR pszConfigPath, OUT BOOL* pfEnabled,
                                            OUT BSTR* pbstrType,
                                            OUT SAFEARRAY** psaPreloadValues) = 0;

  // Tells that warming up failed, and why.
  virtual HRESULT ReportApplicationPreloadFailure(IN PCWSTR pszConfigPath, IN HRESULT hrFailureCode,
                                                  IN PCWSTR pszErrorString) = 0;
};

class PENSTOCK_INTERFACE IPmApplicationPreload : public IWpfReferencedObject {
 public:
  // Warms an application up; `fRecycledWorkerProcess` TRUE when the worker replaces another.
  virtual HRESULT PreloadApplication(IN DWORD dwSiteId, IN PCWSTR pszAppConfigPath,
                                     IN BOOL fRecycledWorkerProcess = FALSE) = 0;
};

class PENSTOCK_INTERFACE IPmCustomActions : public IWpfReferencedObject {
 public:
  // Queues an action by name; the answer comes through the callback. (Page:
  // ipmcustomactions-runcustomaction-method.)
  virtual HRESULT RunCustomAction(IN PCWSTR pszFunctionName, IN PCWSTR pszFunctionArgs,
                                  IN ICustomActionResultCallback* pCompletionCallbackClass) = 0;
};

// (Pages: ipmcustomactions2-*.)
class PENSTOCK_INTERFACE IPmCustomActions2 : public IWpfReferencedObject {
 public:
  // From now on the callback gets every answer of this action.
  virtual HRESULT RegisterCustomActionCallback(
      IN PCWSTR pszFunctionName, IN PCWSTR pszFunctionArgs,
      IN ICustomAction2ResultCallback* pCompletionCallbackClass) = 0;

  // Ends that.
  virtual HRESULT UnregisterCustomActionCallback(IN PCWSTR pszFunctionName) = 0;
};

// What a listener channel tells the framework. (Pages: iwpflistenerchannelcallback-*.)
class PENSTOCK_INTERFACE IWpfListenerChannelCallback : public IWpfReferencedObject {
 public:
  // It listens.
  virtual HRESULT ReportStarted() = 0;

  // It has stopped, or failed to start.
  virtual HRESULT ReportStopped(HRESULT hr) = 0;

  // It received a message: counts as a request for recycling.
  virtual HRESULT ReportMessageReceived() = 0;

  // Number of the channel.
  virtual HRESULT GetId(OUT DWORD* pdwListenerChannelId) = 0;

  // Data the channel is started with, in the caller's buffer of `*pcbBlob` bytes.
  virtual HRESULT GetBlob(IN OUT PBYTE pBlob, IN OUT DWORD* pcbBlob) = 0;
};

// (Pages: ipmlistenerchannelmanager-*.)
class PENSTOCK_INTERFACE IPmListenerChannelManager : public IWpfReferencedObject {
 public:
  // Starts listening for a protocol; progress goes to the callback.
  virtual HRESULT StartListenerChannel(
      IN PCWSTR protocolId, IN IWpfListenerChannelCallback* pListenerChannelCallback) = 0;

  // Stops it; TRUE: at once.
  virtual HRESULT StopListenerChannel(IN PCWSTR protocolId,
                                      IN IWpfListenerChannelCallback* pListenerChannelCallback,
                                      IN BOOL fImmediate) = 0;
};

class PENSTOCK_INTERFACE IPmIdleTimeOutAction : public IWpfReferencedObject {
 public:
  // The idle process is about to be suspended.
  virtual HRESULT SuspendProcess() = 0;
};

PENSTOCK_INTERFACES_END

// Entry point of a protocol manager's library. (Page: pfn-get-protocol-manager-function.)
typedef HRESULT (*PFN_GET_PROTOCOL_MANAGER)(IN IWorkerProcessFramework* pWpFramework,
                                            OUT IProtocolManager** ppProtocolManager);
