// IHttpServer2 and 3, and from an interface to its newer versions; see http_server.h.
#include <iterator>

#include "native/hresult_boundary.h"
#include "native/http_server.h"

namespace penstock::native {
namespace {

// Interfaces whose newer versions the same object implements, oldest first in each family: every
// object of the server has the newest, and all of a family start at the same address.
struct Family {
  GUID id;
  int family;
};

const Family kFamilies[] = {
    {__uuidof(IHttpContext), 0},
    {__uuidof(IHttpContext2), 0},
    {__uuidof(IHttpContext3), 0},
    {__uuidof(IHttpContext4), 0},
    {__uuidof(IHttpRequest), 1},
    {__uuidof(IHttpRequest2), 1},
    {__uuidof(IHttpRequest3), 1},
    {__uuidof(IHttpRequest4), 1},
    {__uuidof(IHttpResponse), 2},
    {__uuidof(IHttpResponse2), 2},
    {__uuidof(IHttpResponse3), 2},
    {__uuidof(IHttpResponse4), 2},
    {__uuidof(IHttpApplication), 3},
    {__uuidof(IHttpApplication2), 3},
    {__uuidof(IHttpCachePolicy), 4},
    {__uuidof(IHttpCachePolicy2), 4},
    {__uuidof(IHttpCompletionInfo), 5},
    {__uuidof(IHttpCompletionInfo2), 5},
    {__uuidof(IHttpModuleRegistrationInfo), 6},
    {__uuidof(IHttpModuleRegistrationInfo2), 6},
    {__uuidof(IHttpServer), 7},
    {__uuidof(IHttpServer2), 7},
    {__uuidof(IHttpServer3), 7},
};

int family_of(const GUID& id) {
  for (const Family& entry : kFamilies) {
    if (entry.id == id) {
      return entry.family;
    }
  }
  return -1;
}

}  // namespace

HRESULT HttpServer::GetExtendedInterface(HTTP_SERVER_INTERFACE_VERSION version, PVOID* object) {
  if (object == nullptr ||
      (version != HTTP_SERVER_INTERFACE_V2 && version != HTTP_SERVER_INTERFACE_V3)) {
    return E_INVALIDARG;
  }
  *object = static_cast<IHttpServer3*>(this);
  return S_OK;
}

HRESULT HttpServer::GetExtendedInterface(const GUID& from, PVOID input, const GUID& to,
                                         PVOID* output) {
  if (input == nullptr || output == nullptr) {
    return E_INVALIDARG;
  }
  *output = nullptr;
  const int family = family_of(from);
  if (family < 0 || family != family_of(to)) {
    return E_NOINTERFACE;
  }
  *output = input;
  return S_OK;
}

PCWSTR HttpServer::GetAppPoolConfigFile(DWORD* length) const {
  if (length != nullptr) {
    *length = static_cast<DWORD>(config_file_.size());
  }
  return config_file_.c_str();
}

// There is nothing to log on to: an account here has no token that a request could run with.
HRESULT HttpServer::GetToken(PCWSTR user, PCWSTR password, DWORD, IHttpTokenEntry** token, PCWSTR,
                             PSOCKADDR, IHttpTraceContext*) {
  // status: there are no tokens; fails with ERROR_NOT_SUPPORTED
  store(token, nullptr);
  return user == nullptr || password == nullptr || token == nullptr ? kInvalidParameter
                                                                    : kNotSupported;
}

HRESULT HttpServer::GetWorkerProcessFramework(IWorkerProcessFramework** framework) {
  if (framework == nullptr) {
    return kInvalidParameter;
  }
  process_.framework().AddRef();
  *framework = &process_.framework();
  return S_OK;
}

// Page: the server controls the lifetime; no reference is given.
HRESULT HttpServer::GetWorkerProcessSettings(IWpfSettings** settings) {
  if (settings == nullptr) {
    return kInvalidParameter;
  }
  *settings = &process_.settings();
  return S_OK;
}

HRESULT HttpServer::GetProtocolManagerCustomInterface(PCWSTR manager, PCWSTR function, DWORD id,
                                                      PVOID* object) {
  return process_.protocol_manager(manager, function, id, object);
}

HRESULT HttpServer::QueryRequestProperty(HTTP_OPAQUE_ID, HTTP_REQUEST_PROPERTY, PVOID, ULONG, PVOID,
                                         ULONG, PULONG, LPOVERLAPPED) {
  return E_NOTIMPL;
}

}  // namespace penstock::native
