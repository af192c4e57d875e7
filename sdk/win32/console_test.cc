// Tests of console.cc with standard input replaced by a pipe.
#include "conio.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>

namespace {

TEST(Getch, GivesBytesAndThenTheEnd) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const int before = dup(STDIN_FILENO);
  dup2(ends[0], STDIN_FILENO);
  ASSERT_EQ(write(ends[1], "a\xFF", 2), 2);
  close(ends[1]);
  EXPECT_EQ(_getch(), 'a');
  EXPECT_EQ(_getch(), 0xFF);
  EXPECT_EQ(_getch(), EOF);
  dup2(before, STDIN_FILENO);
  close(before);
  close(ends[0]);
}

}  // namespace
