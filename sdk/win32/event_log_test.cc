// Tests of event_log.cc through the public functions.
#include "win32/event_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "penstock/host.h"
#include "win32/errors.h"

namespace {

struct Recorded {
  std::string log;
  std::string source;
  uint16_t type;
  uint16_t category;
  uint32_t id;
  std::vector<std::string> strings;
  std::string data;
};

class EventLogTest : public testing::Test {
 protected:
  void SetUp() override { penstock_set_event_sink(&EventLogTest::record, this); }
  void TearDown() override { penstock_set_event_sink(nullptr, nullptr); }

  static bool record(void* context, const PenstockEvent& event) {
    auto& self = *static_cast<EventLogTest*>(context);
    if (self.refusal_ != ERROR_SUCCESS) SetLastError(self.refusal_);
    if (self.refuses_) return false;
    std::vector<std::string> strings;
    for (size_t i = 0; i < event.string_count; ++i) {
      strings.emplace_back(event.strings[i], event.string_sizes[i]);
    }
    self.events_.push_back({event.log, event.source, event.type, event.category, event.event_id,
                            strings,
                            std::string(static_cast<const char*>(event.data), event.data_size)});
    return true;
  }

  std::vector<Recorded> events_;
  bool refuses_ = false;
  DWORD refusal_ = ERROR_SUCCESS;
};

TEST_F(EventLogTest, ReportsEveryField) {
  HANDLE log = RegisterEventSource(NULL, L"IISADMIN");
  ASSERT_NE(log, nullptr);
  LPCWSTR strings[] = {L"first", L"zw\u00f6lf \U0001F600"};
  char data[] = {'a', '\0', 'b'};
  EXPECT_TRUE(ReportEvent(log, EVENTLOG_WARNING_TYPE, 7, 0xC0000001u, NULL, 2, 3, strings, data));
  EXPECT_TRUE(DeregisterEventSource(log));
  ASSERT_EQ(events_.size(), 1u);
  EXPECT_EQ(events_[0].log, "Application");
  EXPECT_EQ(events_[0].source, "IISADMIN");
  EXPECT_EQ(events_[0].type, EVENTLOG_WARNING_TYPE);
  EXPECT_EQ(events_[0].category, 7);
  EXPECT_EQ(events_[0].id, 0xC0000001u);
  EXPECT_THAT(events_[0].strings, testing::ElementsAre("first", "zw\u00f6lf \U0001F600"));
  EXPECT_EQ(events_[0].data, std::string("a\0b", 3));
}

TEST_F(EventLogTest, BothTextFormsUnderOneName) {
  HANDLE log = RegisterEventSource(NULL, "narrow");
  LPCSTR narrow = "text";
  EXPECT_TRUE(ReportEvent(log, EVENTLOG_ERROR_TYPE, 0, 1, NULL, 1, 0, &narrow, NULL));
  EXPECT_TRUE(ReportEvent(log, EVENTLOG_ERROR_TYPE, 0, 2, NULL, 0, 0, NULL, NULL));
  EXPECT_TRUE(ReportEvent(log, EVENTLOG_ERROR_TYPE, 0, 3, NULL, 0, 0, nullptr, NULL));
  ASSERT_EQ(events_.size(), 3u);
  EXPECT_THAT(events_[0].strings, testing::ElementsAre("text"));
  EXPECT_THAT(events_[2].strings, testing::IsEmpty());
}

TEST_F(EventLogTest, RepairsMalformedNarrowText) {
  HANDLE log = RegisterEventSource(NULL, "malformed");
  LPCSTR text = "a\xFFz";
  EXPECT_TRUE(ReportEvent(log, EVENTLOG_SUCCESS, 0, 0, NULL, 1, 0, &text, NULL));
  ASSERT_EQ(events_.size(), 1u);
  EXPECT_THAT(events_[0].strings, testing::ElementsAre("a\xEF\xBF\xBDz"));
}

TEST_F(EventLogTest, SameNameSameHandle) {
  HANDLE wide = RegisterEventSource(NULL, L"same");
  EXPECT_EQ(wide, RegisterEventSource(NULL, "same"));
  EXPECT_NE(wide, RegisterEventSource(NULL, "other"));
}

TEST_F(EventLogTest, RefusesSourcesItCannotOpen) {
  EXPECT_EQ(RegisterEventSource(NULL, L""), nullptr);
  EXPECT_EQ(GetLastError(), ERROR_INVALID_PARAMETER);
  EXPECT_EQ(RegisterEventSourceA(NULL, NULL), nullptr);
  EXPECT_EQ(GetLastError(), ERROR_INVALID_PARAMETER);
  EXPECT_EQ(RegisterEventSource(L"\\\\elsewhere", L"x"), nullptr);
  EXPECT_EQ(GetLastError(), RPC_S_SERVER_UNAVAILABLE);
  EXPECT_EQ(RegisterEventSource(NULL, "Security"), nullptr);
  EXPECT_EQ(GetLastError(), ERROR_ACCESS_DENIED);
}

TEST_F(EventLogTest, RefusesHandlesThatAreNotSources) {
  HANDLE log = RegisterEventSource(NULL, "handles");
  int local = 0;
  for (HANDLE bad : {HANDLE(nullptr), INVALID_HANDLE_VALUE, HANDLE(&local),
                     HANDLE(static_cast<char*>(log) + 1)}) {
    SetLastError(ERROR_SUCCESS);
    EXPECT_FALSE(DeregisterEventSource(bad));
    EXPECT_EQ(GetLastError(), ERROR_INVALID_HANDLE);
    EXPECT_FALSE(ReportEvent(bad, EVENTLOG_SUCCESS, 0, 0, NULL, 0, 0, NULL, NULL));
    EXPECT_EQ(GetLastError(), ERROR_INVALID_HANDLE);
  }
}

TEST_F(EventLogTest, RefusesBadArguments) {
  HANDLE log = RegisterEventSource(NULL, "arguments");
  LPCWSTR missing = NULL;
  const std::wstring long_text(31840, L'x');
  LPCWSTR too_long = long_text.c_str();
  EXPECT_FALSE(ReportEvent(log, 3, 0, 0, NULL, 0, 0, NULL, NULL));
  EXPECT_FALSE(ReportEvent(log, EVENTLOG_SUCCESS, 0, 0, NULL, 1, 0, NULL, NULL));
  EXPECT_FALSE(ReportEvent(log, EVENTLOG_SUCCESS, 0, 0, NULL, 1, 0, &missing, NULL));
  EXPECT_FALSE(ReportEvent(log, EVENTLOG_SUCCESS, 0, 0, NULL, 1, 0, &too_long, NULL));
  EXPECT_FALSE(ReportEvent(log, EVENTLOG_SUCCESS, 0, 0, NULL, 0, 1, NULL, NULL));
  EXPECT_EQ(GetLastError(), ERROR_INVALID_PARAMETER);
  EXPECT_TRUE(events_.empty());
}

TEST_F(EventLogTest, LongAndManyStringsGoThrough) {
  HANDLE log = RegisterEventSource(NULL, "many");
  const std::wstring text(31839, L'\u00e9');
  std::vector<LPCWSTR> strings(40, text.c_str());
  EXPECT_TRUE(ReportEvent(log, EVENTLOG_SUCCESS, 0, 0, NULL, 40, 0, strings.data(), NULL));
  ASSERT_EQ(events_.size(), 1u);
  ASSERT_EQ(events_[0].strings.size(), 40u);
  EXPECT_EQ(events_[0].strings[39].size(), 2 * text.size());
}

TEST_F(EventLogTest, RefusalOfTheSinkIsTheResult) {
  HANDLE log = RegisterEventSource(NULL, "refused");
  refuses_ = true;
  EXPECT_FALSE(ReportEvent(log, EVENTLOG_SUCCESS, 0, 0, NULL, 0, 0, NULL, NULL));
  EXPECT_EQ(GetLastError(), ERROR_DISK_FULL);
  refusal_ = ERROR_ACCESS_DENIED;
  EXPECT_FALSE(ReportEvent(log, EVENTLOG_SUCCESS, 0, 0, NULL, 0, 0, NULL, NULL));
  EXPECT_EQ(GetLastError(), ERROR_ACCESS_DENIED);
}

TEST_F(EventLogTest, SuccessKeepsTheLastError) {
  HANDLE log = RegisterEventSource(NULL, "kept");
  SetLastError(1234);
  EXPECT_TRUE(ReportEvent(log, EVENTLOG_SUCCESS, 0, 0, NULL, 0, 0, NULL, NULL));
  EXPECT_EQ(GetLastError(), 1234u);
}

TEST_F(EventLogTest, ThreadsInternTheSameNamesAlike) {
  constexpr int kNames = 200;
  std::vector<HANDLE> first(kNames);
  std::vector<HANDLE> second(kNames);
  const auto open_all = [](std::vector<HANDLE>& handles) {
    for (int i = 0; i < kNames; ++i) {
      handles[i] = RegisterEventSource(NULL, ("thread-" + std::to_string(i)).c_str());
    }
  };
  std::thread other(open_all, std::ref(first));
  open_all(second);
  other.join();
  EXPECT_EQ(first, second);
}

TEST(EventLogWithoutSink, WritesOneLineToStandardError) {
  HANDLE log = RegisterEventSource(NULL, "IISADMIN");
  LPCWSTR strings[] = {L"one", L"two"};
  char data[] = "xyz";
  testing::internal::CaptureStderr();
  EXPECT_TRUE(ReportEvent(log, EVENTLOG_ERROR_TYPE, 0, 9, NULL, 2, 3, strings, data));
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "Application: error: IISADMIN (event 9): one | two [3 bytes of data]\n");
}

}  // namespace
