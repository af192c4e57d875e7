// What RegisterModule (httpserv.h) gets to subscribe with: who the module is, and what it wants to
// be called for. Valid until RegisterModule returns; nothing can be subscribed to later. Priorities
// may be set before or after the subscription they are for. One library may have a request module,
// a global module, or both.
#pragma once

#include "types.h"

PENSTOCK_INTERFACES_BEGIN

// (Pages: ihttpmoduleregistrationinfo-*.)
class PENSTOCK_INTERFACE IHttpModuleRegistrationInfo {
 public:
  // Name of the module in the configuration. The same library may be loaded under several names.
  // Copy it to keep it.
  virtual PCWSTR GetName() const = 0;

  // The module's id in this process, to be kept: it is the key of its stored contexts.
  virtual HTTP_MODULE_ID GetId() const = 0;

  // Subscribes to request notifications: RQ_ bits for the notifications themselves, and for their
  // post-notifications, where bits that have none are ignored. The factory belongs to the server on
  // success. ERROR_ALREADY_EXISTS: a second call.
  virtual HRESULT SetRequestNotifications(IN IHttpModuleFactory* pModuleFactory,
                                          IN DWORD dwRequestNotifications,
                                          IN DWORD dwPostRequestNotifications) = 0;

  // Subscribes to global notifications, GL_ bits. The object belongs to the server on success.
  // ERROR_ALREADY_EXISTS: a second call.
  virtual HRESULT SetGlobalNotifications(IN CGlobalModule* pGlobalModule,
                                         IN DWORD dwGlobalNotifications) = 0;

  // Priority level, PRIORITY_ALIAS_, for these request notifications. Without it MEDIUM, and within
  // one level the order of the configuration; for RQ_SEND_RESPONSE all of it is inverted.
  virtual HRESULT SetPriorityForRequestNotification(IN DWORD dwRequestNotification,
                                                    IN PCWSTR pszPriority) = 0;

  // Priority level for these global notifications.
  virtual HRESULT SetPriorityForGlobalNotification(IN DWORD dwGlobalNotification,
                                                   IN PCWSTR pszPriority) = 0;
};

class PENSTOCK_INTERFACE IHttpModuleRegistrationInfo2 : public IHttpModuleRegistrationInfo {
 public:
  // Priority level for post-notifications alone. Undocumented.
  virtual HRESULT SetPriorityForPostRequestNotification(IN DWORD dwPostRequestNotification,
                                                        IN PCWSTR pszPriority) = 0;
};

PENSTOCK_INTERFACES_END
