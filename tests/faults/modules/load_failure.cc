// A library that fails to load in the way that KIND says; load_failure_test.cc loads each.
#define KIND_LOADS 1
#define KIND_NO_ENTRY 2
#define KIND_MANGLED 3
#define KIND_FAILS 4
#define KIND_THROWS 5
#define KIND_UNDEFINED 6
#define KIND_NEEDY 7

#if KIND == KIND_NO_ENTRY
extern "C" int something_else() { return 1; }

#elif KIND == KIND_MANGLED
// As a source does that declares the function itself.
__attribute__((visibility("default"))) int RegisterModule(unsigned, void*, void*) { return 0; }

#else
#include <httpserv.h>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace elsewhere {
int function(int value);
}
extern "C" int load_failure_needed();

class Factory : public IHttpModuleFactory {
  HRESULT GetHttpModule(CHttpModule**, IModuleAllocator*) override { return E_FAIL; }
  void Terminate() override {
    if (const char* file = std::getenv("LOAD_FAILURE_LOG")) {
      std::FILE* log = std::fopen(file, "a");
      std::fputs("terminated\n", log);
      std::fclose(log);
    }
    delete this;
  }
};

HRESULT RegisterModule(DWORD version, IHttpModuleRegistrationInfo* info, IHttpServer*) {
  const HRESULT hr = info->SetRequestNotifications(new Factory, RQ_CUSTOM_NOTIFICATION, 0);
#if KIND == KIND_FAILS
  return FAILED(hr) || version == 0 ? hr : E_ACCESSDENIED;
#elif KIND == KIND_THROWS
  throw std::runtime_error("no licence");
#elif KIND == KIND_UNDEFINED
  return elsewhere::function(static_cast<int>(version)) == 0 ? hr : E_FAIL;
#elif KIND == KIND_NEEDY
  return load_failure_needed() == 0 ? hr : E_FAIL;
#else
  return version == 0 ? E_FAIL : hr;
#endif
}
#endif
