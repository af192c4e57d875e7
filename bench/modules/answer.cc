// answer: 12 bytes from OnBeginRequest for every request; what a native module costs at least.
#include <httpserv.h>

#include "pool_factory.h"

namespace {

class Answer final : public PooledModule {
 public:
  REQUEST_NOTIFICATION_STATUS OnBeginRequest(IHttpContext* context, IHttpEventProvider*) override {
    static char text[] = "hello world\n";
    HTTP_DATA_CHUNK chunk{};
    chunk.DataChunkType = HttpDataChunkFromMemory;
    chunk.FromMemory.pBuffer = text;
    chunk.FromMemory.BufferLength = sizeof(text) - 1;
    DWORD sent = 0;
    IHttpResponse* response = context->GetResponse();
    response->SetHeader(HttpHeaderContentType, "text/plain", 10, TRUE);
    response->WriteEntityChunks(&chunk, 1, FALSE, FALSE, &sent);
    return RQ_NOTIFICATION_FINISH_REQUEST;
  }
};

}  // namespace

HRESULT RegisterModule(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer*) {
  return info->SetRequestNotifications(new PoolFactory<Answer>, RQ_BEGIN_REQUEST, 0);
}
