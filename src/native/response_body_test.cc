// Entity chunks, buffering, Flush and the SendResponse notification.
#include <gtest/gtest.h>

#include <unistd.h>

#include "cache/fragment_cache.h"
#include "native/test_request.h"

namespace penstock::native {
namespace {

using testing::body_text;
using testing::Call;
using testing::Journal;
using testing::memory_chunk;
using testing::TestModule;
using testing::TestRequest;

constexpr HRESULT kBad = HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER);

class ResponseBodyTest : public ::testing::Test {
 protected:
  ResponseBodyTest() { test_.begin(); }
  IHttpResponse& api() { return test_.response(); }
  HttpResponse& response() { return test_.response(); }
  HRESULT write(HTTP_DATA_CHUNK chunk, DWORD* sent = nullptr) {
    return api().WriteEntityChunks(&chunk, 1, FALSE, TRUE, sent);
  }
  HRESULT write(std::string_view text, DWORD* sent = nullptr) {
    return write(memory_chunk(text), sent);
  }
  std::string body() { return body_text(response(), test_.arena); }
  std::vector<testing::Sent>& sends() { return test_.host().sends; }

  Journal journal_;
  TestModule sender_{"sender", journal_, RQ_SEND_RESPONSE | RQ_BEGIN_REQUEST};
  TestRequest test_{{&sender_}};
};

// A file handle over a temporary file.
class TestFile {
 public:
  explicit TestFile(std::string_view text) {
    char name[] = "/tmp/penstock_chunk_XXXXXX";
    const int file = ::mkstemp(name);
    ::unlink(name);
    EXPECT_EQ(::write(file, text.data(), text.size()), static_cast<ssize_t>(text.size()));
    handle_ = penstock_handle_from_fd(file, true);
  }
  ~TestFile() { close(); }
  void close() {
    if (handle_ != nullptr) {
      ::CloseHandle(handle_);
      handle_ = nullptr;
    }
  }
  HTTP_DATA_CHUNK chunk(ULONGLONG offset, ULONGLONG length) const {
    HTTP_DATA_CHUNK chunk{};
    chunk.DataChunkType = HttpDataChunkFromFileHandle;
    chunk.FromFileHandle.ByteRange.StartingOffset.QuadPart = offset;
    chunk.FromFileHandle.ByteRange.Length.QuadPart = length;
    chunk.FromFileHandle.FileHandle = handle_;
    return chunk;
  }

 private:
  HANDLE handle_ = nullptr;
};

TEST_F(ResponseBodyTest, BufferedWritesCopyAndSendNothing) {
  std::string text = "first";
  DWORD sent = 0;
  EXPECT_EQ(write(text, &sent), S_OK);
  text = "XXXXX";
  EXPECT_EQ(write(" second"), S_OK);
  EXPECT_EQ(sent, 5U);
  EXPECT_EQ(body(), "first second");
  EXPECT_TRUE(sends().empty());
}

TEST_F(ResponseBodyTest, AnAsynchronousBufferedWriteCompletesAtOnce) {
  HTTP_DATA_CHUNK chunk = memory_chunk("abc");
  BOOL pending = TRUE;
  DWORD sent = 0;
  EXPECT_EQ(api().WriteEntityChunks(&chunk, 1, TRUE, TRUE, &sent, &pending), S_OK);
  EXPECT_FALSE(pending);
  EXPECT_EQ(sent, 3U);
}

TEST_F(ResponseBodyTest, LargeCopiesLiveOutsideTheArena) {
  const std::string large(1 << 20, 'x');
  const std::size_t before = test_.arena.footprint();
  EXPECT_EQ(write(large), S_OK);
  EXPECT_EQ(body(), large);
  EXPECT_LT(test_.arena.footprint() - before, large.size());
}

TEST_F(ResponseBodyTest, ReferencesAreNotCopiedAndHaveAPlace) {
  std::string text = "bb";
  HTTP_DATA_CHUNK chunk = memory_chunk(text);
  EXPECT_EQ(api().WriteEntityChunkByReference(&chunk), S_OK);
  HTTP_DATA_CHUNK first = memory_chunk("aa");
  EXPECT_EQ(api().WriteEntityChunkByReference(&first, 0), S_OK);
  HTTP_DATA_CHUNK last = memory_chunk("cc");
  EXPECT_EQ(api().WriteEntityChunkByReference(&last, -1), S_OK);
  text = "BB";
  EXPECT_EQ(body(), "aaBBcc");
  EXPECT_EQ(api().WriteEntityChunkByReference(&last, 9), kBad);
  EXPECT_EQ(api().WriteEntityChunkByReference(&last, -2), kBad);
}

TEST_F(ResponseBodyTest, BadChunksAreRefusedAndNothingIsAdded) {
  EXPECT_EQ(api().WriteEntityChunks(nullptr, 1, FALSE, TRUE, nullptr), kBad);
  EXPECT_EQ(api().WriteEntityChunkByReference(nullptr), kBad);
  HTTP_DATA_CHUNK chunks[2] = {memory_chunk("good"), memory_chunk({nullptr, 5})};
  EXPECT_TRUE(FAILED(api().WriteEntityChunks(chunks, 2, FALSE, TRUE, nullptr)));
  EXPECT_EQ(response().chunks().size(), 0U);
  chunks[1].DataChunkType = HttpDataChunkMaximum;
  EXPECT_EQ(api().WriteEntityChunks(chunks, 2, FALSE, TRUE, nullptr), kBad);
  EXPECT_EQ(response().chunks().size(), 0U);
}

TEST_F(ResponseBodyTest, MoreChunksThanAnArrayCanCountAreRefused) {
  std::vector<HTTP_DATA_CHUNK> many(65535, memory_chunk("a"));
  EXPECT_EQ(api().WriteEntityChunks(many.data(), 65535, FALSE, TRUE, nullptr), S_OK);
  constexpr HRESULT kTooMany = HRESULT_FROM_WIN32(ERROR_ARITHMETIC_OVERFLOW);
  EXPECT_EQ(write("b"), kTooMany);
  EXPECT_EQ(api().WriteEntityChunkByReference(many.data()), kTooMany);
  EXPECT_EQ(response().entity_bytes(), 65535U);
}

TEST_F(ResponseBodyTest, FileChunksSurviveTheirHandle) {
  TestFile file("0123456789");
  EXPECT_EQ(write(file.chunk(2, 3)), S_OK);
  EXPECT_EQ(write(file.chunk(7, HTTP_BYTE_RANGE_TO_EOF)), S_OK);
  file.close();
  EXPECT_EQ(response().entity_bytes(), 6U);
  EXPECT_EQ(body(), "234789");
}

TEST_F(ResponseBodyTest, ARangeBehindTheFileIsRefused) {
  const TestFile file("0123");
  EXPECT_EQ(write(file.chunk(5, HTTP_BYTE_RANGE_TO_EOF)), HRESULT_FROM_WIN32(ERROR_INVALID_DATA));
}

TEST_F(ResponseBodyTest, AClosedHandleIsRefused) {
  TestFile file("0123");
  const HTTP_DATA_CHUNK chunk = file.chunk(0, 4);
  file.close();
  EXPECT_EQ(write(chunk), HRESULT_FROM_WIN32(ERROR_INVALID_HANDLE));
}

TEST_F(ResponseBodyTest, FragmentsAreSentAsTheyWereWhenWritten) {
  cache::FragmentCache::instance().add(L"piece", "fragment");
  HTTP_DATA_CHUNK chunk{};
  chunk.DataChunkType = HttpDataChunkFromFragmentCache;
  chunk.FromFragmentCache.pFragmentName = L"piece and more";
  chunk.FromFragmentCache.FragmentNameLength = 5 * sizeof(WCHAR);
  EXPECT_EQ(write(chunk), S_OK);
  HTTP_DATA_CHUNK part{};
  part.DataChunkType = HttpDataChunkFromFragmentCacheEx;
  part.FromFragmentCacheEx.pFragmentName = L"piece";
  part.FromFragmentCacheEx.ByteRange.StartingOffset.QuadPart = 4;
  part.FromFragmentCacheEx.ByteRange.Length.QuadPart = HTTP_BYTE_RANGE_TO_EOF;
  EXPECT_EQ(write(part), S_OK);
  cache::FragmentCache::instance().remove(L"piece");
  EXPECT_EQ(body(), "fragmentment");
  EXPECT_EQ(write(chunk), HRESULT_FROM_WIN32(ERROR_PATH_NOT_FOUND));
}

TEST_F(ResponseBodyTest, FlushSendsWhatIsThereAndRaisesSendResponseEachTime) {
  write("one");
  DWORD sent = 0;
  BOOL pending = TRUE;
  EXPECT_EQ(api().Flush(FALSE, TRUE, &sent, &pending), S_OK);
  EXPECT_EQ(sent, 3U);
  EXPECT_FALSE(pending);
  write("two");
  EXPECT_EQ(api().Flush(FALSE, FALSE, &sent), S_OK);
  ASSERT_EQ(sends().size(), 2U);
  EXPECT_TRUE(sends()[0].headers);
  EXPECT_TRUE(sends()[0].more_data);
  EXPECT_EQ(sends()[0].body, "one");
  EXPECT_FALSE(sends()[1].headers);
  EXPECT_FALSE(sends()[1].more_data);
  EXPECT_EQ(sends()[1].body, "two");
  EXPECT_EQ(journal_, (Journal{"sender.SendResponse", "sender.SendResponse"}));
  EXPECT_TRUE(test_.context.GetResponseHeadersSent());
}

TEST_F(ResponseBodyTest, AFlushThatHasToWaitIsPending) {
  test_.host().send_pends = true;
  BOOL pending = FALSE;
  DWORD sent = 99;
  EXPECT_EQ(api().Flush(TRUE, TRUE, &sent, &pending), S_OK);
  EXPECT_TRUE(pending);
  EXPECT_EQ(sent, 0U);
  EXPECT_EQ(api().Flush(FALSE, TRUE, &sent, &pending), S_OK);
  EXPECT_FALSE(pending);
}

TEST_F(ResponseBodyTest, AFlushWithACallbackCompletesThroughIt) {
  test_.host().send_pends = true;
  BOOL pending = FALSE;
  DWORD sent = 0;
  int marker = 0;
  const PFN_ASYNC_COMPLETION routine = [](IHttpContext3*, IHttpCompletionInfo2*, VOID*) {
    return RQ_NOTIFICATION_CONTINUE;
  };
  EXPECT_EQ(response().Flush(TRUE, TRUE, routine, &marker, &sent, &pending), S_OK);
  EXPECT_TRUE(pending);
  EXPECT_EQ(test_.host().later.kind, pipeline::Completion::Kind::callback);
  EXPECT_EQ(test_.host().later.routine_context, &marker);
}

TEST_F(ResponseBodyTest, WithoutBufferingAWriteIsSentUncopied) {
  api().DisableBuffering();
  DWORD sent = 0;
  EXPECT_EQ(write("now", &sent), S_OK);
  EXPECT_EQ(sent, 3U);
  ASSERT_EQ(sends().size(), 1U);
  EXPECT_EQ(sends()[0].body, "now");
  EXPECT_EQ(response().entity_bytes(), 0U);
}

TEST_F(ResponseBodyTest, TheBufferLimitFlushes) {
  response().set_buffer_limit(10);
  write("0123456789");
  EXPECT_TRUE(sends().empty());
  write("x");
  ASSERT_EQ(sends().size(), 1U);
  EXPECT_EQ(sends()[0].body, "0123456789x");
  write("0123456789");
  EXPECT_EQ(sends().size(), 1U) << "the limit counts what is held now";
}

TEST_F(ResponseBodyTest, SendResponseCanRewriteTheResponseWithoutRaisingItself) {
  sender_.on(RQ_SEND_RESPONSE, [](const Call& call) {
    IHttpResponse* response = call.context->GetResponse();
    response->Clear();
    response->SetStatus(418, "Teapot");
    response->DisableBuffering();
    std::string local = "rewritten";
    HTTP_DATA_CHUNK chunk = memory_chunk(local);
    EXPECT_EQ(response->WriteEntityChunks(&chunk, 1, FALSE, TRUE, nullptr), S_OK);
    EXPECT_EQ(response->Flush(FALSE, TRUE, nullptr), S_OK);
    local = "XXXXXXXXX";
    return RQ_NOTIFICATION_CONTINUE;
  });
  write("original");
  EXPECT_EQ(api().Flush(FALSE, FALSE, nullptr), S_OK);
  ASSERT_EQ(sends().size(), 1U);
  EXPECT_EQ(sends()[0].status, 418);
  EXPECT_EQ(sends()[0].body, "rewritten");
  EXPECT_EQ(journal_.size(), 1U);
}

TEST_F(ResponseBodyTest, FinishFromSendResponseSendsAndFinishesTheRequest) {
  sender_.returns(RQ_SEND_RESPONSE, RQ_NOTIFICATION_FINISH_REQUEST);
  sender_.on(RQ_BEGIN_REQUEST, [](const Call& call) {
    call.context->GetResponse()->Flush(FALSE, TRUE, nullptr);
    return RQ_NOTIFICATION_CONTINUE;
  });
  EXPECT_EQ(test_.pipeline.run(), pipeline::WalkResult::finished);
  EXPECT_EQ(sends().size(), 1U);
  EXPECT_TRUE(test_.server_journal.empty()) << "stages between were not passed over";
}

TEST_F(ResponseBodyTest, TheProviderTellsWhatIsBeingSent) {
  struct Seen {
    BOOL headers;
    DWORD flags;
    BOOL ready_to_log;
  };
  std::vector<Seen> seen;
  sender_.on(RQ_SEND_RESPONSE, [&](const Call& call) {
    auto* provider = static_cast<ISendResponseProvider*>(call.provider);
    seen.push_back(
        {provider->GetHeadersBeingSent(), provider->GetFlags(), provider->GetReadyToLogData()});
    provider->SetFlags(provider->GetFlags() | HTTP_SEND_RESPONSE_FLAG_DISCONNECT);
    return RQ_NOTIFICATION_CONTINUE;
  });
  api().Flush(FALSE, TRUE, nullptr);
  EXPECT_TRUE(response().need_disconnect());
  response().notify_send(false);
  ASSERT_EQ(seen.size(), 2U);
  EXPECT_TRUE(seen[0].headers);
  EXPECT_EQ(seen[0].flags, DWORD{HTTP_SEND_RESPONSE_FLAG_MORE_DATA});
  EXPECT_FALSE(seen[0].ready_to_log);
  EXPECT_FALSE(seen[1].headers);
  EXPECT_EQ(seen[1].flags, DWORD{HTTP_SEND_RESPONSE_FLAG_DISCONNECT});
  EXPECT_TRUE(seen[1].ready_to_log);
}

TEST_F(ResponseBodyTest, SuppressedHeadersAreNotBeingSent) {
  BOOL headers = TRUE;
  sender_.on(RQ_SEND_RESPONSE, [&](const Call& call) {
    headers = static_cast<ISendResponseProvider*>(call.provider)->GetHeadersBeingSent();
    return RQ_NOTIFICATION_CONTINUE;
  });
  api().SuppressHeaders();
  response().notify_send(false);
  EXPECT_FALSE(headers);
}

TEST_F(ResponseBodyTest, AChunkThatCannotBeSentFailsTheFlush) {
  TestFile file("0123");
  HTTP_DATA_CHUNK chunk = file.chunk(0, HTTP_BYTE_RANGE_TO_EOF);
  HTTP_RESPONSE* raw = api().GetRawHttpResponse();
  raw->pEntityChunks = &chunk;
  raw->EntityChunkCount = 1;
  file.close();
  EXPECT_EQ(api().Flush(FALSE, FALSE, nullptr), HRESULT_FROM_WIN32(ERROR_INVALID_HANDLE));
  EXPECT_TRUE(sends().empty());
}

TEST_F(ResponseBodyTest, AFailedSendIsReported) {
  test_.host().send_result = HRESULT_FROM_WIN32(ERROR_CONNECTION_INVALID);
  EXPECT_EQ(api().Flush(FALSE, TRUE, nullptr), HRESULT_FROM_WIN32(ERROR_CONNECTION_INVALID));
}

}  // namespace
}  // namespace penstock::native
