// IScriptMapInfo, and how modules look up and choose handlers. Cases: see case.h.
#include "case.h"

namespace api {
namespace {

void describe(Report& report, IScriptMapInfo* map) {
  DWORD length = 0;
  report.add("name", map->GetName());
  report.add("path", map->GetPath());
  report.add("verbs", map->GetAllowedVerbs());
  report.add("modules", map->GetModules(&length));
  report.number("modules length", length);
  report.add("modules without length", map->GetModules());
  report.add("processor", map->GetScriptProcessor(&length));
  report.number("processor length", length);
  report.add("processor without length", map->GetScriptProcessor());
  report.add("type", map->GetManagedType(&length));
  report.number("type length", length);
  report.add("type without length", map->GetManagedType());
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

IScriptMapInfo* handler_of(Call& call, const std::string& url) {
  IScriptMapInfo* map = nullptr;
  call.context->MapHandler(1, L"test", widen(url).c_str(), "GET", &map);
  return map;
}

// ?<url>: the handler of another URL of the site.
Status handler(Call& call) {
  if (IScriptMapInfo* map = handler_of(call, call.query); map != nullptr) {
    describe(*call.report, map);
  }
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

// The handler of a URL that ends in .special, which names the static file module.
Status choose_other(Call& call) {
  auto* provider = static_cast<IMapHandlerProvider*>(call.provider);
  provider->SetScriptMap(handler_of(call, "/x.special"));
  call.report->stay_silent();
  return RQ_NOTIFICATION_CONTINUE;
}

Status choose_none(Call& call) {
  auto* provider = static_cast<IMapHandlerProvider*>(call.provider);
  provider->SetScriptMap(nullptr);
  call.report->stay_silent();
  return RQ_NOTIFICATION_CONTINUE;
}

// Not supported: it changes nothing.
Status set_file_info(Call& call) {
  WCHAR path[1024];
  DWORD bytes = sizeof(path);
  call.context->MapPath(L"/numbers.txt", path, &bytes);
  IHttpFileInfo* other = nullptr;
  server->GetFileInfo(path, nullptr, nullptr, nullptr, nullptr, TRUE, &other);
  call.context->GetPhysicalPath();
  IHttpFileInfo* own = call.context->GetFileInfo();
  static_cast<IMapHandlerProvider*>(call.provider)->SetFileInfo(other);
  call.report->number("other", other != nullptr && other != own);
  call.report->number("same", call.context->GetFileInfo() == own);
  other->DereferenceCacheData();
  return RQ_NOTIFICATION_CONTINUE;
}

}  // namespace

const Cases& script_map_cases() {
  static const Cases cases = {
      {"script-map", script_map},
      {"handler", handler},
      {"no-script-map-yet", no_script_map_yet, RQ_BEGIN_REQUEST},
      {"map-handler", map_handler},
      {"set-script-map", set_script_map, RQ_MAP_REQUEST_HANDLER},
      {"chosen.txt", choose_other, RQ_MAP_REQUEST_HANDLER},
      {"unchosen.txt", choose_none, RQ_MAP_REQUEST_HANDLER},
      {"set-file-info", set_file_info, RQ_MAP_REQUEST_HANDLER},
  };
  return cases;
}

}  // namespace api
