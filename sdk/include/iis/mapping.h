// What a URL maps to: cached facts about the URL, the metadata of its place in the configuration,
// and the handler that serves it. Reached through IHttpContext (context.h); files are in file.h.
#pragma once

#include "types.h"

namespace penstock_sdk {

// Values of IScriptMapInfo::GetRequiredAccess: the requireAccess attribute of a handler.
enum class RequiredAccess : DWORD { None = 0, Read = 1, Write = 2, Script = 3, Execute = 4 };

// Values of IScriptMapInfo::GetResourceType: the resourceType attribute of a handler.
enum class ResourceType : DWORD { File = 0, Directory = 1, Either = 2, Unspecified = 3 };

}  // namespace penstock_sdk

PENSTOCK_INTERFACES_BEGIN

// The entry of a URL in the URL cache; it outlives the request. (Pages: ihttpurlinfo-*.)
class PENSTOCK_INTERFACE IHttpUrlInfo {
 public:
  // Container that lives as long as the cache entry; never null.
  virtual IHttpModuleContextContainer* GetModuleContextContainer() = 0;

  // TRUE once the URL was asked for often in a short time (serverRuntime: frequentHitThreshold
  // hits, 2 by default, within frequentHitTimePeriod, 10 seconds by default): the moment at which
  // caching pays.
  virtual BOOL IsFrequentlyHit() const = 0;
};

// The handler chosen for a request: one entry of the `handlers` section, attribute by attribute. A
// module may implement it and pass it to IMapHandlerProvider::SetScriptMap (providers.h). Strings
// live as long as the object; lengths are in characters, without the terminator. (Pages:
// iscriptmapinfo-*.)
class PENSTOCK_INTERFACE IScriptMapInfo {
 public:
  // Pattern of the URLs the handler takes, such as *.asp.
  virtual PCWSTR GetPath() const = 0;

  // Verbs it takes, separated by commas. Narrow text, unlike its neighbours.
  virtual PCSTR GetAllowedVerbs() const = 0;

  // Modules that may handle the request, in the order in which they are tried, separated by commas.
  virtual PCWSTR GetModules(OUT DWORD* pcchModules = nullptr) const = 0;

  // File the handler runs; empty when it has none.
  virtual PCWSTR GetScriptProcessor(OUT DWORD* pcchScriptProcessor = nullptr) const = 0;

  // Managed type; empty for a native handler.
  virtual PCWSTR GetManagedType(OUT DWORD* pcchManagedType = nullptr) const = 0;

  // TRUE when the rest of a URL after the script's name is taken as path information.
  virtual BOOL GetAllowPathInfoForScriptMappings() const = 0;

  // What the site's access policy must grant: a penstock_sdk::RequiredAccess.
  virtual DWORD GetRequiredAccess() const = 0;

  // What must exist at the physical path: a penstock_sdk::ResourceType.
  virtual DWORD GetResourceType() const = 0;

  // TRUE for a handler of every path.
  virtual BOOL GetIsStarScriptMap() const = 0;

  // Bytes of response that are buffered before they are sent:
  // penstock_sdk::kDefaultResponseBufferLimit unless configured.
  virtual DWORD GetResponseBufferLimit() const = 0;

  // Name of the entry.
  virtual PCWSTR GetName() const = 0;
};

// The place in the configuration that applies to a URL, and its virtual directory. (Pages:
// imetadatainfo-*.)
class PENSTOCK_INTERFACE IMetadataInfo {
 public:
  // Configuration path of the URL, such as MACHINE/WEBROOT/APPHOST/Default Web Site/images.
  virtual PCWSTR GetMetaPath() const = 0;

  // Physical path of the virtual directory.
  virtual PCWSTR GetVrPath() const = 0;

  // Logon of the virtual directory's account; null when it has none. Not to be released.
  virtual IHttpTokenEntry* GetVrToken() = 0;

  // Container that lives until this place's configuration changes; never null.
  virtual IHttpModuleContextContainer* GetModuleContextContainer() = 0;
};

// Metadata got outside a request (IHttpServer2::GetMetadata), counted by reference. (Pages:
// ireferencedmetadatainfo-*.)
class PENSTOCK_INTERFACE IReferencedMetadataInfo : public IMetadataInfo {
 public:
  // One more user of the object.
  virtual VOID ReferenceMetadata() = 0;

  // One user less; the last one frees it.
  virtual VOID DereferenceMetadata() = 0;
};

PENSTOCK_INTERFACES_END
