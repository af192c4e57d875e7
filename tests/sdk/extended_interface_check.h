// HttpGetExtendedInterface (iis/extended_interface.h) against a recording server. Included by the
// program that tools/gen_sdk_use writes, after its recorders, and called by its main.
#pragma once

#include "sdk_use.h"

// A server that notes what it is asked for.
struct ExtendingServer : Recorder_IHttpServer2 {
  HRESULT GetExtendedInterface(HTTP_SERVER_INTERFACE_VERSION version, PVOID* output) override {
    expect(version == HTTP_SERVER_INTERFACE_V2, "asked for another version of the server");
    *output = has_v2 ? static_cast<IHttpServer2*>(this) : nullptr;
    return has_v2 ? S_OK : E_INVALIDARG;
  }
  HRESULT GetExtendedInterface(const GUID& from, PVOID input, const GUID& to,
                               PVOID* output) override {
    asked = same_guid(from, __uuidof(IHttpContext)) && same_guid(to, __uuidof(IHttpContext3));
    *output = input;
    return S_OK;
  }

  bool has_v2 = true;
  bool asked = false;
};

inline void check_extended_interface() {
  ExtendingServer server;
  Recorder_IHttpContext3 context;
  IHttpContext* older = &context;
  IHttpContext3* newer = nullptr;
  expect(SUCCEEDED(HttpGetExtendedInterface(&server, older, &newer)), "extended interface failed");
  expect(server.asked, "extended interface asked with other ids");
  expect(newer == &context, "extended interface gave another object");

  ExtendingServer old_server;
  old_server.has_v2 = false;
  newer = nullptr;
  expect(FAILED(HttpGetExtendedInterface(&old_server, older, &newer)) && newer == nullptr,
         "extended interface of a server without version 2");
}
