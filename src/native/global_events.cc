// One provider and one call a notification; see global_events.h.
#include "native/global_events.h"

#include "native/providers.h"

namespace penstock::native {
namespace {

template <typename Call>
GLOBAL_NOTIFICATION_STATUS raise(ServerServices& services, DWORD bit, Call&& call) {
  const pipeline::GlobalNotifications& globals = services.globals();
  if (!globals.wanted(bit)) {
    return GL_NOTIFICATION_CONTINUE;
  }
  return globals.raise(bit, call, [&](const pipeline::ModuleRecord& module, const char* what) {
    services.global_module_threw(module, what);
  });
}

class PreBeginRequestProvider final : public Provider<IPreBeginRequestProvider> {
 public:
  explicit PreBeginRequestProvider(HttpContext& context)
      : Provider(context.error_record()), context_(context) {}
  IHttpContext* GetHttpContext() override { return &context_; }

 private:
  HttpContext& context_;
};

class ApplicationProvider final : public IHttpApplicationProvider {
 public:
  explicit ApplicationProvider(IHttpApplication& application) : application_(application) {}
  VOID SetErrorStatus(HRESULT) override {}
  IHttpApplication* GetApplication() override { return &application_; }

 private:
  IHttpApplication& application_;
};

class ApplicationPreloadProvider final : public IGlobalApplicationPreloadProvider2 {
 public:
  VOID SetErrorStatus(HRESULT) override {}
  HRESULT CreateContext(IHttpContext** context) override {
    // status: requests that no client made are not there yet; fails with ERROR_NOT_SUPPORTED
    store(context, nullptr);
    return context == nullptr ? E_INVALIDARG : kNotSupported;
  }
  HRESULT ExecuteRequest(IHttpContext*, IHttpUser*) override {
    // status: there is no context to execute; fails with ERROR_NOT_SUPPORTED
    return kNotSupported;
  }
  // A process never takes another one's place.
  BOOL IsProcessRecycled() const override { return FALSE; }
};

class ThreadCleanupProvider final : public IGlobalThreadCleanupProvider {
 public:
  explicit ThreadCleanupProvider(IHttpApplication* application) : application_(application) {}
  VOID SetErrorStatus(HRESULT) override {}
  IHttpApplication* GetApplication() override { return application_; }

 private:
  IHttpApplication* application_;
};

class StopListeningProvider final : public IGlobalStopListeningProvider {
 public:
  explicit StopListeningProvider(bool graceful) : graceful_(graceful) {}
  VOID SetErrorStatus(HRESULT) override {}
  BOOL DrainRequestsGracefully() const override { return graceful_ ? TRUE : FALSE; }

 private:
  bool graceful_;
};

class ConfigurationChangeProvider final : public IGlobalConfigurationChangeProvider {
 public:
  explicit ConfigurationChangeProvider(PCWSTR path) : path_(path) {}
  VOID SetErrorStatus(HRESULT) override {}
  PCWSTR GetChangePath() const override { return path_; }

 private:
  PCWSTR path_;
};

class FileChangeProvider final : public IGlobalFileChangeProvider {
 public:
  FileChangeProvider(PCWSTR file, IHttpFileMonitor* monitor) : file_(file), monitor_(monitor) {}
  VOID SetErrorStatus(HRESULT) override {}
  PCWSTR GetFileName() const override { return file_; }
  IHttpFileMonitor* GetFileMonitor() override { return monitor_; }

 private:
  PCWSTR file_;
  IHttpFileMonitor* monitor_;
};

// Page: IGlobalTraceEventProvider.
class TraceEventProvider final : public IGlobalTraceEventProvider {
 public:
  TraceEventProvider(ServerTrace& trace, HTTP_TRACE_EVENT& event, HttpContext* context)
      : trace_(trace), event_(event), context_(context) {}
  VOID SetErrorStatus(HRESULT) override {}
  HRESULT GetTraceEvent(HTTP_TRACE_EVENT** event) override {
    if (event == nullptr) {
      return E_INVALIDARG;
    }
    *event = &event_;
    return S_OK;
  }
  BOOL CheckSubscription(HTTP_MODULE_ID module) override {
    const bool wanted = context_ != nullptr ? context_->trace().wanted_by(module, event_)
                                            : trace_.wanted_by(module, event_);
    return wanted ? TRUE : FALSE;
  }
  HRESULT GetCurrentHttpRequestContext(IHttpContext** context) override {
    if (context == nullptr) {
      return E_INVALIDARG;
    }
    if (context_ == nullptr) {
      return kNotSupported;
    }
    *context = context_;
    return S_OK;
  }

 private:
  ServerTrace& trace_;
  HTTP_TRACE_EVENT& event_;
  HttpContext* context_;
};

// The listeners that this thread is inside of.
class Listening {
 public:
  explicit Listening(const CGlobalModule& module) : module_(module), outer_(innermost_) {
    innermost_ = this;
  }
  ~Listening() { innermost_ = outer_; }
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;

  static bool inside(const CGlobalModule& module) {
    for (const Listening* one = innermost_; one != nullptr; one = one->outer_) {
      if (&one->module_ == &module) {
        return true;
      }
    }
    return false;
  }

 private:
  static inline thread_local const Listening* innermost_ = nullptr;
  const CGlobalModule& module_;
  const Listening* outer_;
};

}  // namespace

GLOBAL_NOTIFICATION_STATUS raise_pre_begin_request(ServerServices& services, HttpContext& context) {
  PreBeginRequestProvider provider(context);
  bool threw = false;
  const GLOBAL_NOTIFICATION_STATUS status = services.globals().raise(
      GL_PRE_BEGIN_REQUEST,
      [&](CGlobalModule& module) { return module.OnGlobalPreBeginRequest(&provider); },
      [&](const pipeline::ModuleRecord& module, const char* what) {
        services.global_module_threw(module, what);
        threw = true;
      });
  if (!threw) {
    return status;
  }
  context.response().Clear();
  context.response().SetStatus(500, nullptr, 0, E_UNEXPECTED, nullptr, FALSE);
  return GL_NOTIFICATION_HANDLED;
}

void raise_resolve_modules(ServerServices& services,
                           IHttpApplicationResolveModulesProvider& provider) {
  raise(services, GL_APPLICATION_RESOLVE_MODULES,
        [&](CGlobalModule& module) { return module.OnGlobalApplicationResolveModules(&provider); });
}

void raise_thread_cleanup(ServerServices& services, IHttpApplication* application) {
  ThreadCleanupProvider provider(application);
  raise(services, GL_THREAD_CLEANUP,
        [&](CGlobalModule& module) { return module.OnGlobalThreadCleanup(&provider); });
}

void raise_application_start(ServerServices& services, IHttpApplication& application) {
  ApplicationProvider provider(application);
  raise(services, GL_APPLICATION_START,
        [&](CGlobalModule& module) { return module.OnGlobalApplicationStart(&provider); });
}

void raise_application_preload(ServerServices& services) {
  ApplicationPreloadProvider provider;
  raise(services, GL_APPLICATION_PRELOAD,
        [&](CGlobalModule& module) { return module.OnGlobalApplicationPreload(&provider); });
}

void raise_application_stop(ServerServices& services, IHttpApplication& application) {
  ApplicationProvider provider(application);
  raise(services, GL_APPLICATION_STOP,
        [&](CGlobalModule& module) { return module.OnGlobalApplicationStop(&provider); });
}

void raise_stop_listening(ServerServices& services, bool graceful) {
  StopListeningProvider provider(graceful);
  raise(services, GL_STOP_LISTENING,
        [&](CGlobalModule& module) { return module.OnGlobalStopListening(&provider); });
}

void raise_health_check(ServerServices& services) {
  raise(services, GL_HEALTH_CHECK,
        [](CGlobalModule& module) { return module.OnGlobalHealthCheck(); });
}

void raise_configuration_change(ServerServices& services, PCWSTR path) {
  ConfigurationChangeProvider provider(path);
  raise(services, GL_CONFIGURATION_CHANGE,
        [&](CGlobalModule& module) { return module.OnGlobalConfigurationChange(&provider); });
}

void raise_file_change(ServerServices& services, PCWSTR file, IHttpFileMonitor* monitor) {
  FileChangeProvider provider(file, monitor);
  raise(services, GL_FILE_CHANGE,
        [&](CGlobalModule& module) { return module.OnGlobalFileChange(&provider); });
}

void raise_trace_event(ServerServices& services, ServerTrace& trace, HTTP_TRACE_EVENT& event,
                       HttpContext* context) {
  TraceEventProvider provider(trace, event, context);
  raise(services, GL_TRACE_EVENT, [&](CGlobalModule& module) {
    if (Listening::inside(module)) {
      return GL_NOTIFICATION_CONTINUE;
    }
    const Listening listening(module);
    return module.OnGlobalTraceEvent(&provider);
  });
}

GLOBAL_NOTIFICATION_STATUS raise_cache_operation(ServerServices& services,
                                                 ICacheProvider& provider) {
  return raise(services, GL_CACHE_OPERATION,
               [&](CGlobalModule& module) { return module.OnGlobalCacheOperation(&provider); });
}

void raise_cache_cleanup(ServerServices& services) {
  raise(services, GL_CACHE_CLEANUP,
        [](CGlobalModule& module) { return module.OnGlobalCacheCleanup(); });
}

GLOBAL_NOTIFICATION_STATUS raise_custom(ServerServices& services,
                                        ICustomNotificationProvider& provider) {
  return raise(services, GL_CUSTOM_NOTIFICATION,
               [&](CGlobalModule& module) { return module.OnGlobalCustomNotification(&provider); });
}

}  // namespace penstock::native
