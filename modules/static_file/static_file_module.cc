// The handler of static files; see static_file_module.h. Bodies in ranges are ranges.cc.
#include "modules/static_file/static_file_module.h"

#include <penstock/server.h>

#include <cstring>

#include "modules/per_request_factory.h"
#include "modules/scope_settings.h"
#include "modules/static_file/ranges.h"
#include "modules/static_file/static_file_config.h"

namespace penstock::modules {
namespace {

struct Shared {
  HTTP_MODULE_ID id;
  IPenstockServer* server;
};

REQUEST_NOTIFICATION_STATUS answer(IHttpContext* context, USHORT status, PCSTR reason,
                                   USHORT sub_status, DWORD error) {
  context->GetResponse()->SetStatus(status, reason, sub_status, HRESULT_FROM_WIN32(error));
  return RQ_NOTIFICATION_FINISH_REQUEST;
}

void set_header(IHttpResponse& response, HTTP_HEADER_ID id, std::string_view value) {
  response.SetHeader(id, value.data(), static_cast<USHORT>(value.size()), TRUE);
}

class StaticFileModule final : public InRequestMemory<StaticFileModule> {
 public:
  explicit StaticFileModule(const Shared& shared) : shared_(shared) {}

  REQUEST_NOTIFICATION_STATUS OnExecuteRequestHandler(IHttpContext* context,
                                                      IHttpEventProvider*) override {
    const PCSTR method = context->GetRequest()->GetHttpMethod();
    const bool get_or_head = std::strcmp(method, "GET") == 0 || std::strcmp(method, "HEAD") == 0;
    if (!get_or_head) {
      return refuse_method(context, method);
    }
    DWORD length = 0;
    const PCWSTR path = context->GetPhysicalPath(&length);
    IHttpFileInfo* file = context->GetFileInfo();
    if (file == nullptr && GetLastError() == ERROR_TOO_MANY_OPEN_FILES) {
      set_header(*context->GetResponse(), HttpHeaderRetryAfter, "1");
      return answer(context, 503, "Service Unavailable", 0, ERROR_TOO_MANY_OPEN_FILES);
    }
    if (file == nullptr) {
      return answer(context, 404, "Not Found", 0, ERROR_FILE_NOT_FOUND);
    }
    if ((file->GetAttributes() & FILE_ATTRIBUTE_DIRECTORY) != 0) {
      return answer(context, 403, "Forbidden", 14, ERROR_ACCESS_DENIED);
    }
    // "index.html/" names no file.
    if (length > 0 && path[length - 1] == L'/') {
      return answer(context, 404, "Not Found", 0, ERROR_PATH_NOT_FOUND);
    }
    const StaticFileConfig* config = ScopeSettings<StaticFileConfig>::of(
        context, shared_.id, shared_.server, "system.webServer/staticContent",
        StaticFileConfig::read);
    const std::string* type =
        config == nullptr ? nullptr : config->type_of(std::wstring_view(path, length));
    if (type == nullptr) {
      return answer(context, 404, "Not Found", 3, ERROR_NOT_SUPPORTED);
    }
    return send(context, *file, *config, *type);
  }

 private:
  static REQUEST_NOTIFICATION_STATUS refuse_method(IHttpContext* context, PCSTR method) {
    set_header(*context->GetResponse(), HttpHeaderAllow, "GET, HEAD, OPTIONS");
    if (std::strcmp(method, "OPTIONS") == 0) {
      context->GetResponse()->SetStatus(200, "OK");
      context->SetRequestHandled();
      return RQ_NOTIFICATION_FINISH_REQUEST;
    }
    return answer(context, 405, "Method Not Allowed", 0, ERROR_INVALID_FUNCTION);
  }

  REQUEST_NOTIFICATION_STATUS send(IHttpContext* context, IHttpFileInfo& file,
                                   const StaticFileConfig& config, const std::string& type) const {
    IHttpResponse& response = *context->GetResponse();
    FILETIME modified{};
    file.GetLastModifiedTime(&modified);
    USHORT etag_length = 0;
    const PCSTR etag = config.set_etag() ? file.GetETag(&etag_length) : nullptr;
    set_header(response, HttpHeaderLastModified, file.GetLastModifiedString());
    if (etag != nullptr) {
      set_header(response, HttpHeaderEtag, {etag, etag_length});
    }
    if (!config.cache_control().empty()) {
      set_header(response, HttpHeaderCacheControl, config.cache_control());
    }
    if (!config.expires().empty()) {
      set_header(response, HttpHeaderExpires, config.expires());
    }
    set_header(response, HttpHeaderAcceptRanges, "bytes");
    switch (shared_.server->CheckPreconditions(context, etag, &modified)) {
      case PENSTOCK_PRECONDITION_NOT_MODIFIED:
        response.SetStatus(304, "Not Modified");
        return RQ_NOTIFICATION_FINISH_REQUEST;
      case PENSTOCK_PRECONDITION_FAILED:
        return answer(context, 412, "Precondition Failed", 0, ERROR_SUCCESS);
      case PENSTOCK_PRECONDITION_PROCEED:
        break;
    }
    context->SetRequestHandled();
    const HRESULT result = write_body(context, *shared_.server, file, type, etag, modified);
    if (FAILED(result)) {
      response.SetStatus(500, "Internal Server Error", 0, result);
      return RQ_NOTIFICATION_FINISH_REQUEST;
    }
    return RQ_NOTIFICATION_CONTINUE;
  }

  const Shared& shared_;
};

}  // namespace

HRESULT register_static_file_module(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer* server) {
  using Factory = RequestFactory<StaticFileModule, Shared>;
  return info->SetRequestNotifications(new Factory(Shared{info->GetId(), PenstockServerOf(server)}),
                                       RQ_EXECUTE_REQUEST_HANDLER, 0);
}

}  // namespace penstock::modules
