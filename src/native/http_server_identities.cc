// IHttpServer2 and IPenstockServer: URLs, metadata and users outside one request; see
// http_server.h. Pages: IHttpContext::GetUrlInfo, IHttpServer2::GetMetadata.
#include <iis/limits.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/tick_clock.h"
#include "config/element_view.h"
#include "http/uri.h"
#include "native/http_context.h"
#include "native/http_server.h"
#include "native/http_user.h"
#include "native/metadata_info.h"
#include "native/url_info.h"

namespace penstock::native {
namespace {

FrequentHits frequent_hits(const UrlScope& scope) {
  const config::ElementView* runtime = scope.settings->section("system.webServer/serverRuntime");
  if (runtime == nullptr) {
    return {penstock_sdk::kDefaultFrequentHitThreshold, 10'000};
  }
  return {runtime->get_uint("frequentHitThreshold"),
          static_cast<DWORD>(runtime->get_timespan("frequentHitTimePeriod").count())};
}

std::wstring text_of(PCWSTR text) { return text == nullptr ? std::wstring() : std::wstring(text); }

}  // namespace

// Of two requests that find nothing at once, both add: the later record stays in the cache.
RequestHost::KnownUrl HttpServer::known_url(HttpContext& context) {
  const UrlScope& scope = *context.scope();
  UriKey key(scope.site_settings->id, base::to_wide(scope.site_settings->name),
             base::to_wide(context.url_path()), scope.metadata->GetMetaPath());
  IHttpTraceContext* trace = context.GetTraceContext();
  IHttpCacheSpecificData* record = nullptr;
  caches_.perform(CACHE_OPERATION_RETRIEVE, &key, &record, trace);
  auto* info = dynamic_cast<IHttpUrlInfo*>(record);
  if (info == nullptr) {
    if (record != nullptr) {
      record->DereferenceCacheData();
    }
    auto* made = new UrlInfo(key, frequent_hits(scope));
    info = made;
    record = made;
    caches_.perform(CACHE_OPERATION_ADD, record->GetCacheKey(), &record, trace);
  }
  if (auto* counted = dynamic_cast<IUriKey*>(record->GetCacheKey()); counted != nullptr) {
    counted->UpdateFrequentlyHitTickCount(static_cast<DWORD>(base::tick_count_ms()));
  }
  return {info, record};
}

HRESULT HttpServer::GetMetadata(PCWSTR site, PCWSTR url, IReferencedMetadataInfo** metadata) {
  store(metadata, nullptr);
  if (site == nullptr || url == nullptr || metadata == nullptr) {
    return kInvalidParameter;
  }
  base::Arena arena;
  const http::CanonicalUri uri =
      http::canonicalize(http::percent_encode_path(base::to_utf8(url), arena), arena);
  if (!uri.ok()) {
    return kInvalidParameter;
  }
  const UrlScope* scope = services_.find_scope(base::to_utf8(site), uri.path);
  if (scope == nullptr) {
    return HRESULT_FROM_WIN32(ERROR_PATH_NOT_FOUND);
  }
  scope->metadata->ReferenceMetadata();
  *metadata = scope->metadata.get();
  return S_OK;
}

IHttpUser* HttpServer::GetAnonymousUser() { return &anonymous_user(); }

HRESULT HttpServer::CreateUser(PCWSTR name, PCWSTR type, PCWSTR password, IHttpUser** user) {
  store(user, nullptr);
  if (name == nullptr || *name == L'\0' || user == nullptr) {
    return kInvalidParameter;
  }
  *user = make_user({name, text_of(type), text_of(password)});
  return S_OK;
}

}  // namespace penstock::native
