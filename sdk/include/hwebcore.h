// Hosted web core: the server inside another process. The process loads the library, looks the
// three functions up by name, and runs one server at a time. Functions may be called from any
// thread; failures are HRESULT_FROM_WIN32 of the codes named.
#pragma once

#include "iis/interface.h"

// The library, and the names of its functions.
#define WEB_CORE_DLL_NAME L"hwebcore.dll"
#define WEB_CORE_ACTIVATE_DLL_ENTRY "WebCoreActivate"
#define WEB_CORE_SHUTDOWN_DLL_ENTRY "WebCoreShutdown"
#define WEB_CORE_SET_METADATA_DLL_ENTRY "WebCoreSetMetadata"

// Types to cast what GetProcAddress finds to.
typedef HRESULT (*PFN_WEB_CORE_ACTIVATE)(IN PCWSTR pszAppHostConfigFile,
                                         IN PCWSTR pszRootWebConfigFile, IN PCWSTR pszInstanceName);
typedef HRESULT (*PFN_WEB_CORE_SHUTDOWN)(IN DWORD fImmediate);
typedef HRESULT (*PFN_WEB_CORE_SET_METADATA_DLL_ENTRY)(IN PCWSTR pszMetadataType,
                                                       IN PCWSTR pszValue);

// Starts the server from a configuration file of the applicationHost.config form with one
// application pool. The root web.config is optional: null. `pszInstanceName` is the source of its
// events. ERROR_SERVICE_ALREADY_RUNNING. ERROR_INVALID_DATA: the configuration; the event log says
// where. (Page: pfn-web-core-activate-function.)
PENSTOCK_ENTRY_POINT HRESULT WebCoreActivate(IN PCWSTR pszAppHostConfigFile,
                                             IN PCWSTR pszRootWebConfigFile,
                                             IN PCWSTR pszInstanceName);

// Stops it: with 0 requests in flight finish first, within the pool's shutdownTimeLimit.
// ERROR_SERVICE_NOT_ACTIVE. ERROR_INVALID_SERVICE_CONTROL: it is stopping already.
// ERROR_SERVICE_REQUEST_TIMEOUT: stopped, but requests were cut off. (Page:
// pfn-web-core-shutdown-function.)
PENSTOCK_ENTRY_POINT HRESULT WebCoreShutdown(IN DWORD fImmediate);

// An option for the next WebCoreActivate. ERROR_SERVICE_ALREADY_RUNNING, ERROR_NOT_SUPPORTED: no
// such option. ERROR_INVALID_DATA: its value. (Page: pfn-web-core-set-metadata-dll-entry-function.)
PENSTOCK_ENTRY_POINT HRESULT WebCoreSetMetadata(IN PCWSTR pszMetadataType, IN PCWSTR pszValue);
