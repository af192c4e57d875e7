// A shared library with hidden symbols, as modules are built: objects cross its boundary both ways.
#include "boundary_module.h"

namespace {

class PathKey : public IFileKey {
 public:
  DWORD GetHash() const override { return 7; }
  bool GetIsEqual(IHttpCacheKey* other) const override { return other == this; }
  bool GetIsPrefix(IHttpCacheKey*) const override { return false; }
  VOID Enum(IHttpCacheSpecificData*) override {}
  PCWSTR GetPath() const override { return L"/srv/www/index.html"; }
};

}  // namespace

PENSTOCK_ENTRY_POINT int completion_info_level(IHttpCompletionInfo* info) {
  return dynamic_cast<IHttpCompletionInfo2*>(info) != nullptr ? 2 : 1;
}

PENSTOCK_ENTRY_POINT IHttpCacheKey* file_key() {
  static PathKey key;
  return &key;
}

PENSTOCK_ENTRY_POINT int catch_thrown(void (*thrower)()) {
  try {
    thrower();
  } catch (IHttpCompletionInfo*) {
    return 1;
  }
  return 0;
}
