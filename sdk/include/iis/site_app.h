// Site, application and their counters.
#pragma once

#include "stored_context.h"
#include "types.h"

PENSTOCK_INTERFACES_BEGIN

class PENSTOCK_INTERFACE IHttpPerfCounterInfo {
 public:
  virtual VOID IncrementCounter(DWORD dwCounterIndex, DWORD dwValue = 1) = 0;
  virtual VOID DecrementCounter(DWORD dwCounterIndex, DWORD dwValue = 1) = 0;
};

class PENSTOCK_INTERFACE IHttpApplication {
 public:
  virtual PCWSTR GetApplicationPhysicalPath() const = 0;
  virtual PCWSTR GetApplicationId() const = 0;
  virtual PCWSTR GetAppConfigPath() const = 0;
  virtual IHttpModuleContextContainer* GetModuleContextContainer() = 0;
};

class PENSTOCK_INTERFACE IHttpApplication2 : public IHttpApplication {
 public:
  virtual VOID BeginApplicationWarmup() = 0;
  virtual VOID EndApplicationWarmup() = 0;
  virtual BOOL QueryIsWarmingUp() = 0;
};

class PENSTOCK_INTERFACE IHttpSite {
 public:
  virtual DWORD GetSiteId() const = 0;
  virtual PCWSTR GetSiteName() const = 0;
  virtual IHttpModuleContextContainer* GetModuleContextContainer() = 0;
  virtual IHttpPerfCounterInfo* GetPerfCounterInfo() = 0;
};

PENSTOCK_INTERFACES_END
