// What a URL maps to: its metadata, its handler, its cached facts.
#pragma once

#include "types.h"

namespace penstock_sdk {

// Values of IScriptMapInfo::GetRequiredAccess: the requireAccess attribute of a handler.
enum class RequiredAccess : DWORD { None = 0, Read = 1, Write = 2, Script = 3, Execute = 4 };

// Values of IScriptMapInfo::GetResourceType: the resourceType attribute of a handler.
enum class ResourceType : DWORD { File = 0, Directory = 1, Either = 2, Unspecified = 3 };

}  // namespace penstock_sdk

PENSTOCK_INTERFACES_BEGIN

class PENSTOCK_INTERFACE IHttpUrlInfo {
 public:
  virtual IHttpModuleContextContainer* GetModuleContextContainer() = 0;
  virtual BOOL IsFrequentlyHit() const = 0;
};

class PENSTOCK_INTERFACE IScriptMapInfo {
 public:
  virtual PCWSTR GetPath() const = 0;
  virtual PCSTR GetAllowedVerbs() const = 0;
  virtual PCWSTR GetModules(OUT DWORD* pcchModules = nullptr) const = 0;
  virtual PCWSTR GetScriptProcessor(OUT DWORD* pcchScriptProcessor = nullptr) const = 0;
  virtual PCWSTR GetManagedType(OUT DWORD* pcchManagedType = nullptr) const = 0;
  virtual BOOL GetAllowPathInfoForScriptMappings() const = 0;
  virtual DWORD GetRequiredAccess() const = 0;
  virtual DWORD GetResourceType() const = 0;
  virtual BOOL GetIsStarScriptMap() const = 0;
  virtual DWORD GetResponseBufferLimit() const = 0;
  virtual PCWSTR GetName() const = 0;
};

class PENSTOCK_INTERFACE IMetadataInfo {
 public:
  virtual PCWSTR GetMetaPath() const = 0;
  virtual PCWSTR GetVrPath() const = 0;
  virtual IHttpTokenEntry* GetVrToken() = 0;
  virtual IHttpModuleContextContainer* GetModuleContextContainer() = 0;
};

class PENSTOCK_INTERFACE IReferencedMetadataInfo : public IMetadataInfo {
 public:
  virtual VOID ReferenceMetadata() = 0;
  virtual VOID DereferenceMetadata() = 0;
};

PENSTOCK_INTERFACES_END
