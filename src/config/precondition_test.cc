// preCondition lists.
#include "config/precondition.h"

#include <gtest/gtest.h>

namespace penstock::config {
namespace {

TEST(PreCondition, AllNamesMustHold) {
  EXPECT_TRUE(precondition_holds("", "Pool"));
  EXPECT_TRUE(precondition_holds("bitness64", "Pool"));
  EXPECT_TRUE(precondition_holds(" integratedMode , Bitness64 ", "Pool"));
  EXPECT_FALSE(precondition_holds("bitness32", "Pool"));
  EXPECT_FALSE(precondition_holds("integratedMode,bitness32", "Pool"));
  EXPECT_FALSE(precondition_holds("managedHandler", "Pool"));
  EXPECT_FALSE(precondition_holds("runtimeVersionv4.0", "Pool"));
  EXPECT_FALSE(precondition_holds("classicMode", "Pool"));
}

TEST(PreCondition, PoolsAreAlternatives) {
  EXPECT_TRUE(precondition_holds("appPoolName=Pool", "Pool"));
  EXPECT_TRUE(precondition_holds("appPoolName=Other;pool,bitness64", "Pool"));
  EXPECT_FALSE(precondition_holds("appPoolName=Other", "Pool"));
  EXPECT_FALSE(precondition_holds("appPoolName=", "Pool"));
  EXPECT_FALSE(precondition_unknown("appPoolName=Other"));
}

}  // namespace
}  // namespace penstock::config
