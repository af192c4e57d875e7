// What a request asks an instance to do with trace contexts, from the header X-<instance>, at
// BeginRequest: "subscribe(www/ffffe/5) quick(hello/4)". A name with server- in front means the
// server's context instead of the request's. Each reports what it got to Heard.
//   subscribe(provider/areas in hex/level)   unsubscribe(provider)   configuration(provider)
//   raise(name/level/area/items)             quick(text/level)       activity
//   bad-events                               bad-configurations
#pragma once

#include <httpserv.h>

#include <string>

namespace listener {

struct Instance {
  std::string name;
  HTTP_MODULE_ID id;
  IHttpServer* server;
};

void perform(const Instance& instance, IHttpContext* context, const std::string& actions);

// One event of the provider `test`.
HRESULT raise(IHttpTraceContext* trace, const std::string& name, DWORD level, DWORD area,
              DWORD items);
HRESULT subscribe(const Instance& instance, IHttpTraceContext* trace, const std::string& what);

}  // namespace listener
