// Contexts of modules: one an id, cleaned once, newest first.
#include "native/module_context_container.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "native/named_context_container.h"

namespace penstock::native {
namespace {

using Ids = std::vector<int>;

class Context final : public IHttpConnectionStoredContext {
 public:
  Context(int id, Ids& cleaned, Ids& disconnected)
      : id_(id), cleaned_(cleaned), disconnected_(disconnected) {}
  VOID CleanupStoredContext() override { cleaned_.push_back(id_); }
  VOID NotifyDisconnect() override { disconnected_.push_back(id_); }

 private:
  int id_;
  Ids& cleaned_;
  Ids& disconnected_;
};

HTTP_MODULE_ID module_id(std::uintptr_t id) { return reinterpret_cast<HTTP_MODULE_ID>(id); }

class ContainerTest : public ::testing::Test {
 protected:
  ContainerTest() {
    for (int i = 1; i <= 8; ++i) {
      contexts_.push_back(std::make_unique<Context>(i, cleaned_, disconnected_));
    }
  }
  Context* context(int id) { return contexts_[static_cast<std::size_t>(id - 1)].get(); }

  Ids cleaned_;
  Ids disconnected_;
  std::vector<std::unique_ptr<Context>> contexts_;
};

TEST_F(ContainerTest, KeepsOneContextAModule) {
  ModuleContextContainer container;
  EXPECT_EQ(container.GetModuleContext(module_id(1)), nullptr);
  EXPECT_EQ(container.SetModuleContext(context(1), module_id(1)), S_OK);
  EXPECT_EQ(container.SetModuleContext(context(2), module_id(1)),
            HRESULT_FROM_WIN32(ERROR_ALREADY_ASSIGNED));
  EXPECT_EQ(container.GetModuleContext(module_id(1)), context(1));
  EXPECT_EQ(container.GetModuleContext(module_id(2)), nullptr);
}

TEST_F(ContainerTest, NullIsRefused) {
  ModuleContextContainer container;
  EXPECT_EQ(container.SetModuleContext(nullptr, module_id(1)),
            HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER));
  EXPECT_EQ(container.SetModuleContext(context(1), nullptr),
            HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER));
  EXPECT_TRUE(cleaned_.empty());
}

TEST_F(ContainerTest, CleansMoreThanFitInlineOnceAndNewestFirst) {
  ModuleContextContainer container;
  for (int i = 1; i <= 6; ++i) {
    EXPECT_EQ(container.SetModuleContext(context(i), module_id(static_cast<unsigned>(i))), S_OK);
  }
  EXPECT_EQ(container.GetModuleContext(module_id(6)), context(6));
  container.cleanup();
  container.cleanup();
  EXPECT_EQ(cleaned_, (Ids{6, 5, 4, 3, 2, 1}));
  EXPECT_EQ(container.GetModuleContext(module_id(1)), nullptr);
}

TEST_F(ContainerTest, TheContainersEndCleansWhatIsLeft) {
  {
    ModuleContextContainer container;
    container.SetModuleContext(context(1), module_id(1));
  }
  EXPECT_EQ(cleaned_, (Ids{1}));
}

TEST_F(ContainerTest, ConnectionContextsHearOfTheDisconnectPlainOnesDoNot) {
  ConnectionContextContainer container;
  EXPECT_EQ(container.SetConnectionModuleContext(context(1), module_id(1)), S_OK);
  EXPECT_EQ(container.SetModuleContext(context(2), module_id(1)), S_OK);
  EXPECT_EQ(container.GetConnectionModuleContext(module_id(1)), context(1));
  EXPECT_EQ(container.GetModuleContext(module_id(1)), context(2));
  container.notify_disconnect();
  EXPECT_EQ(disconnected_, (Ids{1}));
  container.cleanup();
  EXPECT_EQ(cleaned_, (Ids{1, 2}));
}

TEST_F(ContainerTest, ADispensedContainerEndsWhenReleased) {
  IDispensedHttpModuleContextContainer* container = new DispensedContextContainer;
  container->SetModuleContext(context(3), module_id(1));
  container->ReleaseContainer();
  EXPECT_EQ(cleaned_, (Ids{3}));
}

TEST_F(ContainerTest, NamedContextsGoByName) {
  NamedContextContainer container;
  EXPECT_EQ(container.SetNamedContext(context(1), L"websockets"), S_OK);
  EXPECT_EQ(container.SetNamedContext(context(2), L"websockets"),
            HRESULT_FROM_WIN32(ERROR_ALREADY_ASSIGNED));
  EXPECT_EQ(container.SetNamedContext(context(2), nullptr),
            HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER));
  EXPECT_EQ(container.GetNamedContext(L"websockets"), context(1));
  EXPECT_EQ(container.GetNamedContext(L"other"), nullptr);
  container.cleanup();
  EXPECT_EQ(cleaned_, (Ids{1}));
}

TEST_F(ContainerTest, ThreadsThatRaceForOneIdAgreeOnOneContext) {
  for (int round = 0; round < 200; ++round) {
    StoredContexts contexts;
    std::atomic<int> won{0};
    std::vector<std::thread> threads;
    for (int i = 1; i <= 3; ++i) {
      threads.emplace_back([&, i] {
        won += contexts.set(context(i), module_id(1)) == S_OK ? 1 : 0;
        EXPECT_NE(contexts.get(module_id(1)), nullptr);
      });
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    EXPECT_EQ(won, 1);
  }
}

}  // namespace
}  // namespace penstock::native
