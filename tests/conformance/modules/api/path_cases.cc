// IHttpContext: paths, handlers, files and what is known of a URL. Cases: see case.h.
#include <httpcach.h>

#include "case.h"

namespace api {
namespace {

Status paths(Call& call) {
  Report& report = *call.report;
  DWORD length = 0;
  report.add("physical", call.context->GetPhysicalPath(&length));
  report.number("length", length);
  report.add("script", call.context->GetScriptName(&length));
  report.number("script length", length);
  report.add("translated", call.context->GetScriptTranslated());
  return RQ_NOTIFICATION_CONTINUE;
}

Status map_path(Call& call) {
  Report& report = *call.report;
  WCHAR path[1024];
  DWORD bytes = sizeof(path);
  report.result("mapped", call.context->MapPath(L"/sub/file.txt", path, &bytes));
  report.add("path", path);
  report.number("bytes", bytes == (std::wstring(path).size() + 1) * sizeof(WCHAR));
  const DWORD needed = bytes;
  bytes = 4;
  report.result("too small", call.context->MapPath(L"/sub/file.txt", path, &bytes));
  report.number("needed", bytes == needed);
  bytes = 0;
  report.result("asked", call.context->MapPath(L"/sub/file.txt", nullptr, &bytes));
  bytes = sizeof(path);
  report.number("outside fails", FAILED(call.context->MapPath(L"/../../etc/passwd", path, &bytes)));
  bytes = sizeof(path);
  report.result("null", call.context->MapPath(nullptr, path, &bytes));
  return RQ_NOTIFICATION_CONTINUE;
}

void describe(Report& report, IScriptMapInfo* map) {
  DWORD length = 0;
  report.add("name", map->GetName());
  report.add("path", map->GetPath());
  report.add("verbs", map->GetAllowedVerbs());
  report.add("modules", map->GetModules(&length));
  report.number("modules length", length);
  report.add("processor", map->GetScriptProcessor());
  report.add("type", map->GetManagedType());
  report.number("path info", map->GetAllowPathInfoForScriptMappings());
  report.number("access", map->GetRequiredAccess());
  report.number("resource", map->GetResourceType());
  report.number("star", map->GetIsStarScriptMap());
  report.number("limit", map->GetResponseBufferLimit());
}

Status script_map(Call& call) {
  describe(*call.report, call.context->GetScriptMap());
  return RQ_NOTIFICATION_CONTINUE;
}

Status no_script_map_yet(Call& call) {
  call.report->number("map", call.context->GetScriptMap() != nullptr);
  return RQ_NOTIFICATION_CONTINUE;
}

Status map_handler(Call& call) {
  Report& report = *call.report;
  IScriptMapInfo* map = nullptr;
  report.result("found", call.context->MapHandler(1, L"test", L"/x.special", "GET", &map));
  report.add("name", map == nullptr ? nullptr : map->GetName());
  report.result("other", call.context->MapHandler(1, L"test", L"/x.txt", "GET", &map));
  report.add("other name", map == nullptr ? nullptr : map->GetName());
  report.number("no wildcard fails",
                FAILED(call.context->MapHandler(1, L"test", L"/x.txt", "GET", &map, TRUE)));
  report.add("own", call.context->GetScriptMap()->GetName());
  return RQ_NOTIFICATION_CONTINUE;
}

// A handler of the module's own.
class OwnMap final : public IScriptMapInfo {
 public:
  PCWSTR GetPath() const override { return L"*.own"; }
  PCSTR GetAllowedVerbs() const override { return "GET"; }
  PCWSTR GetModules(DWORD*) const override { return L"Api"; }
  PCWSTR GetScriptProcessor(DWORD*) const override { return L""; }
  PCWSTR GetManagedType(DWORD*) const override { return L""; }
  BOOL GetAllowPathInfoForScriptMappings() const override { return FALSE; }
  DWORD GetRequiredAccess() const override { return 0; }
  DWORD GetResourceType() const override { return 3; }
  BOOL GetIsStarScriptMap() const override { return FALSE; }
  DWORD GetResponseBufferLimit() const override { return 1000; }
  PCWSTR GetName() const override { return L"own"; }
};

Status set_script_map(Call& call) {
  static OwnMap map;
  auto* provider = static_cast<IMapHandlerProvider*>(call.provider);
  call.report->result("script name", provider->SetScriptName(L"/x", 2));
  provider->SetScriptMap(&map);
  call.report->add("own", call.context->GetScriptMap()->GetName());
  return RQ_NOTIFICATION_CONTINUE;
}

// In BeginRequest, for /case/...: the URL is /case/file, which is a file of the site.
Status file_info(Call& call) {
  Report& report = *call.report;
  call.context->GetPhysicalPath();
  IHttpFileInfo* file = call.context->GetFileInfo();
  report.number("file", file != nullptr);
  if (file == nullptr) {
    return RQ_NOTIFICATION_CONTINUE;
  }
  ULARGE_INTEGER size{};
  file->GetSize(&size);
  report.number("size", static_cast<long long>(size.QuadPart));
  report.add("path", file->GetFilePath());
  USHORT length = 0;
  report.add("etag", file->GetETag(&length));
  report.number("etag length", length == std::string(file->GetETag()).size());
  report.add("modified", file->GetLastModifiedString());
  report.number("handle", file->GetFileHandle() != nullptr);
  report.add("buffer",
             std::string(reinterpret_cast<const char*>(file->GetFileBuffer()), size.QuadPart));
  report.number("changed", file->CheckIfFileHasChanged(nullptr));
  report.number("key", dynamic_cast<IFileKey*>(file->GetCacheKey()) != nullptr);
  report.add("cache", file->GetCacheKey()->GetCacheName());
  return RQ_NOTIFICATION_CONTINUE;
}

Status metadata(Call& call) {
  IMetadataInfo* info = call.context->GetMetadata();
  call.report->add("path", info->GetMetaPath());
  call.report->add("directory", info->GetVrPath());
  call.report->number("token", info->GetVrToken() != nullptr);
  return RQ_NOTIFICATION_CONTINUE;
}

}  // namespace

const Cases& path_cases() {
  static const Cases cases = {
      {"paths", paths},
      {"map-path", map_path},
      {"script-map", script_map},
      {"no-script-map-yet", no_script_map_yet, RQ_BEGIN_REQUEST},
      {"map-handler", map_handler},
      {"set-script-map", set_script_map, RQ_MAP_REQUEST_HANDLER},
      {"file.txt", file_info},
      {"metadata", metadata},
  };
  return cases;
}

}  // namespace api
