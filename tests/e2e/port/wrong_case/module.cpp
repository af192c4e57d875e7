// A module of two sources whose includes are written as Windows takes them; it needs C++14.
#include <HttpServ.h>
#include <Windows.H>
#include "include\FACTORY.h"

int limit() throw(int);

HRESULT RegisterModule(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer*) {
  return limit() > 0 ? info->SetRequestNotifications(new Factory, RQ_BEGIN_REQUEST, 0) : E_FAIL;
}
