// The site and the application a request belongs to, and counters. All strings live as long as the
// object. Reached through IHttpContext (context.h); applications also through
// IHttpApplicationProvider (global_providers.h).
#pragma once

#include "stored_context.h"
#include "types.h"

PENSTOCK_INTERFACES_BEGIN

// Numbered counters of the server or of a site, for the server's own parts. Threads: any. (Pages:
// ihttpperfcounterinfo-*.)
class PENSTOCK_INTERFACE IHttpPerfCounterInfo {
 public:
  // Adds to the counter; an unknown number is ignored.
  virtual VOID IncrementCounter(DWORD dwCounterIndex, DWORD dwValue = 1) = 0;

  // Subtracts from it.
  virtual VOID DecrementCounter(DWORD dwCounterIndex, DWORD dwValue = 1) = 0;
};

// An application: a path of a site with a module list and settings of its own. (Pages:
// ihttpapplication-*.)
class PENSTOCK_INTERFACE IHttpApplication {
 public:
  // Root folder of the application in the file system; of the application, not of the requested
  // file.
  virtual PCWSTR GetApplicationPhysicalPath() const = 0;

  // The application's id, such as /LM/W3SVC/1/ROOT.
  virtual PCWSTR GetApplicationId() const = 0;

  // Where the application's settings are in the configuration, such as
  // MACHINE/WEBROOT/APPHOST/Default Web Site.
  virtual PCWSTR GetAppConfigPath() const = 0;

  // Container that lives until the application stops; never null.
  virtual IHttpModuleContextContainer* GetModuleContextContainer() = 0;
};

// An application that can be warmed up before its first request. (Pages: ihttpapplication2-*.)
class PENSTOCK_INTERFACE IHttpApplication2 : public IHttpApplication {
 public:
  // Warming up begins: requests made for it run, others wait.
  virtual VOID BeginApplicationWarmup() = 0;

  // Warming up is over; waiting requests go on.
  virtual VOID EndApplicationWarmup() = 0;

  // TRUE between the two.
  virtual BOOL QueryIsWarmingUp() = 0;
};

// A site. (Pages: ihttpsite-*.)
class PENSTOCK_INTERFACE IHttpSite {
 public:
  // The site's number in the configuration; 1 is the first site.
  virtual DWORD GetSiteId() const = 0;

  // The site's configured name.
  virtual PCWSTR GetSiteName() const = 0;

  // Container that lives as long as the site; never null.
  virtual IHttpModuleContextContainer* GetModuleContextContainer() = 0;

  // The site's counters.
  virtual IHttpPerfCounterInfo* GetPerfCounterInfo() = 0;
};

PENSTOCK_INTERFACES_END
