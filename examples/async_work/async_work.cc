// async_work: gives a request's slow part to a thread of the module's own and its server thread
// back to the server. Shows the life of a PENDING request: who may touch it when, and what ends
// the wait. Try: curl "http://localhost:8080/primes?500000"
#include <httpserv.h>

#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <cwchar>
#include <deque>
#include <mutex>
#include <new>
#include <thread>

namespace {

// What the request waits for. It lives in the module object, hence as long as the request.
struct Job {
  IHttpContext* context = nullptr;
  DWORD limit = 0;
  DWORD primes = 0;
};

DWORD count_primes(DWORD limit) {
  DWORD found = 0;
  for (DWORD n = 2; n <= limit; ++n) {
    DWORD d = 2;
    while (d <= n / d && n % d != 0) ++d;
    if (d > n / d) ++found;
  }
  return found;
}

// One thread and its queue. The destructor finishes what was asked for, then joins: no request
// is left waiting for a completion that never comes.
class Worker {
 public:
  ~Worker() {
    {
      const std::lock_guard<std::mutex> hold(mutex_);
      stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
  }

  void ask(Job* job) {
    {
      const std::lock_guard<std::mutex> hold(mutex_);
      jobs_.push_back(job);
    }
    wake_.notify_one();
  }

 private:
  void run() {
    while (Job* job = next()) {
      job->primes = count_primes(job->limit);
      // From here on the request may go on, end and be gone at any moment: job is not touched
      // again.
      job->context->PostCompletion(job->primes);
    }
  }

  // The next job; null when there is none left and the module is being unloaded.
  Job* next() {
    std::unique_lock<std::mutex> hold(mutex_);
    wake_.wait(hold, [this] { return stopping_ || !jobs_.empty(); });
    if (jobs_.empty()) return nullptr;
    Job* job = jobs_.front();
    jobs_.pop_front();
    return job;
  }

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job*> jobs_;                   // guarded by mutex_
  bool stopping_ = false;                   // guarded by mutex_
  std::thread thread_{&Worker::run, this};  // last: starts when the rest is there
};

class AsyncWork final : public CHttpModule {
 public:
  explicit AsyncWork(Worker& worker) : worker_(worker) {}

  REQUEST_NOTIFICATION_STATUS OnBeginRequest(IHttpContext* context, IHttpEventProvider*) override {
    DWORD length = 0;
    const PCWSTR url = context->GetScriptName(&length);
    if (url == nullptr || std::wcscmp(url, L"/primes") != 0) return RQ_NOTIFICATION_CONTINUE;

    job_.context = context;
    job_.limit = limit_of(context);
    worker_.ask(&job_);
    // Nothing of the request may be touched after ask(): the completion may be there already.
    return RQ_NOTIFICATION_PENDING;
  }

  // Runs on a server thread once PostCompletion was called. What it returns is what
  // OnBeginRequest would have returned.
  REQUEST_NOTIFICATION_STATUS OnAsyncCompletion(IHttpContext* context, DWORD, BOOL,
                                                IHttpEventProvider*,
                                                IHttpCompletionInfo* completion) override {
    char text[64];
    const int length = std::snprintf(text, sizeof(text), "%u primes up to %u\n",
                                     static_cast<unsigned>(completion->GetCompletionBytes()),
                                     static_cast<unsigned>(job_.limit));
    HTTP_DATA_CHUNK chunk{};
    chunk.DataChunkType = HttpDataChunkFromMemory;
    chunk.FromMemory.pBuffer = text;
    chunk.FromMemory.BufferLength = static_cast<ULONG>(length);
    DWORD sent = 0;
    IHttpResponse* response = context->GetResponse();
    response->SetHeader(HttpHeaderContentType, "text/plain", 10, TRUE);
    const HRESULT written = response->WriteEntityChunks(&chunk, 1, FALSE, FALSE, &sent);
    if (FAILED(written)) response->SetStatus(500, "Server Error", 0, written);
    return RQ_NOTIFICATION_FINISH_REQUEST;
  }

  void Dispose() override { this->~AsyncWork(); }

 private:
  // The query is the number; a bound keeps a stranger from occupying the worker for long.
  static DWORD limit_of(IHttpContext* context) {
    constexpr unsigned long kMost = 2000000;
    PCSTR query = nullptr;
    DWORD length = 0;
    if (FAILED(context->GetServerVariable("QUERY_STRING", &query, &length)) || length == 0) {
      return 100000;
    }
    const unsigned long asked = std::strtoul(query, nullptr, 10);
    return static_cast<DWORD>(asked < kMost ? asked : kMost);
  }

  Worker& worker_;
  Job job_;
};

class AsyncWorkFactory final : public IHttpModuleFactory {
 public:
  HRESULT GetHttpModule(CHttpModule** module, IModuleAllocator* allocator) override {
    void* memory = allocator->AllocateMemory(sizeof(AsyncWork));
    if (memory == nullptr) return HRESULT_FROM_WIN32(ERROR_NOT_ENOUGH_MEMORY);
    *module = new (memory) AsyncWork(worker_);
    return S_OK;
  }

  void Terminate() override { delete this; }

 private:
  Worker worker_;
};

}  // namespace

HRESULT RegisterModule(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer*) {
  return info->SetRequestNotifications(new AsyncWorkFactory, RQ_BEGIN_REQUEST, 0);
}
