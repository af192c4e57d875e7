// Tests of w3c_log.h and w3c_file.h: what is in which file, and what happens when files fail.
#include "observe/w3c_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <time.h>

#include <filesystem>
#include <set>
#include <thread>
#include <vector>

#include "observe/test_directory.h"

namespace penstock::observe {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::int64_t kDay = 86400;
constexpr std::int64_t kStart = 1'767'225'600;  // 2026-01-01T00:00:00Z, a Thursday

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (text[at] != '#') {
      lines.push_back(text.substr(at, end - at));
    }
    at = end + 1;
  }
  return lines;
}

class W3cLogTest : public testing::Test {
 protected:
  W3cLogSettings settings(LogPeriod period = LogPeriod::kDaily) const {
    return {.directory = directory_.path(),
            .site_id = 3,
            .fields = static_cast<W3cFields>(W3cField::kUriStem),
            .period = period};
  }

  static bool append(W3cLog& log, std::string_view stem, std::int64_t seconds = kStart) {
    return log.append({.time_us = seconds * 1'000'000, .uri_stem = stem});
  }

  std::string path(const std::string& name) const { return directory_.file("W3SVC3/" + name); }
  std::vector<std::string> lines(const std::string& name) const {
    return lines_of(content_of(path(name)));
  }

  TestDirectory directory_;
  std::unique_ptr<W3cLogWriter> writer_ = W3cLogWriter::start({.lane_bytes = 1 << 18});
};

TEST_F(W3cLogTest, AFileStartsWithItsDirectives) {
  auto log = writer_->add(settings());
  append(*log, "/one");
  writer_->flush();
  EXPECT_THAT(content_of(path("u_ex260101.log")),
              testing::MatchesRegex("#Software: Penstock\n#Version: 1\\.0\n"
                                    "#Date: [0-9-]+ [0-9:]+\n#Fields: cs-uri-stem\n/one\n"));
}

TEST_F(W3cLogTest, DroppingALogWritesWhatItTook) {
  auto log = writer_->add(settings());
  for (int i = 0; i < 1000; ++i) {
    ASSERT_TRUE(append(*log, "/x"));
  }
  log.reset();
  EXPECT_EQ(lines("u_ex260101.log").size(), 1000u);
}

TEST_F(W3cLogTest, ARestartAppendsWithNewDirectives) {
  append(*writer_->add(settings()), "/one");
  append(*writer_->add(settings()), "/two");
  const std::string text = content_of(path("u_ex260101.log"));
  EXPECT_THAT(lines_of(text), ElementsAre("/one", "/two"));
  EXPECT_NE(text.find("#Fields"), text.rfind("#Fields"));
}

TEST_F(W3cLogTest, HalfALineOfADeadProcessDoesNotSwallowTheNext) {
  std::filesystem::create_directories(directory_.file("W3SVC3"));
  std::ofstream(path("u_ex260101.log")) << "/half";
  append(*writer_->add(settings()), "/next");
  EXPECT_THAT(lines("u_ex260101.log"), ElementsAre("/half", "/next"));
}

TEST_F(W3cLogTest, DailyRotationNeverGoesBack) {
  auto log = writer_->add(settings());
  append(*log, "/day1", kStart + kDay - 1);
  append(*log, "/day2", kStart + kDay);
  append(*log, "/late", kStart + kDay - 1);
  writer_->flush();
  EXPECT_THAT(lines("u_ex260101.log"), ElementsAre("/day1"));
  EXPECT_THAT(lines("u_ex260102.log"), ElementsAre("/day2", "/late"));
}

TEST_F(W3cLogTest, RotationBySizeCountsUpAndARestartGoesOn) {
  W3cLogSettings by_size = settings(LogPeriod::kMaxSize);
  by_size.truncate_size = 1000;
  const std::string stem = "/" + std::string(298, 'x');
  {
    auto log = writer_->add(by_size);
    for (int i = 0; i < 6; ++i) {
      append(*log, stem);
      writer_->flush();
    }
  }
  EXPECT_EQ(lines("u_extend1.log").size(), 3u);
  EXPECT_EQ(lines("u_extend2.log").size() + lines("u_extend3.log").size(), 3u);
  for (const char* name : {"u_extend1.log", "u_extend2.log"}) {
    EXPECT_LE(std::filesystem::file_size(path(name)), 1000 + 100u) << "directives aside";
  }
  append(*writer_->add(by_size), "/after");
  EXPECT_THAT(lines("u_extend1.log"), testing::Not(testing::Contains("/after")));
}

TEST_F(W3cLogTest, ADeletedFileIsMadeAnew) {
  auto log = writer_->add(settings());
  append(*log, "/lost with the file");
  writer_->flush();
  std::filesystem::remove(path("u_ex260101.log"));
  append(*log, "/kept");
  writer_->flush();
  EXPECT_THAT(lines("u_ex260101.log"), ElementsAre("/kept"));
}

TEST_F(W3cLogTest, SitesHaveTheirOwnFiles) {
  W3cLogSettings other = settings();
  other.site_id = 4;
  auto third = writer_->add(settings());
  auto fourth = writer_->add(other);
  append(*third, "/three");
  append(*fourth, "/four");
  writer_->flush();
  EXPECT_THAT(lines("u_ex260101.log"), ElementsAre("/three"));
  EXPECT_THAT(lines_of(content_of(directory_.file("W3SVC4/u_ex260101.log"))), ElementsAre("/four"));
}

TEST_F(W3cLogTest, ThreadsLoseNothingThatWasTaken) {
  constexpr int kThreads = 4;
  constexpr int kEach = 5000;
  auto log = writer_->add(settings());
  std::atomic<std::size_t> taken{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        taken += append(*log, "/" + std::to_string(t) + "/" + std::to_string(i)) ? 1 : 0;
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  writer_->flush();
  const auto written = lines("u_ex260101.log");
  EXPECT_EQ(written.size(), taken.load());
  EXPECT_EQ(std::set<std::string>(written.begin(), written.end()).size(), taken.load());
  EXPECT_EQ(writer_->counts().appended, taken.load());
  EXPECT_EQ(writer_->counts().appended + writer_->counts().dropped, kThreads * kEach);
}

TEST_F(W3cLogTest, AFileThatCannotBeOpenedIsReportedOnceAndItsLinesWait) {
  std::ofstream(directory_.file("W3SVC3")) << "a file where the directory should be";
  testing::internal::CaptureStderr();
  auto log = writer_->add(settings());
  append(*log, "/one");
  writer_->flush();
  append(*log, "/two");
  writer_->flush();
  EXPECT_GE(writer_->counts().write_failures, 2u);
  std::filesystem::remove(directory_.file("W3SVC3"));
  writer_->flush();
  EXPECT_THAT(lines("u_ex260101.log"), ElementsAre("/one", "/two"));
  const std::string said = testing::internal::GetCapturedStderr();
  EXPECT_THAT(said, HasSubstr(path("u_ex260101.log")));
  EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
}

TEST_F(W3cLogTest, WhatAFailingFileHoldsBackIsBoundedAndCounted) {
  std::ofstream(directory_.file("W3SVC3")) << "a file where the directory should be";
  testing::internal::CaptureStderr();
  auto log = writer_->add(settings());
  const std::string stem = "/" + std::string(3000, 'x');
  for (int i = 0; i < 500; ++i) {  // 1.5 MB; one MiB waits
    ASSERT_TRUE(append(*log, stem));
    if (i % 20 == 0) {
      writer_->flush();
    }
  }
  writer_->flush();
  const std::uint64_t discarded = writer_->counts().discarded;
  EXPECT_GT(discarded, 100u);
  EXPECT_LT(discarded, 200u);
  log.reset();
  EXPECT_EQ(writer_->counts().discarded, 500u);
  testing::internal::GetCapturedStderr();
}

TEST_F(W3cLogTest, AFullLaneDropsInsteadOfBlocking) {
  // A flush interval that does not end within the test: only urgency empties the lane.
  auto slow = W3cLogWriter::start(
      {.lanes = 1, .lane_bytes = 4096, .flush_interval = std::chrono::hours(1)});
  auto log = slow->add(settings());
  EXPECT_FALSE(append(*log, "/" + std::string(2000, 'x'))) << "more than the lane ever takes";
  EXPECT_EQ(slow->counts().dropped, 1u);
  EXPECT_TRUE(append(*log, "/fits"));
}

struct NameCase {
  LogPeriod period;
  std::int64_t seconds;
  const char* name;
};

TEST(W3cFileName, OfEachPeriod) {
  const NameCase cases[] = {
      {LogPeriod::kHourly, kStart + 13 * 3600, "u_ex26010113.log"},
      {LogPeriod::kDaily, kStart, "u_ex260101.log"},
      {LogPeriod::kMonthly, kStart, "u_ex2601.log"},
      {LogPeriod::kWeekly, kStart, "u_ex260101.log"},              // Thursday the 1st
      {LogPeriod::kWeekly, kStart + 2 * kDay, "u_ex260101.log"},   // Saturday
      {LogPeriod::kWeekly, kStart + 3 * kDay, "u_ex260102.log"},   // Sunday
      {LogPeriod::kWeekly, kStart + 30 * kDay, "u_ex260105.log"},  // Saturday the 31st
      {LogPeriod::kWeekly, kStart + 31 * kDay, "u_ex260201.log"},  // Sunday the 1st
      {LogPeriod::kMaxSize, kStart, "u_extend12.log"},
  };
  for (const NameCase& test : cases) {
    EXPECT_EQ(w3c_file_name(test.period, test.seconds, false, 12), test.name);
  }
}

TEST(W3cFileName, ByLocalTimeWhenAsked) {
  const char* const before = getenv("TZ");
  const std::string zone = before == nullptr ? "" : before;
  setenv("TZ", "IST-5:30", 1);
  tzset();
  EXPECT_EQ(w3c_file_name(LogPeriod::kDaily, kStart - 1, true, 0), "u_ex260101.log");
  EXPECT_EQ(w3c_file_name(LogPeriod::kDaily, kStart - 1, false, 0), "u_ex251231.log");
  before == nullptr ? unsetenv("TZ") : setenv("TZ", zone.c_str(), 1);
  tzset();
}

}  // namespace
}  // namespace penstock::observe
