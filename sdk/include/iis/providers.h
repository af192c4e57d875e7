// What a request notification gives beside the context.
#pragma once

#include "types.h"

PENSTOCK_INTERFACES_BEGIN

class PENSTOCK_INTERFACE IHttpEventProvider {
 public:
  virtual VOID SetErrorStatus(IN HRESULT hrError) = 0;
};

class PENSTOCK_INTERFACE ICustomNotificationProvider : public IHttpEventProvider {
 public:
  virtual PCWSTR QueryNotificationType() = 0;
};

class PENSTOCK_INTERFACE IAuthenticationProvider : public IHttpEventProvider {
 public:
  virtual VOID SetUser(IN IHttpUser* pUser) = 0;
};

class PENSTOCK_INTERFACE IMapHandlerProvider : public IHttpEventProvider {
 public:
  virtual HRESULT SetScriptName(IN PCWSTR pszScriptName, IN DWORD cchScriptName) = 0;
  virtual VOID SetScriptMap(IN IScriptMapInfo* pScriptMap) = 0;
  virtual VOID SetFileInfo(IN IHttpFileInfo* pFileInfo) = 0;
};

class PENSTOCK_INTERFACE IMapPathProvider : public IHttpEventProvider {
 public:
  virtual PCWSTR GetUrl() const = 0;
  virtual PCWSTR GetPhysicalPath() const = 0;
  virtual HRESULT SetPhysicalPath(IN PCWSTR pszPhysicalPath, IN DWORD cchPhysicalPath) = 0;
};

class PENSTOCK_INTERFACE ISendResponseProvider : public IHttpEventProvider {
 public:
  virtual BOOL GetHeadersBeingSent() const = 0;
  virtual DWORD GetFlags() const = 0;
  virtual VOID SetFlags(IN DWORD dwFlags) = 0;
  virtual HTTP_LOG_DATA* GetLogData() const = 0;
  virtual HRESULT SetLogData(IN HTTP_LOG_DATA* pLogData) = 0;
  virtual BOOL GetReadyToLogData() const = 0;
};

class PENSTOCK_INTERFACE IReadEntityProvider : public IHttpEventProvider {
 public:
  virtual VOID GetEntity(OUT PVOID* ppBuffer, OUT DWORD* pcbData, OUT DWORD* pcbBuffer) = 0;
  virtual VOID SetEntity(IN PVOID pBuffer, IN DWORD cbData, IN DWORD cbBuffer) = 0;
};

PENSTOCK_INTERFACES_END
