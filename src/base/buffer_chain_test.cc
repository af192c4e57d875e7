// Tests the output chain: coalescing, filling, consuming across segments, releases, growth.
#include "base/buffer_chain.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace penstock::base {
namespace {

std::string memory_of(const BufferChain& chain) {
  std::string text;
  for (std::size_t i = 0; i != chain.segment_count(); ++i) {
    text.append(chain.segment(i).data, chain.segment(i).length);
  }
  return text;
}

// Counts how often it was released.
struct Counted {
  int releases = 0;
  Release release() {
    return {[](void* owner) { ++static_cast<Counted*>(owner)->releases; }, this};
  }
};

TEST(BufferChain, AdjacentReferencesBecomeOneSegment) {
  const std::string text = "header: value";
  const std::string_view view = text;
  BufferChain chain;
  chain.push(view.substr(0, 7));
  chain.push(view.substr(7));
  EXPECT_EQ(chain.segment_count(), 1U);
  EXPECT_EQ(chain.size(), text.size());
  EXPECT_EQ(memory_of(chain), text);
}

TEST(BufferChain, AdjacentBytesOfAnOwnerStayApart) {
  const std::string_view text = "abcdef";
  Counted owner;
  BufferChain chain;
  chain.push(text.substr(0, 3), owner.release());
  chain.push(text.substr(3));
  EXPECT_EQ(chain.segment_count(), 2U);
}

TEST(BufferChain, FillStopsBeforeAFileAndAtItsCapacity) {
  BufferChain chain;
  Counted owner;
  chain.push("ab", owner.release());
  chain.push("cde", owner.release());
  chain.push_file(7, 100, 50);
  chain.push("after");
  iovec parts[4];
  std::size_t bytes = 0;
  EXPECT_EQ(chain.fill(parts, 4, bytes), 2U);
  EXPECT_EQ(bytes, 5U);
  EXPECT_EQ(chain.fill(parts, 1, bytes), 1U);
  EXPECT_EQ(bytes, 2U);
  EXPECT_EQ(chain.size(), 60U);
}

TEST(BufferChain, ConsumeCrossesSegmentsAndReleasesThem) {
  BufferChain chain;
  Counted first;
  Counted second;
  chain.push("abc", first.release());
  chain.push("def", second.release());
  chain.consume(4);
  EXPECT_EQ(first.releases, 1);
  EXPECT_EQ(second.releases, 0);
  EXPECT_EQ(memory_of(chain), "ef");
  chain.consume(2);
  EXPECT_EQ(second.releases, 1);
  EXPECT_TRUE(chain.empty());
}

TEST(BufferChain, ConsumingAFileRangeMovesItsOffset) {
  BufferChain chain;
  Counted file;
  chain.push_file(3, 1000, 500, file.release());
  chain.consume(200);
  EXPECT_EQ(chain.segment(0).offset, 1200U);
  EXPECT_EQ(chain.segment(0).length, 300U);
  EXPECT_EQ(file.releases, 0);
  chain.clear();
  EXPECT_EQ(file.releases, 1);
}

TEST(BufferChain, EmptyBytesAreReleasedAtOnce) {
  BufferChain chain;
  Counted owner;
  chain.push("", owner.release());
  chain.push_file(3, 0, 0, owner.release());
  EXPECT_EQ(owner.releases, 2);
  EXPECT_EQ(chain.segment_count(), 0U);
}

TEST(BufferChain, GrowsPastItsInlineSpaceInOrder) {
  BufferChain chain;
  std::string expected;
  for (int i = 0; i < 100; ++i) {
    chain.push_owned(std::to_string(i) + ",");
    expected += std::to_string(i) + ",";
    if (i % 3 == 0) {
      chain.consume(1);
      expected.erase(0, 1);
    }
  }
  EXPECT_EQ(memory_of(chain), expected);
}

TEST(BufferChain, MovingLeavesNothingBehind) {
  Counted owner;
  BufferChain source;
  source.push("abc", owner.release());
  source.push_owned("xyz");
  BufferChain target = std::move(source);
  target.append(std::move(source));
  EXPECT_EQ(memory_of(target), "abcxyz");
  source = std::move(target);
  EXPECT_EQ(source.size(), 6U);
  EXPECT_EQ(owner.releases, 0);
  source.clear();
  EXPECT_EQ(owner.releases, 1);
}

}  // namespace
}  // namespace penstock::base
