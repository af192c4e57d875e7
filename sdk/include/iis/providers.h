// What a request notification gives beside the context. Each is valid during the notification it is
// handed to, and on the request's thread only; strings live as long. Those of global notifications:
// global_providers.h.
#pragma once

#include "types.h"

PENSTOCK_INTERFACES_BEGIN

// What all have; the plain one of most notifications. (Page:
// ihttpeventprovider-seterrorstatus-method.)
class PENSTOCK_INTERFACE IHttpEventProvider {
 public:
  // Records why the module fails the request. Changes nothing by itself: the module goes on to
  // return RQ_NOTIFICATION_FINISH_REQUEST, and when it set no status the client gets the one that
  // fits `hrError`.
  virtual VOID SetErrorStatus(IN HRESULT hrError) = 0;
};

// Of OnCustomRequestNotification and OnGlobalCustomNotification: made by the module that raises the
// notification (context.h, server.h), with whatever further members its listeners know. (Page:
// icustomnotificationprovider-querynotificationtype-method.)
class PENSTOCK_INTERFACE ICustomNotificationProvider : public IHttpEventProvider {
 public:
  // A name that tells this notification from all others; listeners compare it first.
  virtual PCWSTR QueryNotificationType() = 0;
};

// Of OnAuthenticateRequest. (Page: iauthenticationprovider-setuser-method.)
class PENSTOCK_INTERFACE IAuthenticationProvider : public IHttpEventProvider {
 public:
  // The request is this user's, from now on; no other authentication follows. The server takes over
  // the caller's reference. Null leaves authentication to the next module.
  virtual VOID SetUser(IN IHttpUser* pUser) = 0;
};

// Of OnMapRequestHandler. (Pages: imaphandlerprovider-*.)
class PENSTOCK_INTERFACE IMapHandlerProvider : public IHttpEventProvider {
 public:
  // Not supported, says the page: ERROR_NOT_SUPPORTED.
  virtual HRESULT SetScriptName(IN PCWSTR pszScriptName, IN DWORD cchScriptName) = 0;

  // The handler of this request, in place of the configured one; must live until the request ends.
  virtual VOID SetScriptMap(IN IScriptMapInfo* pScriptMap) = 0;

  // Not supported, says the page: does nothing.
  virtual VOID SetFileInfo(IN IHttpFileInfo* pFileInfo) = 0;
};

// Of OnMapPath. (Pages: imappathprovider-*.)
class PENSTOCK_INTERFACE IMapPathProvider : public IHttpEventProvider {
 public:
  // The URL being mapped: an absolute path, decoded.
  virtual PCWSTR GetUrl() const = 0;

  // What it maps to so far; no default document is appended yet.
  virtual PCWSTR GetPhysicalPath() const = 0;

  // Maps it to a copy of this path instead; `cchPhysicalPath` is in characters.
  // ERROR_INVALID_PARAMETER.
  virtual HRESULT SetPhysicalPath(IN PCWSTR pszPhysicalPath, IN DWORD cchPhysicalPath) = 0;
};

// Of OnSendResponse, once for each time that bytes go to the client. (Pages:
// isendresponseprovider-*.)
class PENSTOCK_INTERFACE ISendResponseProvider : public IHttpEventProvider {
 public:
  // TRUE when status and headers go with this send: they can still be changed.
  virtual BOOL GetHeadersBeingSent() const = 0;

  // HTTP_SEND_RESPONSE_FLAG_ values of this send; MORE_DATA: it is not the last.
  virtual DWORD GetFlags() const = 0;

  // Replaces them.
  virtual VOID SetFlags(IN DWORD dwFlags) = 0;

  // What will be logged, to be cast to HTTP_LOG_FIELDS_DATA (httpapi/log_data.h). Null unless
  // GetReadyToLogData, and for modules that run too early: subscribe with priority FIRST or HIGH,
  // which for this notification run last.
  virtual HTTP_LOG_DATA* GetLogData() const = 0;

  // Logs this instead; it and what it points to must live until the request ends. S_OK.
  virtual HRESULT SetLogData(IN HTTP_LOG_DATA* pLogData) = 0;

  // The same without the cast: the pages hand over the fields as they are.
  HRESULT SetLogData(IN HTTP_LOG_FIELDS_DATA* pLogData) { return SetLogData(&pLogData->Base); }

  // TRUE on the send after which nothing more is to come.
  virtual BOOL GetReadyToLogData() const = 0;
};

// Of OnReadEntity. (Pages: ireadentityprovider-*.)
class PENSTOCK_INTERFACE IReadEntityProvider : public IHttpEventProvider {
 public:
  // The bytes the reader will get, how many they are (0: none left), and the size of the buffer.
  virtual VOID GetEntity(OUT PVOID* ppBuffer, OUT DWORD* pcbData, OUT DWORD* pcbBuffer) = 0;

  // Gives the reader these bytes instead; they must live until the read is over. `cbBuffer` is at
  // least `cbData`.
  virtual VOID SetEntity(IN PVOID pBuffer, IN DWORD cbData, IN DWORD cbBuffer) = 0;
};

PENSTOCK_INTERFACES_END
