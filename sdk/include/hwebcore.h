// Hosted web core: the server inside another process.
#pragma once

#include "iis/interface.h"

#define WEB_CORE_DLL_NAME L"hwebcore.dll"
#define WEB_CORE_ACTIVATE_DLL_ENTRY "WebCoreActivate"
#define WEB_CORE_SHUTDOWN_DLL_ENTRY "WebCoreShutdown"
#define WEB_CORE_SET_METADATA_DLL_ENTRY "WebCoreSetMetadata"

typedef HRESULT (*PFN_WEB_CORE_ACTIVATE)(IN PCWSTR pszAppHostConfigFile,
                                         IN PCWSTR pszRootWebConfigFile, IN PCWSTR pszInstanceName);
typedef HRESULT (*PFN_WEB_CORE_SHUTDOWN)(IN DWORD fImmediate);
typedef HRESULT (*PFN_WEB_CORE_SET_METADATA_DLL_ENTRY)(IN PCWSTR pszMetadataType,
                                                       IN PCWSTR pszValue);

PENSTOCK_ENTRY_POINT HRESULT WebCoreActivate(IN PCWSTR pszAppHostConfigFile,
                                             IN PCWSTR pszRootWebConfigFile,
                                             IN PCWSTR pszInstanceName);
PENSTOCK_ENTRY_POINT HRESULT WebCoreShutdown(IN DWORD fImmediate);
PENSTOCK_ENTRY_POINT HRESULT WebCoreSetMetadata(IN PCWSTR pszMetadataType, IN PCWSTR pszValue);
