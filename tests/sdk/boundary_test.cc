// Type information of the interfaces works between a program and a library with hidden symbols.
// The library: boundary_module.cc.
#include "boundary_module.h"

#include <dlfcn.h>
#include <gtest/gtest.h>

namespace {

class PlainInfo : public IHttpCompletionInfo {
 public:
  DWORD GetCompletionBytes() const override { return 0; }
  HRESULT GetCompletionStatus() const override { return S_OK; }
};

class NewerInfo : public IHttpCompletionInfo2 {
 public:
  DWORD GetCompletionBytes() const override { return 0; }
  HRESULT GetCompletionStatus() const override { return S_OK; }
  DWORD GetCompletedOperation() const override { return 0; }
};

class Boundary : public testing::Test {
 protected:
  void SetUp() override {
    library_ = dlopen(BOUNDARY_MODULE, RTLD_NOW | RTLD_LOCAL);
    ASSERT_NE(library_, nullptr) << dlerror();
  }
  void TearDown() override {
    if (library_ != nullptr) dlclose(library_);
  }

  template <typename Function>
  Function find(const char* name) {
    return reinterpret_cast<Function>(dlsym(library_, name));
  }

  void* library_ = nullptr;
};

TEST_F(Boundary, ModuleFindsTheNewerInterfaceOfAServersObject) {
  const auto level = find<CompletionInfoLevel>("completion_info_level");
  NewerInfo newer;
  PlainInfo plain;
  EXPECT_EQ(level(&newer), 2);
  EXPECT_EQ(level(&plain), 1);
}

TEST_F(Boundary, ServerFindsTheInterfaceOfAModulesObject) {
  IHttpCacheKey* key = find<FileKey>("file_key")();
  auto* file = dynamic_cast<IFileKey*>(key);
  ASSERT_NE(file, nullptr);
  EXPECT_STREQ(file->GetPath(), L"/srv/www/index.html");
  EXPECT_STREQ(key->GetCacheName(), FILE_CACHE_NAME);
  EXPECT_EQ(dynamic_cast<IUriKey*>(key), nullptr);
}

TEST_F(Boundary, InterfacePointersAreTheSameTypeToExceptionHandlers) {
  EXPECT_EQ(find<CatchThrown>("catch_thrown")([] {
              static PlainInfo info;
              throw static_cast<IHttpCompletionInfo*>(&info);
            }),
            1);
}

}  // namespace
