// IHttpCachePolicy and IHttpCachePolicy2. Cases: see case.h.
#include "case.h"

namespace api {
namespace {

void report_policy(Report& report, const std::string& name, HTTP_CACHE_POLICY* policy) {
  report.number(name + " is no cache", policy->Policy == HttpCachePolicyNocache);
  report.number(name + " seconds", policy->SecondsToLive);
}

// The structures are the policy's own: what a module changes is what the next one sees.
Status structures(Call& call) {
  Report& report = *call.report;
  IHttpCachePolicy* policy = call.response->GetCachePolicy();
  report.number("same policy", policy == call.response->GetCachePolicy());
  report_policy(report, "kernel", policy->GetKernelCachePolicy());
  report_policy(report, "user", policy->GetUserCachePolicy());
  report.number("two structures", policy->GetKernelCachePolicy() != policy->GetUserCachePolicy());
  policy->GetKernelCachePolicy()->Policy = HttpCachePolicyTimeToLive;
  policy->GetKernelCachePolicy()->SecondsToLive = 17;
  policy->GetUserCachePolicy()->Policy = HttpCachePolicyUserInvalidates;
  policy->GetUserCachePolicy()->SecondsToLive = 19;
  policy = call.response->GetCachePolicy();
  report.number("kernel changed",
                policy->GetKernelCachePolicy()->Policy == HttpCachePolicyTimeToLive);
  report.number("kernel changed seconds", policy->GetKernelCachePolicy()->SecondsToLive);
  report.number("user changed",
                policy->GetUserCachePolicy()->Policy == HttpCachePolicyUserInvalidates);
  report.number("user changed seconds", policy->GetUserCachePolicy()->SecondsToLive);
  return RQ_NOTIFICATION_CONTINUE;
}

Status switches(Call& call) {
  Report& report = *call.report;
  IHttpCachePolicy* policy = call.response->GetCachePolicy();
  report.number("enabled", policy->IsUserCacheEnabled());
  policy->DisableUserCache();
  report.number("disabled", policy->IsUserCacheEnabled());
  policy->DisableUserCache();
  report.number("disabled twice", policy->IsUserCacheEnabled());
  report.number("cached", policy->IsCached());
  policy->SetIsCached();
  report.number("set cached", policy->IsCached());
  policy->SetIsCached();
  report.number("set cached twice", policy->IsCached());
  report.number("invalidator", policy->GetKernelCacheInvalidatorSet());
  policy->SetKernelCacheInvalidatorSet();
  report.number("set invalidator", policy->GetKernelCacheInvalidatorSet());
  IHttpCachePolicy2* second = nullptr;
  report.result("interface", HttpGetExtendedInterface(server, policy, &second));
  report.number("force", second->IsForceUpdateSet());
  second->SetForceUpdate();
  report.number("set force", second->IsForceUpdateSet());
  return RQ_NOTIFICATION_CONTINUE;
}

// Texts are copied: the buffer they come from is used again for the next one.
Status lists(Call& call) {
  Report& report = *call.report;
  IHttpCachePolicy* policy = call.response->GetCachePolicy();
  report.add("headers at first", policy->GetVaryByHeaders());
  report.add("queries at first", policy->GetVaryByQueryStrings());
  std::string text = "Accept";
  report.result("header", policy->AppendVaryByHeader(text.c_str()));
  report.add("one header", policy->GetVaryByHeaders());
  text.assign("Cookie");
  report.result("second header", policy->AppendVaryByHeader(text.c_str()));
  report.result("null header", policy->AppendVaryByHeader(nullptr));
  text.assign("xxxxxx");
  report.add("headers", policy->GetVaryByHeaders());
  text.assign("p1");
  report.result("query", policy->AppendVaryByQueryString(text.c_str()));
  report.add("one query", policy->GetVaryByQueryStrings());
  text.assign("p2");
  report.result("second query", policy->AppendVaryByQueryString(text.c_str()));
  report.result("null query", policy->AppendVaryByQueryString(nullptr));
  text.assign("xx");
  report.add("queries", policy->GetVaryByQueryStrings());
  return RQ_NOTIFICATION_CONTINUE;
}

Status value(Call& call) {
  Report& report = *call.report;
  IHttpCachePolicy* policy = call.response->GetCachePolicy();
  report.add("at first", policy->GetVaryByValue());
  std::string text = "a longer value";
  report.result("set", policy->SetVaryByValue(text.c_str()));
  text.assign(text.size(), 'x');
  report.add("value", policy->GetVaryByValue());
  report.result("null", policy->SetVaryByValue(nullptr));
  report.add("after null", policy->GetVaryByValue());
  report.result("again", policy->SetVaryByValue("short"));
  report.add("replaced", policy->GetVaryByValue());
  return RQ_NOTIFICATION_CONTINUE;
}

}  // namespace

const Cases& cache_policy_cases() {
  static const Cases cases = {
      {"cache-policy", structures},
      {"cache-switches", switches},
      {"cache-lists", lists},
      {"cache-value", value},
  };
  return cases;
}

}  // namespace api
