// preCondition lists.
#include "config/precondition.h"

#include <gtest/gtest.h>

namespace penstock::config {
namespace {

TEST(PreCondition, AllNamesMustHold) {
  EXPECT_TRUE(precondition_holds(""));
  EXPECT_TRUE(precondition_holds("bitness64"));
  EXPECT_TRUE(precondition_holds(" integratedMode , Bitness64 "));
  EXPECT_FALSE(precondition_holds("bitness32"));
  EXPECT_FALSE(precondition_holds("integratedMode,bitness32"));
  EXPECT_FALSE(precondition_holds("managedHandler"));
  EXPECT_FALSE(precondition_holds("runtimeVersionv4.0"));
  EXPECT_FALSE(precondition_holds("classicMode"));
}

}  // namespace
}  // namespace penstock::config
