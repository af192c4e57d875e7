// Which events an entry covers, and what several entries of a provider add up to.
#include "native/trace_table.h"

#include <gtest/gtest.h>

namespace penstock::native {
namespace {

constexpr GUID kProvider = {1, 2, 3, {4, 5, 6, 7, 8, 9, 10, 11}};
constexpr GUID kOther = {9, 2, 3, {4, 5, 6, 7, 8, 9, 10, 11}};

int module_a;
int module_b;

HTTP_TRACE_CONFIGURATION on(const GUID& provider, DWORD areas, DWORD verbosity) {
  return {&provider, areas, verbosity, TRUE};
}

HTTP_TRACE_EVENT event(const GUID& provider, DWORD area, DWORD verbosity) {
  HTTP_TRACE_EVENT made{};
  made.pProviderGuid = &provider;
  made.dwArea = area;
  made.dwVerbosity = verbosity;
  return made;
}

TEST(TraceTableTest, AnEntryIsItsModules) {
  TraceTable table;
  EXPECT_EQ(table.set(&module_a, on(kProvider, 2, 3)), S_OK);
  EXPECT_TRUE(table.wanted_by(&module_a, event(kProvider, 2, 3)));
  EXPECT_FALSE(table.wanted_by(&module_b, event(kProvider, 2, 3)));
  EXPECT_TRUE(table.wanted(event(kProvider, 2, 3)));
}

TEST(TraceTableTest, CoversProviderAreasAndLevelsBelow) {
  TraceTable table;
  table.set(&module_a, on(kProvider, 6, 3));
  EXPECT_TRUE(table.wanted(event(kProvider, 4, 0)));
  EXPECT_TRUE(table.wanted(event(kProvider, 0, 3)));  // of no area
  EXPECT_FALSE(table.wanted(event(kProvider, 8, 3)));
  EXPECT_FALSE(table.wanted(event(kProvider, 4, 4)));
  EXPECT_FALSE(table.wanted(event(kOther, 4, 0)));
  EXPECT_TRUE(table.wanted(event(kProvider, 4, HTTP_TRACE_LEVEL_START)));
  EXPECT_TRUE(table.wanted(event(kProvider, 4, HTTP_TRACE_LEVEL_END)));
}

TEST(TraceTableTest, AllProvidersAndAllAreas) {
  TraceTable table;
  table.set(&module_a, on(GUID_IIS_ALL_TRACE_PROVIDERS, penstock_sdk::kAllTraceAreas, 5));
  EXPECT_TRUE(table.wanted(event(kOther, 1, 5)));
  EXPECT_TRUE(table.wanted(event(kProvider, 0x100000, 5)));
}

TEST(TraceTableTest, MergeAddsUp) {
  TraceTable table;
  table.set(&module_a, on(kProvider, 2, 3));
  table.set(&module_b, on(GUID_IIS_ALL_TRACE_PROVIDERS, 4, 1));
  DWORD areas = 0;
  DWORD verbosity = 0;
  EXPECT_TRUE(table.merge(kProvider, areas, verbosity));
  EXPECT_EQ(areas, 6U);
  EXPECT_EQ(verbosity, 3U);
  EXPECT_EQ(table.set(&module_b, {&GUID_IIS_ALL_TRACE_PROVIDERS, 0, 0, FALSE}), S_OK);
  EXPECT_FALSE(table.merge(kOther, areas, verbosity));
  EXPECT_EQ(areas, 6U);
}

TEST(TraceTableTest, SwitchesOffWhatIsOnAndReplaces) {
  TraceTable table;
  table.set(&module_a, on(kProvider, 2, 3));
  table.set(&module_a, on(kProvider, 8, 1));
  EXPECT_FALSE(table.wanted(event(kProvider, 2, 3)));
  EXPECT_TRUE(table.wanted(event(kProvider, 8, 1)));
  EXPECT_EQ(table.set(&module_a, {&kProvider, 0, 0, FALSE}), S_OK);
  EXPECT_TRUE(table.empty());
  EXPECT_EQ(table.set(&module_a, {&kProvider, 0, 0, FALSE}), HRESULT_FROM_WIN32(ERROR_NOT_FOUND));
  EXPECT_EQ(table.set(nullptr, on(kProvider, 1, 1)), HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER));
  EXPECT_EQ(table.set(&module_a, {nullptr, 0, 0, TRUE}),
            HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER));
}

}  // namespace
}  // namespace penstock::native
