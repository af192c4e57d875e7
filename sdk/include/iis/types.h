// Names that every header of iis/ needs before the interfaces are complete: the interfaces
// themselves, and the module id. Constants are in notifications.h, the macros in interface.h.
#pragma once

#include "../http.h"
#include "interface.h"

class CGlobalModule;
class CHttpModule;
class IAuthenticationProvider;
class ICacheProvider;
class ICustomNotificationProvider;
class IDispensedHttpModuleContextContainer;
class IGlobalApplicationPreloadProvider;
class IGlobalApplicationPreloadProvider2;
class IGlobalConfigurationChangeProvider;
class IGlobalFileChangeProvider;
class IGlobalRSCAQueryProvider;
class IGlobalStopListeningProvider;
class IGlobalSuspendProcessCallback;
class IGlobalThreadCleanupProvider;
class IGlobalTraceEventProvider;
class IHttpApplication;
class IHttpApplication2;
class IHttpApplicationProvider;
class IHttpApplicationResolveModulesProvider;
class IHttpCacheKey;
class IHttpCachePolicy;
class IHttpCachePolicy2;
class IHttpCacheSpecificData;
class IHttpCompletionInfo;
class IHttpCompletionInfo2;
class IHttpConnection;
class IHttpConnectionModuleContextContainer;
class IHttpConnectionStoredContext;
class IHttpContext;
class IHttpContext2;
class IHttpContext3;
class IHttpContext4;
class IHttpEventProvider;
class IHttpFileInfo;
class IHttpFileMonitor;
class IHttpModuleContextContainer;
class IHttpModuleFactory;
class IHttpModuleRegistrationInfo;
class IHttpModuleRegistrationInfo2;
class IHttpPerfCounterInfo;
class IHttpRequest;
class IHttpRequest2;
class IHttpRequest3;
class IHttpRequest4;
class IHttpResponse;
class IHttpResponse2;
class IHttpResponse3;
class IHttpResponse4;
class IHttpServer;
class IHttpServer2;
class IHttpServer3;
class IHttpSite;
class IHttpStoredContext;
class IHttpTokenEntry;
class IHttpTraceContext;
class IHttpUrlInfo;
class IHttpUser;
class IMapHandlerProvider;
class IMapPathProvider;
class IMetadataInfo;
class IModuleAllocator;
class INamedContextContainer;
class IPreBeginRequestProvider;
class IReadEntityProvider;
class IReferencedMetadataInfo;
class IScriptMapInfo;
class ISendResponseProvider;
class IWorkerProcessFramework;
class IWpfSettings;

// Configuration system interfaces (ahadmin.h) that appear in signatures here.
class IAppHostAdminManager;
class IAppHostConfigException;

// Identifies a loaded module in this process; the same for its whole life. Opaque.
typedef VOID* HTTP_MODULE_ID;
typedef HTTP_MODULE_ID* PHTTP_MODULE_ID;

// Start and stop of an application hand out the same provider.
typedef IHttpApplicationProvider IHttpApplicationStartProvider;
typedef IHttpApplicationProvider IHttpApplicationStopProvider;
