// IHttpContext: paths, files and what is known of a URL. Cases: see case.h.
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

// A URL that is also a file of the site.
Status file_info(Call& call) {
  PCWSTR path = call.context->GetPhysicalPath();
  IHttpFileInfo* file = call.context->GetFileInfo();
  call.report->number("file", file != nullptr);
  call.report->number("same", file == call.context->GetFileInfo());
  call.report->number("its path", file != nullptr && std::wstring(file->GetFilePath()) == path);
  return RQ_NOTIFICATION_CONTINUE;
}

}  // namespace

const Cases& path_cases() {
  static const Cases cases = {
      {"paths", paths},
      {"map-path", map_path},
      {"file.txt", file_info},
      {"no-file", file_info},
  };
  return cases;
}

}  // namespace api
