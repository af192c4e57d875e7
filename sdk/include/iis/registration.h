// What RegisterModule gets to subscribe with.
#pragma once

#include "types.h"

PENSTOCK_INTERFACES_BEGIN

class PENSTOCK_INTERFACE IHttpModuleRegistrationInfo {
 public:
  virtual PCWSTR GetName() const = 0;
  virtual HTTP_MODULE_ID GetId() const = 0;
  virtual HRESULT SetRequestNotifications(IN IHttpModuleFactory* pModuleFactory,
                                          IN DWORD dwRequestNotifications,
                                          IN DWORD dwPostRequestNotifications) = 0;
  virtual HRESULT SetGlobalNotifications(IN CGlobalModule* pGlobalModule,
                                         IN DWORD dwGlobalNotifications) = 0;
  virtual HRESULT SetPriorityForRequestNotification(IN DWORD dwRequestNotification,
                                                    IN PCWSTR pszPriority) = 0;
  virtual HRESULT SetPriorityForGlobalNotification(IN DWORD dwGlobalNotification,
                                                   IN PCWSTR pszPriority) = 0;
};

class PENSTOCK_INTERFACE IHttpModuleRegistrationInfo2 : public IHttpModuleRegistrationInfo {
 public:
  virtual HRESULT SetPriorityForPostRequestNotification(IN DWORD dwPostRequestNotification,
                                                        IN PCWSTR pszPriority) = 0;
};

PENSTOCK_INTERFACES_END
