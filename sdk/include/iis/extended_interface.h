// HttpGetExtendedInterface: from an interface to a newer one of the same object.
#pragma once

#include "server.h"
#include "uuid.h"

// On success *ppOutput is the newer interface; it lives as long as pInput.
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
