// A file the server has opened, and a watch on a directory.
#pragma once

#include "cache.h"
#include "types.h"

PENSTOCK_INTERFACES_BEGIN

class PENSTOCK_INTERFACE IHttpFileMonitor {
 public:
  virtual IHttpModuleContextContainer* GetModuleContextContainer() = 0;
  virtual VOID DereferenceFileMonitor() = 0;
};

class PENSTOCK_INTERFACE IHttpFileInfo : public IHttpCacheSpecificData {
 public:
  virtual DWORD GetAttributes() const = 0;
  virtual VOID GetSize(OUT ULARGE_INTEGER* pliSize) const = 0;
  virtual const BYTE* GetFileBuffer() const = 0;
  virtual HANDLE GetFileHandle() const = 0;
  virtual PCWSTR GetFilePath() const = 0;
  virtual PCSTR GetETag(OUT USHORT* pcchETag = nullptr) const = 0;
  virtual VOID GetLastModifiedTime(OUT FILETIME* pFileTime) const = 0;
  virtual PCSTR GetLastModifiedString() const = 0;
  virtual BOOL GetHttpCacheAllowed(OUT DWORD* pSecondsToLive) const = 0;
  virtual HRESULT AccessCheck(IN HANDLE hUserToken, IN PSID pUserSid) = 0;
  virtual HANDLE GetVrToken() const = 0;
  virtual PCWSTR GetVrPath() const = 0;
  virtual IHttpModuleContextContainer* GetModuleContextContainer() = 0;
  virtual BOOL CheckIfFileHasChanged(IN HANDLE hUserToken) = 0;
};

PENSTOCK_INTERFACES_END
