// Writes the error page when the response is sent; see custom_error_module.h and error_page.h.
#include "modules/custom_error/custom_error_module.h"

#include <penstock/server.h>

#include <string>

#include "modules/custom_error/error_page.h"
#include "modules/per_request_factory.h"
#include "modules/scope_settings.h"

namespace penstock::modules {
namespace {

constexpr LONGLONG kModeCustom = 1;
constexpr LONGLONG kModeDetailed = 2;
constexpr LONGLONG kExistingReplace = 1;
constexpr LONGLONG kExistingPassThrough = 2;

struct Shared {
  HTTP_MODULE_ID id;
  IPenstockServer* server;
};

struct Config {
  LONGLONG mode;
  LONGLONG existing;
};

Config read(const IPenstockSettings& section) {
  return {section.GetNumber("errorMode"), section.GetNumber("existingResponse")};
}

bool is_loopback(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    const auto* v4 = reinterpret_cast<const sockaddr_in*>(address);
    return (ntohl(v4->sin_addr.s_addr) >> 24) == 127;
  }
  const auto* v6 = reinterpret_cast<const sockaddr_in6*>(address);
  return IN6_IS_ADDR_LOOPBACK(&v6->sin6_addr);
}

class CustomErrorModule final : public InRequestMemory<CustomErrorModule> {
 public:
  explicit CustomErrorModule(const Shared& shared) : shared_(shared) {}

  REQUEST_NOTIFICATION_STATUS OnSendResponse(IHttpContext* context,
                                             ISendResponseProvider* provider) override {
    IHttpResponse* response = context->GetResponse();
    ErrorDetails details;
    BOOL skip = FALSE;
    response->GetStatus(&details.status, &details.sub_status, &details.reason, nullptr,
                        &details.error, &details.module, &details.notification, nullptr, &skip);
    if (details.status < 400 || !provider->GetHeadersBeingSent() ||
        (context->GetExecuteFlags() & EXECUTE_FLAG_DISABLE_CUSTOM_ERROR) != 0) {
      return RQ_NOTIFICATION_CONTINUE;
    }
    const Config* config = ScopeSettings<Config>::of(context, shared_.id, shared_.server,
                                                     "system.webServer/httpErrors", read);
    if (config != nullptr && replaces(*config, *response, skip != FALSE)) {
      const bool detailed =
          config->mode == kModeDetailed ||
          (config->mode != kModeCustom && is_loopback(context->GetRequest()->GetRemoteAddress()));
      write(context, details, detailed);
    }
    return RQ_NOTIFICATION_CONTINUE;
  }

 private:
  // Page: httpErrors existingResponse. Auto leaves a body that the setter of the status asked to
  // keep, or any body there is; Replace replaces always.
  static bool replaces(const Config& config, IHttpResponse& response, bool skip) {
    if (config.existing == kExistingPassThrough) {
      return false;
    }
    if (config.existing == kExistingReplace) {
      return true;
    }
    return !skip && response.GetRawHttpResponse()->EntityChunkCount == 0;
  }

  static void write(IHttpContext* context, const ErrorDetails& details, bool detailed) {
    IHttpResponse* response = context->GetResponse();
    const std::string page = error_page(context, details, detailed);
    void* memory = context->AllocateRequestMemory(static_cast<DWORD>(page.size()));
    if (memory == nullptr) {
      return;
    }
    page.copy(static_cast<char*>(memory), page.size());
    HTTP_DATA_CHUNK chunk{};
    chunk.DataChunkType = HttpDataChunkFromMemory;
    chunk.FromMemory.pBuffer = memory;
    chunk.FromMemory.BufferLength = static_cast<ULONG>(page.size());
    constexpr char kType[] = "text/html; charset=utf-8";
    response->SetHeader(HttpHeaderContentType, kType, sizeof(kType) - 1, TRUE);
    response->WriteEntityChunkByReference(&chunk, -1);
  }

  const Shared& shared_;
};

}  // namespace

HRESULT register_custom_error_module(DWORD, IHttpModuleRegistrationInfo* info,
                                     IHttpServer* server) {
  using Factory = RequestFactory<CustomErrorModule, Shared>;
  return info->SetRequestNotifications(new Factory(Shared{info->GetId(), PenstockServerOf(server)}),
                                       RQ_SEND_RESPONSE, 0);
}

}  // namespace penstock::modules
