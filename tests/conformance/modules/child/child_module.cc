// The module: entry point, objects that are counted, and who answers which URL:
//   /include?...   includer.h         /nest/N      a child /nest/N-1, and so on
//   /text/WORD     the word           /counts      objects made and disposed of
//   /mapped...     a child of OnMapPath             pages.cc has the rest
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "includer.h"

namespace child {

void write(IHttpContext* context, const std::string& text) {
  HTTP_DATA_CHUNK chunk{};
  chunk.DataChunkType = HttpDataChunkFromMemory;
  chunk.FromMemory.pBuffer = const_cast<char*>(text.data());
  chunk.FromMemory.BufferLength = static_cast<ULONG>(text.size());
  DWORD sent = 0;
  context->GetResponse()->WriteEntityChunks(&chunk, 1, FALSE, TRUE, &sent);
}

std::string path_of(IHttpContext* context) { return narrow(context->GetScriptName()); }

std::string query_of(IHttpContext* context) {
  PCSTR query = "";
  DWORD length = 0;
  context->GetServerVariable("QUERY_STRING", &query, &length);
  return {query, length};
}

namespace {

HTTP_MODULE_ID module_id = nullptr;
std::atomic<int> created{0};
std::atomic<int> disposed{0};
std::atomic<int> stored{0};
std::atomic<int> cleaned{0};
std::mutex threads_mutex;
std::vector<std::thread> threads;

class Stored final : public IHttpStoredContext {
 public:
  Stored() { ++stored; }
  VOID CleanupStoredContext() override {
    ++cleaned;
    delete this;
  }
};

class Module final : public CHttpModule {
 public:
  Module() { ++created; }

  Status OnBeginRequest(IHttpContext* context, IHttpEventProvider*) override {
    auto* const own = new Stored;
    if (FAILED(context->GetModuleContextContainer()->SetModuleContext(own, module_id))) {
      own->CleanupStoredContext();
    }
    return RQ_NOTIFICATION_CONTINUE;
  }

  // As the reference's example does it; the parent alone, once.
  Status OnMapPath(IHttpContext* context, IMapPathProvider* provider) override {
    const std::string url = narrow(provider->GetUrl());
    if (url.rfind("/mapped", 0) != 0 || context->GetParentContext() != nullptr) {
      return RQ_NOTIFICATION_CONTINUE;
    }
    return includer_.start(context, "child=" + (url == "/mapped" ? "/text/inner" : url.substr(7)));
  }

  Status OnExecuteRequestHandler(IHttpContext* context, IHttpEventProvider*) override {
    path_ = path_of(context);
    if (path_ == "/include" || (path_ == "/caught" && context->GetParentContext() == nullptr)) {
      context->SetRequestHandled();
      return includer_.start(context, query_of(context));
    }
    if (path_.rfind("/nest/", 0) == 0) {
      return nest(context, std::atoi(path_.c_str() + 6));
    }
    if (is_page(path_)) {
      return answer_page(context, path_);
    }
    answer_simple(context);
    return RQ_NOTIFICATION_CONTINUE;
  }

  Status OnAsyncCompletion(IHttpContext* context, DWORD, BOOL, IHttpEventProvider*,
                           IHttpCompletionInfo* info) override {
    return includer_.started() ? includer_.completed(context) : complete_page(context, path_, info);
  }

  void Dispose() override {
    ++disposed;
    delete this;
  }

 private:
  ~Module() override = default;

  Status nest(IHttpContext* context, int level) {
    context->SetRequestHandled();
    const std::string number = std::to_string(level);
    std::string steps = "text=" + number + "(;";
    if (level > 0) {
      steps += "child=/nest/" + std::to_string(level - 1) + ";";
    }
    return includer_.start(context, steps + "text=)");
  }

  void answer_simple(IHttpContext* context) {
    if (path_.rfind("/text/", 0) == 0) {
      context->SetRequestHandled();
      write(context, path_.substr(6));
    } else if (path_.rfind("/mapped", 0) == 0) {
      context->SetRequestHandled();
      write(context, "outer");
    } else if (path_ == "/counts") {
      context->SetRequestHandled();
      write(context, "created=" + std::to_string(created) + "\ndisposed=" +
                         std::to_string(disposed) + "\nstored=" + std::to_string(stored) +
                         "\ncleaned=" + std::to_string(cleaned) + "\n");
    }
  }

  Includer includer_;
  std::string path_;
};

class Factory final : public IHttpModuleFactory {
 public:
  HRESULT GetHttpModule(CHttpModule** module, IModuleAllocator*) override {
    *module = new Module;
    return S_OK;
  }
  VOID Terminate() override {
    std::lock_guard lock(threads_mutex);
    for (std::thread& thread : threads) {
      thread.join();
    }
    threads.clear();
    delete this;
  }
};

}  // namespace

void run_thread(void (*function)(void*), void* argument) {
  std::lock_guard lock(threads_mutex);
  threads.emplace_back(function, argument);
}

}  // namespace child

HRESULT RegisterModule(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer*) {
  child::module_id = info->GetId();
  return info->SetRequestNotifications(
      new child::Factory, RQ_BEGIN_REQUEST | RQ_MAP_PATH | RQ_EXECUTE_REQUEST_HANDLER, 0);
}
