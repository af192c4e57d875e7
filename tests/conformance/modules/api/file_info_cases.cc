// IHttpFileInfo, of files that IHttpServer::GetFileInfo opens. Cases: see case.h.
#include <httpcach.h>
#include <windows.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

#include "case.h"

namespace api {
namespace {

std::wstring path_of(Call& call, const std::string& url) {
  WCHAR path[1024] = L"";
  DWORD bytes = sizeof(path);
  call.context->MapPath(widen(url).c_str(), path, &bytes);
  return path;
}

// Null when it cannot be opened.
IHttpFileInfo* open_file(Call& call, const std::string& url) {
  IHttpFileInfo* info = nullptr;
  call.report->result("open", server->GetFileInfo(path_of(call, url).c_str(), nullptr, nullptr,
                                                  nullptr, nullptr, TRUE, &info));
  return info;
}

std::string read_through(HANDLE handle, DWORD offset) {
  OVERLAPPED at{};
  at.Offset = offset;
  char bytes[32];
  DWORD read = 0;
  return ReadFile(handle, bytes, sizeof(bytes), &read, &at) ? std::string(bytes, read) : "failed";
}

void describe_content(Report& report, const IHttpFileInfo& info) {
  ULARGE_INTEGER size{};
  info.GetSize(&size);
  report.number("size", static_cast<long long>(size.QuadPart));
  report.number("high", size.HighPart);
  report.number("attributes", info.GetAttributes());
  const BYTE* buffer = info.GetFileBuffer();
  report.add("buffer", buffer == nullptr ? std::string("(null)")
                                         : std::string(reinterpret_cast<const char*>(buffer),
                                                       std::min<ULONGLONG>(size.QuadPart, 32)));
  HANDLE handle = info.GetFileHandle();
  report.number("handle", handle != nullptr && handle != INVALID_HANDLE_VALUE);
  if (info.GetAttributes() != FILE_ATTRIBUTE_DIRECTORY) {
    report.add("read", read_through(handle, 0).substr(0, 32));
    report.add("read from 3", read_through(handle, 3).substr(0, 32));
  }
}

void describe_state(Report& report, const IHttpFileInfo& info) {
  report.add("path", info.GetFilePath());
  USHORT length = 0;
  report.add("etag", info.GetETag(&length));
  report.number("etag length", length);
  report.add("etag without length", info.GetETag());
  FILETIME time{};
  info.GetLastModifiedTime(&time);
  report.number(
      "time", static_cast<long long>((static_cast<unsigned long long>(time.dwHighDateTime) << 32) |
                                     time.dwLowDateTime));
  report.add("modified", info.GetLastModifiedString());
}

// ?<url>
Status describe(Call& call) {
  Report& report = *call.report;
  IHttpFileInfo* info = open_file(call, call.query);
  if (info == nullptr) {
    return RQ_NOTIFICATION_CONTINUE;
  }
  describe_content(report, *info);
  describe_state(report, *info);
  DWORD seconds = 0;
  report.number("cache allowed", info->GetHttpCacheAllowed(&seconds));
  report.result("access", info->AccessCheck(nullptr, nullptr));
  report.number("token", info->GetVrToken() != nullptr);
  report.number("directory path", info->GetVrPath() != nullptr);
  IHttpModuleContextContainer* container = info->GetModuleContextContainer();
  report.number("container",
                container != nullptr && container == info->GetModuleContextContainer());
  report.number("key", dynamic_cast<IFileKey*>(info->GetCacheKey()) != nullptr);
  report.add("cache", info->GetCacheKey()->GetCacheName());
  info->DereferenceCacheData();
  return RQ_NOTIFICATION_CONTINUE;
}

// ?<url>: a file that the case may change.
Status change(Call& call) {
  Report& report = *call.report;
  const std::string path = narrow(path_of(call, call.query).c_str());
  IHttpFileInfo* info = open_file(call, call.query);
  const std::string first_tag = info->GetETag();
  report.number("at first", info->CheckIfFileHasChanged(nullptr));
  std::ofstream(path, std::ios::app) << "more" << std::flush;
  report.number("changed", info->CheckIfFileHasChanged(nullptr));
  report.number("keeps its tag", info->GetETag() == first_tag);
  server->NotifyFileChange(path_of(call, call.query).c_str());
  IHttpFileInfo* again = open_file(call, call.query);
  report.number("opened again", again->CheckIfFileHasChanged(nullptr));
  report.number("other tag", again->GetETag() != first_tag);
  std::remove(path.c_str());
  report.number("gone", again->CheckIfFileHasChanged(nullptr));
  again->DereferenceCacheData();
  info->DereferenceCacheData();
  return RQ_NOTIFICATION_CONTINUE;
}

Status arguments(Call& call) {
  IHttpFileInfo* info = nullptr;
  call.report->result(
      "null path", server->GetFileInfo(nullptr, nullptr, nullptr, nullptr, nullptr, TRUE, &info));
  call.report->result("null info",
                      server->GetFileInfo(L"/", nullptr, nullptr, nullptr, nullptr, TRUE, nullptr));
  return RQ_NOTIFICATION_CONTINUE;
}

}  // namespace

const Cases& file_info_cases() {
  static const Cases cases = {
      {"file-info", describe},
      {"file-change", change},
      {"file-arguments", arguments},
  };
  return cases;
}

}  // namespace api
