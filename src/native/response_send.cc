// Body chunks, buffering, Flush and the SendResponse notification; see http_response.h.
// Pages: IHttpResponse::WriteEntityChunks, Flush, CHttpModule::OnSendResponse.
#include "native/chunk_resolver.h"
#include "native/hresult_boundary.h"
#include "native/http_response.h"
#include "native/send_provider.h"

namespace penstock::native {
namespace {

// Page: IHttpCompletionInfo2::GetCompletedOperation.
pipeline::Completion send_completion() {
  pipeline::Completion completion;
  completion.operation = RQ_SEND_RESPONSE;
  return completion;
}

pipeline::Completion callback_completion(PFN_ASYNC_COMPLETION routine, VOID* routine_context) {
  pipeline::Completion completion = send_completion();
  completion.kind = pipeline::Completion::Kind::callback;
  completion.routine = routine;
  completion.routine_context = routine_context;
  return completion;
}

}  // namespace

HRESULT HttpResponse::notify_send(bool more_data) {
  raw_.absorb();
  send_flags_ = more_data ? HTTP_SEND_RESPONSE_FLAG_MORE_DATA : 0;
  if (need_disconnect_) {
    send_flags_ |= HTTP_SEND_RESPONSE_FLAG_DISCONNECT;
  }
  if (!context_.pipeline().plan().nested(pipeline::Nested::send_response).empty()) {
    SendResponseProvider provider(context_, send_flags_);
    notifying_send_ = true;
    context_.raise(pipeline::Nested::send_response, &provider);
    notifying_send_ = false;
    raw_.absorb();
    need_disconnect_ = need_disconnect_ || (send_flags_ & HTTP_SEND_RESPONSE_FLAG_DISCONNECT) != 0;
  }
  return body_.resolve();
}

// From inside OnSendResponse there is nothing to do: what is there goes out with the send that is
// being announced, and announcing it again would never end.
HRESULT HttpResponse::flush(bool async, bool more_data, DWORD* sent, BOOL* pending,
                            const pipeline::Completion& completion) {
  store(sent, 0);
  store(pending, FALSE);
  if (notifying_send_ || held_) {
    return S_OK;
  }
  if (const HRESULT result = notify_send(more_data); FAILED(result)) {
    return result;
  }
  const bool may_pend = async && pending != nullptr;
  const SendResult result = context_.host().send(more_data, may_pend, completion);
  if (!result.pending) {
    store(sent, result.bytes);
  }
  store(pending, result.pending);
  return result.result;
}

// While buffering, and inside OnSendResponse, chunks are copied: samples pass the stack's memory.
HRESULT HttpResponse::add_chunk(const HTTP_DATA_CHUNK& chunk) {
  HTTP_DATA_CHUNK definite = chunk;
  if (const HRESULT result = resolve_chunk(definite, arena_); FAILED(result)) {
    return result;
  }
  if (definite.DataChunkType == HttpDataChunkFromMemory && definite.FromMemory.BufferLength == 0) {
    return S_OK;
  }
  const bool of_module = chunk.DataChunkType == HttpDataChunkFromMemory ||
                         chunk.DataChunkType == HttpDataChunkFromFileHandle;
  const bool copy = of_module && (buffering_ || notifying_send_ || held_);
  return copy ? body_.append_copy(definite) : body_.insert(definite, -1);
}

// All of them become part of the response, or none.
HRESULT HttpResponse::add_chunks(std::span<const HTTP_DATA_CHUNK> chunks, std::uint64_t& length) {
  const std::size_t before = body_.count();
  for (const HTTP_DATA_CHUNK& chunk : chunks) {
    if (const HRESULT result = add_chunk(chunk); FAILED(result)) {
      body_.truncate(before);
      return result;
    }
  }
  length = body_.length(before);
  return S_OK;
}

HRESULT HttpResponse::write(std::span<const HTTP_DATA_CHUNK> chunks, bool async, bool more_data,
                            DWORD* sent, BOOL* pending, const pipeline::Completion& completion) {
  store(sent, 0);
  store(pending, FALSE);
  if (chunks.data() == nullptr) {
    return kInvalidParameter;
  }
  if (!body_.fits(chunks.size())) {
    return kTooManyChunks;
  }
  raw_.absorb();
  std::uint64_t length = 0;
  const HRESULT added = add_chunks(chunks, length);
  raw_.refresh();
  if (FAILED(added)) {
    return added;
  }
  const bool full = buffer_limit_ != 0 && body_.buffered() > buffer_limit_;
  if (notifying_send_ || held_ || (buffering_ && !full)) {
    store(sent, length);
    return S_OK;
  }
  BOOL waits = FALSE;
  const HRESULT result =
      flush(async, more_data, nullptr, pending == nullptr ? nullptr : &waits, completion);
  store(pending, waits);
  if (SUCCEEDED(result) && !waits) {
    store(sent, length);
  }
  return result;
}

HRESULT HttpResponse::WriteEntityChunks(HTTP_DATA_CHUNK* chunks, DWORD count, BOOL async,
                                        BOOL more_data, DWORD* sent, BOOL* pending) {
  return write({chunks, count}, async != FALSE, more_data != FALSE, sent, pending,
               send_completion());
}

HRESULT HttpResponse::WriteEntityChunks(HTTP_DATA_CHUNK* chunks, DWORD count, BOOL async,
                                        BOOL more_data, PFN_ASYNC_COMPLETION routine,
                                        VOID* routine_context, DWORD* sent, BOOL* pending) {
  if (async && routine == nullptr) {
    return kInvalidParameter;
  }
  return write({chunks, count}, async != FALSE, more_data != FALSE, sent, pending,
               callback_completion(routine, routine_context));
}

HRESULT HttpResponse::WriteEntityChunkByReference(HTTP_DATA_CHUNK* chunk, LONG position) {
  if (chunk == nullptr) {
    return kInvalidParameter;
  }
  HTTP_DATA_CHUNK definite = *chunk;
  if (const HRESULT result = resolve_chunk(definite, arena_); FAILED(result)) {
    return result;
  }
  raw_.absorb();
  const HRESULT result = body_.insert(definite, position);
  raw_.refresh();
  return result;
}

HRESULT HttpResponse::Flush(BOOL async, BOOL more_data, DWORD* sent, BOOL* pending) {
  return flush(async != FALSE, more_data != FALSE, sent, pending, send_completion());
}

HRESULT HttpResponse::Flush(BOOL async, BOOL more_data, PFN_ASYNC_COMPLETION routine,
                            VOID* routine_context, DWORD* sent, BOOL* pending) {
  if (async && routine == nullptr) {
    return kInvalidParameter;
  }
  return flush(async != FALSE, more_data != FALSE, sent, pending,
               callback_completion(routine, routine_context));
}

}  // namespace penstock::native
