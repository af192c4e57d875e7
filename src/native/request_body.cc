// ReadEntityBody step by step: inserted bytes, else the client's; then ReadEntity is raised, for
// every call; then what modules made of the bytes is handed out. See request_body.h.
#include "native/request_body.h"

#include <algorithm>
#include <cstring>

#include "native/http_context.h"

namespace penstock::native {

void RequestBody::begin() {
  inserted_ = nullptr;
  inserted_bytes_ = 0;
  pending_buffer_ = nullptr;
  pending_size_ = 0;
  notifying_ = false;
}

HRESULT RequestBody::read(void* buffer, DWORD size, bool async, DWORD* received, BOOL* pending,
                          pipeline::Completion completion) {
  store(received, 0);
  store(pending, FALSE);
  if (buffer == nullptr || size == 0 || (!async && received == nullptr)) {
    return kInvalidParameter;
  }
  char* const into = static_cast<char*>(buffer);
  const bool may_wait = !async || pending == nullptr;
  DWORD bytes = take_inserted(into, size);
  HRESULT result = S_OK;
  if (bytes == 0) {
    const BodyRead read = context_.host().read_body({into, size}, may_wait);
    if (read.status == BodyRead::Status::would_block) {
      pending_buffer_ = into;
      pending_size_ = size;
      completion.operation = RQ_READ_ENTITY;
      completion.prepare = &RequestBody::notify_later;
      completion.prepare_owner = this;
      *pending = TRUE;
      context_.host().read_body_later({into, size}, completion);
      return S_OK;
    }
    bytes = read.bytes;
    result = read.status == BodyRead::Status::data  ? S_OK
             : read.status == BodyRead::Status::end ? kHandleEof
                                                    : read.error;
  }
  result = notify(into, size, bytes, result);
  store(received, bytes);
  return result;
}

void RequestBody::notify_later(void* body, pipeline::Completion& completion) {
  auto& self = *static_cast<RequestBody*>(body);
  completion.result =
      self.notify(self.pending_buffer_, self.pending_size_, completion.bytes, completion.result);
}

// Page: IReadEntityProvider. Raised at the end of the body too, with length 0, so that a module
// can go on with bytes of its own. Not for a read from inside OnReadEntity: it would never end.
HRESULT RequestBody::notify(char* buffer, DWORD size, DWORD& bytes, HRESULT result) {
  const bool readable = SUCCEEDED(result) || result == kHandleEof;
  if (!readable || notifying_ ||
      context_.pipeline().plan().nested(pipeline::Nested::read_entity).empty()) {
    return result;
  }
  ReadEntityProvider provider(context_.error_record(), buffer, bytes, size);
  notifying_ = true;
  context_.raise(pipeline::Nested::read_entity, &provider);
  notifying_ = false;
  take_replaced(static_cast<const char*>(provider.buffer()), provider.bytes(), buffer, size, bytes);
  return bytes > 0 ? S_OK : result;
}

// What does not fit into the reader's buffer is read next.
void RequestBody::take_replaced(const char* data, DWORD data_size, char* buffer, DWORD size,
                                DWORD& bytes) {
  bytes = std::min(data_size, size);
  if (data != buffer && bytes != 0) {
    std::memmove(buffer, data, bytes);
  }
  if (data_size <= size) {
    return;
  }
  const DWORD rest = data_size - size;
  if (void* copy = context_.arena().try_allocate(rest, 1); copy != nullptr) {
    std::memcpy(copy, data + size, rest);
    push_front(static_cast<const char*>(copy), rest);
  }
}

HRESULT RequestBody::insert(void* buffer, DWORD size) {
  if (buffer == nullptr && size != 0) {
    return kInvalidParameter;
  }
  return size == 0 || push_front(static_cast<const char*>(buffer), size) ? S_OK : kNotEnoughMemory;
}

bool RequestBody::push_front(const char* data, DWORD size) {
  void* memory = context_.arena().try_allocate(sizeof(Inserted), alignof(Inserted));
  if (memory == nullptr) {
    return false;
  }
  inserted_ = new (memory) Inserted{inserted_, data, size};
  inserted_bytes_ += size;
  return true;
}

DWORD RequestBody::take_inserted(char* into, DWORD size) {
  DWORD taken = 0;
  while (inserted_ != nullptr && taken < size) {
    const DWORD part = std::min(inserted_->size, size - taken);
    std::memcpy(into + taken, inserted_->data, part);
    taken += part;
    inserted_->data += part;
    inserted_->size -= part;
    if (inserted_->size == 0) {
      inserted_ = inserted_->next;
    }
  }
  inserted_bytes_ -= taken;
  return taken;
}

std::optional<std::uint64_t> RequestBody::left() const {
  const std::optional<std::uint64_t> clients = context_.host().body_left();
  return clients.has_value() ? std::optional(*clients + inserted_bytes_) : std::nullopt;
}

DWORD RequestBody::remaining() const {
  const std::optional<std::uint64_t> bytes = left();
  return bytes.has_value() ? static_cast<DWORD>(std::min<std::uint64_t>(*bytes, INFINITE - 1))
                           : INFINITE;
}

}  // namespace penstock::native
