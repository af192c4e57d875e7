// hello_world: answers /hello itself and leaves every other URL to the rest of the pipeline.
// Shows how a module makes a whole response, where its own memory comes from, and how it ends a
// request. Try: curl -i http://localhost:8080/hello
#include <httpserv.h>

#include <cwchar>
#include <new>

namespace {

class HelloWorld final : public CHttpModule {
 public:
  REQUEST_NOTIFICATION_STATUS OnBeginRequest(IHttpContext* context, IHttpEventProvider*) override {
    DWORD length = 0;
    const PCWSTR url = context->GetScriptName(&length);  // the path, without the query
    if (url == nullptr || std::wcscmp(url, L"/hello") != 0) return RQ_NOTIFICATION_CONTINUE;

    IHttpResponse* response = context->GetResponse();
    response->Clear();  // drops what earlier modules may have put there, the headers too
    response->SetStatus(200, "OK");
    response->SetHeader(HttpHeaderContentType, "text/plain; charset=utf-8", 25, TRUE);
    const HRESULT written = write(response, "Hello from a native module.\n", 28);
    if (FAILED(written)) response->SetStatus(500, "Server Error", 0, written);

    // Nobody else needs to see this request: go on with LogRequest and EndRequest.
    return RQ_NOTIFICATION_FINISH_REQUEST;
  }

  // The memory came from the request's pool and goes with it: destroy, but do not free.
  void Dispose() override { this->~HelloWorld(); }

 private:
  // The response is buffered, so the text is copied before this returns.
  static HRESULT write(IHttpResponse* response, const char* text, ULONG length) {
    HTTP_DATA_CHUNK chunk{};
    chunk.DataChunkType = HttpDataChunkFromMemory;
    chunk.FromMemory.pBuffer = const_cast<char*>(text);
    chunk.FromMemory.BufferLength = length;
    DWORD sent = 0;
    return response->WriteEntityChunks(&chunk, 1, FALSE, FALSE, &sent);
  }
};

// Called at the first notification of each request that this module subscribed to.
class HelloWorldFactory final : public IHttpModuleFactory {
 public:
  HRESULT GetHttpModule(CHttpModule** module, IModuleAllocator* allocator) override {
    void* memory = allocator->AllocateMemory(sizeof(HelloWorld));
    if (memory == nullptr) return HRESULT_FROM_WIN32(ERROR_NOT_ENOUGH_MEMORY);
    *module = new (memory) HelloWorld;
    return S_OK;
  }

  // The server owns the factory and calls this once, before it unloads the module.
  void Terminate() override { delete this; }
};

}  // namespace

HRESULT RegisterModule(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer*) {
  return info->SetRequestNotifications(new HelloWorldFactory, RQ_BEGIN_REQUEST, 0);
}
