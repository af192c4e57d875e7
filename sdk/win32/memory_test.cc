// Tests of memory.cc.
#include "win32/memory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>

#include "windows.h"

namespace {

TEST(Heap, ProcessHeapAllocatesAndZeroes) {
  auto* block = static_cast<char*>(HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, 100));
  ASSERT_NE(block, nullptr);
  EXPECT_TRUE(std::all_of(block, block + 100, [](char c) { return c == 0; }));
  EXPECT_GE(HeapSize(GetProcessHeap(), 0, block), 100u);
  block[0] = 'x';
  block = static_cast<char*>(HeapReAlloc(GetProcessHeap(), 0, block, 5000));
  ASSERT_NE(block, nullptr);
  EXPECT_EQ(block[0], 'x');
  EXPECT_TRUE(HeapFree(GetProcessHeap(), 0, block));
}

TEST(Heap, PrivateHeapsKnowTheirBlocks) {
  HANDLE first = HeapCreate(0, 0, 0);
  HANDLE second = HeapCreate(0, 0, 0);
  void* block = HeapAlloc(first, 0, 10);
  ASSERT_NE(block, nullptr);
  EXPECT_FALSE(HeapFree(second, 0, block));
  EXPECT_EQ(HeapSize(second, 0, block), static_cast<SIZE_T>(-1));
  EXPECT_TRUE(HeapFree(first, 0, block));
  HeapAlloc(first, 0, 1000);
  EXPECT_TRUE(HeapDestroy(first));
  EXPECT_EQ(HeapAlloc(first, 0, 1), nullptr);
  EXPECT_FALSE(HeapDestroy(GetProcessHeap()));
  EXPECT_TRUE(HeapDestroy(second));
}

TEST(LocalAndGlobal, AreFixedMemory) {
  auto* block = static_cast<char*>(LocalAlloc(LPTR, 8));
  EXPECT_EQ(block[7], 0);
  EXPECT_EQ(LocalFree(block), nullptr);
  HGLOBAL memory = GlobalAlloc(GMEM_MOVEABLE, 8);
  EXPECT_EQ(GlobalLock(memory), memory);
  GlobalUnlock(memory);
  EXPECT_EQ(GlobalFree(memory), nullptr);
}

TEST(Virtual, GivesWholePagesBack) {
  auto* pages =
      static_cast<char*>(VirtualAlloc(NULL, 10000, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE));
  ASSERT_NE(pages, nullptr);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(pages) % 4096, 0u);
  pages[9999] = 'x';
  EXPECT_FALSE(VirtualFree(pages, 10000, MEM_RELEASE));
  EXPECT_TRUE(VirtualFree(pages, 0, MEM_RELEASE));
  EXPECT_FALSE(VirtualFree(pages, 0, MEM_RELEASE));
  EXPECT_EQ(VirtualAlloc(NULL, 0, MEM_COMMIT, PAGE_READWRITE), nullptr);
  EXPECT_EQ(VirtualAlloc(NULL, 1, MEM_COMMIT, 0x40), nullptr);
}

TEST(Aligned, HonoursTheAlignment) {
  for (size_t alignment : {1, 16, 64, 4096}) {
    void* block = _aligned_malloc(10, alignment);
    ASSERT_NE(block, nullptr);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(block) % alignment, 0u);
    _aligned_free(block);
  }
  EXPECT_EQ(_aligned_malloc(10, 3), nullptr);
}

TEST(Fill, NamesDoWhatTheySay) {
  char bytes[4] = {1, 2, 3, 4};
  ZeroMemory(bytes, 2);
  EXPECT_EQ(bytes[1], 0);
  FillMemory(bytes + 2, 2, 7);
  EXPECT_EQ(bytes[3], 7);
  CopyMemory(bytes, bytes + 2, 2);
  EXPECT_TRUE(RtlEqualMemory(bytes, bytes + 2, 2));
  SecureZeroMemory(bytes, 4);
  EXPECT_EQ(bytes[3], 0);
}

}  // namespace
