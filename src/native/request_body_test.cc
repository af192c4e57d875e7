// ReadEntityBody, InsertEntityBody and the ReadEntity notification.
#include "native/request_body.h"

#include <gtest/gtest.h>

#include "native/test_request.h"

namespace penstock::native {
namespace {

using testing::Call;
using testing::Journal;
using testing::TestModule;
using testing::TestRequest;

constexpr HRESULT kEof = HRESULT_FROM_WIN32(ERROR_HANDLE_EOF);

// One synchronous read: "bytes", or the code of its failure.
std::string read(HttpRequest& request, DWORD size = 100) {
  std::string buffer(size, '\0');
  DWORD received = 99;
  const HRESULT result = request.ReadEntityBody(buffer.data(), size, FALSE, &received, nullptr);
  if (result == kEof) {
    EXPECT_EQ(received, 0U);
    return "(eof)";
  }
  EXPECT_EQ(result, S_OK);
  return buffer.substr(0, received);
}

class RequestBodyTest : public ::testing::Test {
 protected:
  RequestBodyTest() { test_.begin(); }
  HttpRequest& request() { return test_.request(); }
  std::deque<std::string>& body() { return test_.host().body; }

  Journal journal_;
  TestModule reader_{"reader", journal_, RQ_BEGIN_REQUEST | RQ_READ_ENTITY};
  TestRequest test_{{&reader_}};
};

TEST_F(RequestBodyTest, ReadsWhatThereIsThenTheEnd) {
  body() = {"abc", "defgh"};
  EXPECT_EQ(read(request(), 2), "ab");
  EXPECT_EQ(read(request(), 2), "c");
  EXPECT_EQ(read(request()), "defgh");
  EXPECT_EQ(read(request()), "(eof)");
  EXPECT_EQ(read(request()), "(eof)");
}

TEST_F(RequestBodyTest, ASynchronousReadMayBlock) {
  body() = {"x"};
  read(request());
  EXPECT_EQ(test_.host().blocked_reads, 1);
}

TEST_F(RequestBodyTest, BadParametersAreRefused) {
  char buffer[4];
  DWORD received = 0;
  constexpr HRESULT kBad = HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER);
  EXPECT_EQ(request().ReadEntityBody(nullptr, 4, FALSE, &received, nullptr), kBad);
  EXPECT_EQ(request().ReadEntityBody(buffer, 0, FALSE, &received, nullptr), kBad);
  EXPECT_EQ(request().ReadEntityBody(buffer, 4, FALSE, nullptr, nullptr), kBad);
}

TEST_F(RequestBodyTest, InsertedBytesComeBeforeTheUnread) {
  body() = {"abcdef"};
  std::string first = "one";
  std::string second = "two";
  EXPECT_EQ(read(request(), 2), "ab");
  EXPECT_EQ(request().InsertEntityBody(first.data(), 3), S_OK);
  EXPECT_EQ(request().InsertEntityBody(second.data(), 3), S_OK);
  EXPECT_EQ(read(request(), 4), "twoo");
  EXPECT_EQ(read(request(), 4), "ne");
  EXPECT_EQ(read(request()), "cdef");
}

TEST_F(RequestBodyTest, RemainingCountsInsertedBytes) {
  std::string text = "12345";
  test_.host().left = 10;
  EXPECT_EQ(request().GetRemainingEntityBytes(), 10U);
  request().InsertEntityBody(text.data(), 5);
  EXPECT_EQ(request().GetRemainingEntityBytes(), 15U);
  read(request(), 2);
  EXPECT_EQ(request().GetRemainingEntityBytes(), 13U);
}

TEST_F(RequestBodyTest, RemainingIsThirtyTwoBitsWide) {
  test_.host().left = 1ULL << 40;
  EXPECT_EQ(request().GetRemainingEntityBytes(), 0xFFFFFFFEU);
  test_.host().left = std::nullopt;
  EXPECT_EQ(request().GetRemainingEntityBytes(), INFINITE);
}

TEST_F(RequestBodyTest, ReadEntityIsRaisedForEveryCallWithWhatWasRead) {
  std::vector<std::string> seen;
  reader_.on(RQ_READ_ENTITY, [&](const Call& call) {
    PVOID buffer = nullptr;
    DWORD bytes = 0;
    DWORD capacity = 0;
    static_cast<IReadEntityProvider*>(call.provider)->GetEntity(&buffer, &bytes, &capacity);
    EXPECT_EQ(capacity, 100U);
    seen.emplace_back(static_cast<char*>(buffer), bytes);
    return RQ_NOTIFICATION_CONTINUE;
  });
  body() = {"abc"};
  EXPECT_EQ(read(request()), "abc");
  EXPECT_EQ(read(request()), "(eof)");
  EXPECT_EQ(seen, (std::vector<std::string>{"abc", ""}));
}

TEST_F(RequestBodyTest, AModuleCanReplaceTheEntity) {
  std::string replacement = "REPLACED";
  reader_.on(RQ_READ_ENTITY, [&](const Call& call) {
    static_cast<IReadEntityProvider*>(call.provider)->SetEntity(replacement.data(), 8, 8);
    return RQ_NOTIFICATION_CONTINUE;
  });
  body() = {"abc"};
  EXPECT_EQ(read(request()), "REPLACED");
}

TEST_F(RequestBodyTest, AModuleCanGoOnAfterTheEnd) {
  std::string tail = "tail";
  int calls = 0;
  reader_.on(RQ_READ_ENTITY, [&](const Call& call) {
    if (++calls == 1) {
      static_cast<IReadEntityProvider*>(call.provider)->SetEntity(tail.data(), 4, 4);
    }
    return RQ_NOTIFICATION_CONTINUE;
  });
  EXPECT_EQ(read(request()), "tail");
  EXPECT_EQ(read(request()), "(eof)");
}

TEST_F(RequestBodyTest, AReplacementLargerThanTheBufferIsReadOn) {
  std::string large = "0123456789";
  int calls = 0;
  reader_.on(RQ_READ_ENTITY, [&](const Call& call) {
    if (++calls == 1) {
      static_cast<IReadEntityProvider*>(call.provider)->SetEntity(large.data(), 10, 10);
    }
    return RQ_NOTIFICATION_CONTINUE;
  });
  body() = {"abc"};
  EXPECT_EQ(read(request(), 4), "0123");
  large.assign(10, '!');
  EXPECT_EQ(read(request(), 4), "4567") << "the rest must have been copied";
  EXPECT_EQ(read(request(), 4), "89");
}

TEST_F(RequestBodyTest, ABadReplacementIsIgnored) {
  char byte = 'x';
  reader_.on(RQ_READ_ENTITY, [&](const Call& call) {
    static_cast<IReadEntityProvider*>(call.provider)->SetEntity(&byte, 2, 1);
    static_cast<IReadEntityProvider*>(call.provider)->SetEntity(nullptr, 1, 1);
    return RQ_NOTIFICATION_CONTINUE;
  });
  body() = {"abc"};
  EXPECT_EQ(read(request()), "abc");
}

TEST_F(RequestBodyTest, AReadInsideReadEntityDoesNotRaiseItAgain) {
  reader_.on(RQ_READ_ENTITY, [&](const Call&) {
    EXPECT_EQ(read(request(), 1), "b");
    return RQ_NOTIFICATION_CONTINUE;
  });
  body() = {"abc"};
  EXPECT_EQ(read(request(), 1), "a");
  EXPECT_EQ(journal_.size(), 1U);
}

TEST_F(RequestBodyTest, AnAsynchronousReadOfBytesThatAreThereCompletesAtOnce) {
  body() = {"abc"};
  char buffer[8];
  DWORD received = 0;
  BOOL pending = TRUE;
  EXPECT_EQ(request().ReadEntityBody(buffer, 8, TRUE, &received, &pending), S_OK);
  EXPECT_FALSE(pending);
  EXPECT_EQ(received, 3U);
  EXPECT_EQ(test_.host().blocked_reads, 0);
}

TEST_F(RequestBodyTest, AnAsynchronousReadWaitsAndThenRaisesReadEntity) {
  test_.host().body_blocked = true;
  char buffer[8];
  reader_.on(RQ_BEGIN_REQUEST, [&](const Call& call) {
    DWORD received = 0;
    BOOL pending = FALSE;
    EXPECT_EQ(call.context->GetRequest()->ReadEntityBody(buffer, 8, TRUE, &received, &pending),
              S_OK);
    EXPECT_TRUE(pending);
    return RQ_NOTIFICATION_PENDING;
  });
  std::string replacement = "new";
  reader_.on(RQ_READ_ENTITY, [&](const Call& call) {
    static_cast<IReadEntityProvider*>(call.provider)->SetEntity(replacement.data(), 3, 3);
    return RQ_NOTIFICATION_CONTINUE;
  });
  std::string told;
  reader_.on_async([&](const Call& call) {
    told.assign(buffer, call.completion->GetCompletionBytes());
    return RQ_NOTIFICATION_CONTINUE;
  });
  ASSERT_EQ(test_.pipeline.run(), pipeline::WalkResult::pending);
  EXPECT_EQ(journal_, (Journal{"reader.BeginRequest"}));
  test_.host().deliver_later("late bytes");
  EXPECT_EQ(test_.pipeline.resume(), pipeline::WalkResult::finished);
  EXPECT_EQ(told, "new");
}

TEST_F(RequestBodyTest, ACallbackCanStandForOnAsyncCompletion) {
  test_.host().body_blocked = true;
  char buffer[8];
  HRESULT told = S_OK;
  reader_.on(RQ_BEGIN_REQUEST, [&](const Call&) {
    DWORD received = 0;
    BOOL pending = FALSE;
    const PFN_ASYNC_COMPLETION routine = [](IHttpContext3*, IHttpCompletionInfo2* info,
                                            VOID* context) {
      *static_cast<HRESULT*>(context) = info->GetCompletionStatus();
      return RQ_NOTIFICATION_CONTINUE;
    };
    EXPECT_EQ(request().ReadEntityBody(buffer, 8, TRUE, routine, &told, &received, &pending), S_OK);
    EXPECT_TRUE(pending);
    return RQ_NOTIFICATION_PENDING;
  });
  ASSERT_EQ(test_.pipeline.run(), pipeline::WalkResult::pending);
  test_.host().deliver_later("");
  EXPECT_EQ(test_.pipeline.resume(), pipeline::WalkResult::finished);
  EXPECT_EQ(told, kEof);
}

}  // namespace
}  // namespace penstock::native
