// Tests the arena: alignment, cleanup order, reuse after reset, and text copies.
#include "base/arena.h"

#include <gtest/gtest.h>

#include <vector>

namespace penstock::base {
namespace {

TEST(Arena, AlignsEveryAllocation) {
  Arena arena(128);
  for (const std::size_t align : {1U, 2U, 8U, 16U, 64U}) {
    arena.allocate(3, 1);
    const auto address = reinterpret_cast<std::uintptr_t>(arena.allocate(5, align));
    EXPECT_EQ(address % align, 0U);
  }
}

TEST(Arena, RunsCleanupsNewestFirst) {
  struct Recorder {
    Recorder(std::vector<int>* target, int number) : log(target), id(number) {}
    std::vector<int>* log;
    int id;
    ~Recorder() { log->push_back(id); }
  };
  std::vector<int> log;
  Arena arena;
  arena.make<Recorder>(&log, 1);
  arena.make<Recorder>(&log, 2);
  arena.reset();
  EXPECT_EQ(log, (std::vector<int>{2, 1}));
}

TEST(Arena, ResetKeepsTheFirstChunkOnly) {
  Arena arena(1024);
  void* first = arena.allocate(100);
  arena.allocate(5000);
  arena.reset();
  EXPECT_EQ(arena.footprint(), 1024U);
  EXPECT_EQ(arena.allocate(100), first);
}

TEST(Arena, HugeRequestsFailWithoutAborting) {
  Arena arena;
  EXPECT_EQ(arena.try_allocate(SIZE_MAX - 8), nullptr);
}

TEST(Arena, CopiesAreTerminated) {
  Arena arena;
  EXPECT_STREQ(arena.copy(std::string_view("abc", 2)).data(), "ab");
  EXPECT_STREQ(arena.copy(std::wstring_view(L"xyz", 2)).data(), L"xy");
}

}  // namespace
}  // namespace penstock::base
