// Uses what no header declares.
#include <httpserv.h>

HRESULT RegisterModule(DWORD version, IHttpModuleRegistrationInfo*, IHttpServer*) {
  DWORD flags = FLAG_OF_NOWHERE;
  UnheardOfType value;
  return UnheardOfFunction(version + flags);
}
