// Throws in RegisterModule.
#include <httpserv.h>

#include <stdexcept>

HRESULT RegisterModule(DWORD, IHttpModuleRegistrationInfo*, IHttpServer*) {
  throw std::runtime_error("no licence");
}
