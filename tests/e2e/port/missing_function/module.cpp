// Uses a function that nothing defines.
#include <httpserv.h>

extern "C" BOOL WINAPI DeclaredAndNowhere(DWORD value);

HRESULT RegisterModule(DWORD version, IHttpModuleRegistrationInfo*, IHttpServer*) {
  return DeclaredAndNowhere(version) ? S_OK : E_FAIL;
}
