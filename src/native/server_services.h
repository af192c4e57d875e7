// ServerServices: what IHttpServer needs of the worker it speaks for. server/worker implements it;
// tests use a fake.
#pragma once

#include <httpserv.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "native/url_scope.h"
#include "pipeline/global_notifications.h"

namespace penstock::native {

// Any thread.
class ServerServices {
 public:
  virtual bool satisfies(std::string_view pre_condition, bool* unknown) const = 0;
  virtual const pipeline::GlobalNotifications& globals() const = 0;
  virtual void global_module_threw(const pipeline::ModuleRecord& module, const char* what) = 0;
  virtual std::string app_pool_name() const = 0;
  virtual std::string config_file() const = 0;
  // A merged section of the machine file; null when no schema declares it.
  virtual const config::ElementView* machine_section(std::string_view name) const = 0;
  // The site's scope for a canonical path; null when there is no such site or it is in error.
  virtual const UrlScope* find_scope(std::string_view site_name, std::string_view path) = 0;
  // Watches a folder and all below it: HttpServer::file_changed() comes, on a thread of the
  // worker, with the number that is the result and the path that changed. 0: `*error` is an errno.
  virtual std::uint64_t watch_directory(const std::string& path, int* error) = 0;
  virtual void unwatch_directory(std::uint64_t watch) = 0;
  // Drains and ends the process; the supervisor, where there is one, starts another.
  virtual void recycle(std::string_view reason) = 0;
  virtual void report_unhealthy(std::string_view reason, HRESULT result) = 0;
  // One more, or one less again, of the threads that may be in use.
  virtual void change_thread_limit(bool raise) = 0;
  // Runs the function soon on a thread of the worker.
  virtual void post(std::function<void()> function) = 0;

 protected:
  ~ServerServices() = default;
};

}  // namespace penstock::native
