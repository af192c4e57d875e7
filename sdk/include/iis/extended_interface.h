// HttpGetExtendedInterface: from an interface to a newer one of the same object, as in
//
//   IHttpContext3* newer = nullptr;
//   HRESULT hr = HttpGetExtendedInterface(server, context, &newer);
//
// (Page: httpgetextendedinterface-function.) The ids it asks with are in uuid.h.
#pragma once

#include "server.h"
#include "uuid.h"

// On success *ppOutput is the newer interface, which lives as long as pInput; nothing is
// referenced. E_NOINTERFACE: the object has none. Types are deduced from the arguments.
template <class HttpType1, class HttpType2>
HRESULT HttpGetExtendedInterface(IN IHttpServer* pHttpServer, IN HttpType1* pInput,
                                 OUT HttpType2** ppOutput) {
  IHttpServer2* server = nullptr;
  HRESULT hr = pHttpServer->GetExtendedInterface(HTTP_SERVER_INTERFACE_V2,
                                                 reinterpret_cast<PVOID*>(&server));
  if (FAILED(hr)) return hr;
  return server->GetExtendedInterface(__uuidof(HttpType1), pInput, __uuidof(HttpType2),
                                      reinterpret_cast<PVOID*>(ppOutput));
}
