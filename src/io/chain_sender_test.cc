// Tests sending chains of memory and file ranges over a real connection.
#include "io/chain_sender.h"

#include <gtest/gtest.h>
#include <sys/mman.h>

#include <thread>

#include "io/socket_test_support.h"

namespace penstock::io {
namespace {

// An unnamed file with the given content.
UniqueFd file_of(std::string_view content) {
  UniqueFd fd(memfd_create("content", MFD_CLOEXEC));
  EXPECT_EQ(write(fd.get(), content.data(), content.size()), static_cast<ssize_t>(content.size()));
  return fd;
}

std::string pattern(std::size_t size) {
  std::string text(size, '\0');
  for (std::size_t i = 0; i != size; ++i) {
    text[i] = static_cast<char>('a' + i % 23);
  }
  return text;
}

TEST(SendChain, SendsMemoryAndFileRangesInOrder) {
  TcpPair pair;
  const UniqueFd file = file_of("0123456789");
  base::BufferChain chain;
  chain.push("head:");
  chain.push_owned("owned:");
  chain.push_file(file.get(), 2, 5);
  chain.push(":tail");
  const std::string expected = "head:owned:23456:tail";
  const SendResult sent = send_chain(pair.server.get(), chain);
  EXPECT_EQ(sent.status, SendStatus::kDone);
  EXPECT_EQ(sent.bytes, expected.size());
  EXPECT_TRUE(chain.empty());
  EXPECT_EQ(read_exactly(pair.client.get(), expected.size()), expected);
}

TEST(SendChain, SendsMoreSegmentsThanOneCallTakes) {
  TcpPair pair;
  base::BufferChain chain;
  std::string expected;
  for (int i = 0; i != 500; ++i) {
    chain.push_owned(std::to_string(i));
    expected += std::to_string(i);
  }
  EXPECT_EQ(send_chain(pair.server.get(), chain).status, SendStatus::kDone);
  EXPECT_EQ(read_exactly(pair.client.get(), expected.size()), expected);
}

TEST(SendChain, GoesOnWhereAFullSocketStoppedIt) {
  TcpPair pair;
  const std::string content = pattern(24 << 20);
  const UniqueFd file = file_of(content);
  base::BufferChain chain;
  chain.push("head");
  chain.push_file(file.get(), 0, content.size());
  chain.push(std::string_view(content));
  SendResult sent = send_chain(pair.server.get(), chain);
  ASSERT_EQ(sent.status, SendStatus::kWouldBlock);
  EXPECT_EQ(chain.size() + sent.bytes, 4 + 2 * content.size());
  std::string received;
  std::jthread reader([&] { received = read_exactly(pair.client.get(), 4 + 2 * content.size()); });
  while (sent.status == SendStatus::kWouldBlock) {
    ASSERT_EQ(wait_writable(pair.server.get(), in_a_minute()), WaitResult::kReady);
    sent = send_chain(pair.server.get(), chain);
  }
  EXPECT_EQ(sent.status, SendStatus::kDone);
  reader.join();
  EXPECT_TRUE(received == "head" + content + content);
}

TEST(SendChain, StopsWhenItsBudgetIsSpent) {
  TcpPair pair;
  const UniqueFd file = file_of(pattern(1000));
  base::BufferChain chain;
  chain.push_file(file.get(), 0, 1000);
  const SendResult sent = send_chain(pair.server.get(), chain, 600);
  EXPECT_EQ(sent.status, SendStatus::kBudget);
  EXPECT_EQ(sent.bytes, 600U);
  EXPECT_EQ(chain.size(), 400U);
}

TEST(SendChain, AFileShorterThanItsRangeIsAnError) {
  TcpPair pair;
  const UniqueFd file = file_of("short");
  base::BufferChain chain;
  chain.push_file(file.get(), 0, 100);
  const SendResult sent = send_chain(pair.server.get(), chain);
  EXPECT_EQ(sent.status, SendStatus::kError);
  EXPECT_EQ(sent.error, ENODATA);
  EXPECT_EQ(sent.bytes, 5U);
}

TEST(SendChain, ALostConnectionIsAnErrorNotASignal) {
  TcpPair pair;
  reset_and_close(std::move(pair.client));
  ASSERT_EQ(wait_readable(pair.server.get(), in_a_minute()), WaitResult::kReady);
  base::BufferChain chain;
  chain.push("x");
  EXPECT_EQ(send_chain(pair.server.get(), chain).status, SendStatus::kError);
  EXPECT_EQ(chain.size(), 1U);
}

}  // namespace
}  // namespace penstock::io
