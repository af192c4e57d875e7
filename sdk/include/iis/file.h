// A file the server has opened, and a watch on a folder. Files come from IHttpContext::GetFileInfo
// (context.h) and IHttpServer::GetFileInfo, watches from IHttpServer::RegisterFileChangeMonitor
// (server.h).
#pragma once

#include "cache.h"
#include "types.h"

PENSTOCK_INTERFACES_BEGIN

// A watch; its changes arrive as GL_FILE_CHANGE with this object in the provider. (Pages:
// ihttpfilemonitor-*.)
class PENSTOCK_INTERFACE IHttpFileMonitor {
 public:
  // Container that lives as long as the watch; never null.
  virtual IHttpModuleContextContainer* GetModuleContextContainer() = 0;

  // Ends the watch; the object is gone.
  virtual VOID DereferenceFileMonitor() = 0;
};

// A file as it was when it was opened, a record of the file cache, shared by all requests of the
// file. Strings live as long as the record. (Pages: ihttpfileinfo-*.)
class PENSTOCK_INTERFACE IHttpFileInfo : public IHttpCacheSpecificData {
 public:
  // FILE_ATTRIBUTE_ values.
  virtual DWORD GetAttributes() const = 0;

  // Size in bytes.
  virtual VOID GetSize(OUT ULARGE_INTEGER* pliSize) const = 0;

  // The content, when it is cached in memory; null otherwise, and then there is a handle.
  virtual const BYTE* GetFileBuffer() const = 0;

  // The open file; INVALID_HANDLE_VALUE when the content is in memory. Never to be closed by the
  // caller.
  virtual HANDLE GetFileHandle() const = 0;

  // Physical path.
  virtual PCWSTR GetFilePath() const = 0;

  // Entity tag of this state of the file, with its quotes.
  virtual PCSTR GetETag(OUT USHORT* pcchETag = nullptr) const = 0;

  // When the file was last written, UTC.
  virtual VOID GetLastModifiedTime(OUT FILETIME* pFileTime) const = 0;

  // The same as the Last-Modified header has it.
  virtual PCSTR GetLastModifiedString() const = 0;

  // TRUE when the response cache may hold it, for `*pSecondsToLive`, which must not be null.
  virtual BOOL GetHttpCacheAllowed(OUT DWORD* pSecondsToLive) const = 0;

  // Whether the user may read the file; S_OK at once for a null token. Otherwise E_FAIL or an
  // access error.
  virtual HRESULT AccessCheck(IN HANDLE hUserToken, IN PSID pUserSid) = 0;

  // Token of the virtual directory's account; may be null. Never to be closed by the caller.
  virtual HANDLE GetVrToken() const = 0;

  // Folder whose changes invalidate the record; may be null.
  virtual PCWSTR GetVrPath() const = 0;

  // Container that lives as long as the record; never null: the place for what a module computes
  // from the file.
  virtual IHttpModuleContextContainer* GetModuleContextContainer() = 0;

  // Looks at the file system: TRUE when the file is another now, or cannot be looked at.
  virtual BOOL CheckIfFileHasChanged(IN HANDLE hUserToken) = 0;
};

PENSTOCK_INTERFACES_END
