// Reading the body and sending the response on behalf of modules: without blocking first, then
// blocking (after giving the loop away) or asynchronous, as the call asked. See exchange.h.
#include <sys/socket.h>

#include "io/chain_sender.h"
#include "io/socket.h"
#include "native/http_server.h"
#include "server/connection.h"
#include "server/exchange.h"
#include "server/server_context.h"
#include "server/site_table.h"

namespace penstock::server {

using native::BodyRead;
using native::SendResult;
using pipeline::Completion;
using pipeline::Delivery;

namespace {

// Dissolving the association of a connected TCP socket sends a reset at once, and leaves the
// descriptor to its owner (tcp_disconnect).
void reset_socket(int fd) {
  sockaddr unspecified{};
  unspecified.sa_family = AF_UNSPEC;
  (void)::connect(fd, &unspecified, sizeof(unspecified));
}

}  // namespace

// --- body ---------------------------------------------------------------------------------------

bool Exchange::say_continue() {
  if (!body_.continue_due() || sender_.head_staged() || !body_.take_continue()) {
    return true;
  }
  output_.chain().push(http::kContinueResponse);
  return io::send_chain(connection_->fd(), output_.chain()).status == io::SendStatus::kDone ||
         send_blocking();
}

BodyRead Exchange::read_body(std::span<char> into, bool may_block) {
  if (into.empty()) {
    return {BodyRead::Status::data, 0, S_OK};
  }
  if (!say_continue()) {
    return {BodyRead::Status::failed, 0, HRESULT_FROM_WIN32(ERROR_CONNECTION_INVALID)};
  }
  for (;;) {
    const BodyRead read = body_.read(into);
    if (read.status != BodyRead::Status::would_block || !may_block) {
      return read;
    }
    release_held_output();
    if (!connection_->loop().give_away()) {
      return {BodyRead::Status::failed, 0, HRESULT_FROM_WIN32(ERROR_BUSY)};
    }
    const auto deadline = Clock::now() + std::chrono::milliseconds(body_timeout_ms());
    if (io::wait_readable(connection_->fd(), deadline) != io::WaitResult::kReady) {
      aborted_ = true;
      return {BodyRead::Status::failed, 0, HRESULT_FROM_WIN32(ERROR_SEM_TIMEOUT)};
    }
  }
}

void Exchange::read_body_later(std::span<char> into, const Completion& completion) {
  release_held_output();
  io_buffer_ = into;
  begin_io(PendingIo::read, completion);
}

// From here on the operation is the leader's.
void Exchange::begin_io(PendingIo io, const Completion& completion) {
  io_completion_ = completion;
  io_.store(io, std::memory_order_release);
  connection_->post_io_wait();
}

// A site that closes idle connections early does not wait longer for bodies and readers.
std::int64_t Exchange::body_timeout_ms() const {
  return std::min(server_.timeouts.body_ms, idle_ms_);
}

std::int64_t Exchange::send_timeout_ms() const {
  return std::min(server_.timeouts.send_ms, idle_ms_);
}

std::int64_t Exchange::io_timeout_ms() const {
  return io_.load(std::memory_order_relaxed) == PendingIo::write ? send_timeout_ms()
                                                                 : body_timeout_ms();
}

// A client that does not take its response is reset: the kernel is to keep no bytes for it either.
void Exchange::give_up_io() {
  if (io_.load(std::memory_order_relaxed) == PendingIo::write) {
    reset_connection();
  } else {
    aborted_ = true;
  }
}

// Before the request waits for anything: the client may need the answers before it to go on.
void Exchange::release_held_output() {
  if (!held_output_) {
    return;
  }
  held_output_ = false;
  if (io::send_chain(connection_->fd(), output_.chain()).status == io::SendStatus::kError) {
    aborted_ = true;
  }
}

// --- response -----------------------------------------------------------------------------------

SendResult Exchange::send(bool more_data, bool async, const Completion& completion) {
  native::HttpResponse& response = context_.response();
  const auto bytes = static_cast<DWORD>(response.entity_bytes());
  if (aborted_) {
    response.drop_chunks();
    return {HRESULT_FROM_WIN32(ERROR_CONNECTION_INVALID), 0, false};
  }
  body_.forget_continue();
  if (!more_data && !body_.done()) {
    keep_alive_ = false;
  }
  const HRESULT staged = sender_.stage(response, more_data, keep_alive_);
  if (FAILED(staged)) {
    aborted_ = true;
    return {staged, 0, false};
  }
  held_output_ = false;
  const io::SendResult sent = io::send_chain(connection_->fd(), output_.chain());
  if (sent.status == io::SendStatus::kDone) {
    output_.reset();
    return {S_OK, bytes, false};
  }
  if (sent.status == io::SendStatus::kWouldBlock && async) {
    io_sent_ = bytes;
    begin_io(PendingIo::write, completion);
    return {S_OK, bytes, true};
  }
  if (sent.status == io::SendStatus::kError || !send_blocking()) {
    aborted_ = true;
    return {HRESULT_FROM_WIN32(ERROR_CONNECTION_INVALID), 0, false};
  }
  return {S_OK, bytes, false};
}

// Sends the whole queue, waiting for room; the loop has been given away before the first wait.
bool Exchange::send_blocking() {
  while (!output_.empty()) {
    const io::SendResult sent = io::send_chain(connection_->fd(), output_.chain());
    if (sent.status == io::SendStatus::kError) {
      return false;
    }
    if (sent.status != io::SendStatus::kWouldBlock) {
      continue;
    }
    const auto deadline = Clock::now() + std::chrono::milliseconds(send_timeout_ms());
    if (!connection_->loop().give_away()) {
      return false;
    }
    if (io::wait_writable(connection_->fd(), deadline) != io::WaitResult::kReady) {
      reset_connection();
      return false;
    }
  }
  output_.reset();
  return true;
}

// --- completions --------------------------------------------------------------------------------

// True: the caller owns the request now and resumes it.
bool Exchange::deliver(const Completion& completion) {
  return pipeline_.gate().complete(completion) == Delivery::resume;
}

IoStep Exchange::continue_io() {
  const PendingIo io = io_.load(std::memory_order_acquire);
  if (io == PendingIo::none) {
    return IoStep::done;
  }
  Completion completion = io_completion_;
  if (io == PendingIo::read) {
    const BodyRead read = aborted_ ? BodyRead{} : body_.read(io_buffer_);
    if (read.status == BodyRead::Status::would_block) {
      return IoStep::waits;
    }
    completion.bytes = read.bytes;
    completion.result = read.status == BodyRead::Status::data ? S_OK
                        : read.status == BodyRead::Status::end
                            ? HRESULT_FROM_WIN32(ERROR_HANDLE_EOF)
                        : aborted_ ? HRESULT_FROM_WIN32(ERROR_CONNECTION_INVALID)
                                   : read.error;
  } else {
    const io::SendResult step =
        aborted_ ? io::SendResult{} : io::send_chain(connection_->fd(), output_.chain());
    if (step.status == io::SendStatus::kWouldBlock) {
      return step.bytes > 0 ? IoStep::progress : IoStep::waits;
    }
    const bool sent = step.status == io::SendStatus::kDone;
    aborted_ = aborted_ || !sent;
    output_.reset();
    completion.bytes = sent ? io_sent_ : 0;
    completion.result = sent ? S_OK : HRESULT_FROM_WIN32(ERROR_CONNECTION_INVALID);
  }
  io_.store(PendingIo::none, std::memory_order_relaxed);
  return deliver(completion) ? IoStep::resume : IoStep::done;
}

bool Exchange::post_completion(const Completion& completion) {
  const Delivery delivery = pipeline_.gate().complete(completion);
  if (delivery == Delivery::resume) {
    connection_->post_resume();
  }
  return delivery != Delivery::refused;
}

bool Exchange::indicate_completion(REQUEST_NOTIFICATION_STATUS status) {
  Completion completion;
  completion.kind =
      status == RQ_NOTIFICATION_PENDING ? Completion::Kind::post : Completion::Kind::indicate;
  completion.status = status;
  const Delivery delivery = pipeline_.gate().complete(completion);
  if (delivery == Delivery::resume) {
    connection_->resume();
  }
  return delivery != Delivery::refused;
}

// --- connection ---------------------------------------------------------------------------------

bool Exchange::client_connected() const { return !aborted_ && !io::peer_gone(connection_->fd()); }

void Exchange::reset_connection() {
  aborted_ = true;
  output_.reset();
  reset_socket(connection_->fd());
}

HRESULT Exchange::cancel_io() {
  if (io_.load(std::memory_order_relaxed) == PendingIo::none) {
    return HRESULT_FROM_WIN32(ERROR_INVALID_HANDLE);
  }
  aborted_ = true;
  connection_->post_io_wait();
  return S_OK;
}

IHttpFileInfo* Exchange::open_file(std::string_view physical_path) {
  const std::string_view root =
      native::physical_root(*context_.scope(), context_.request().url().path());
  // A path that a module replaced (MapPath) may lie anywhere.
  const bool inside = physical_path.starts_with(root);
  const native::HttpServer::OpenedFile opened = server_.http_server->open_file(
      physical_path, inside ? root : std::string_view(), context_.GetTraceContext());
  if (opened.file == nullptr) {
    // "No such file" and "cannot open it now" are different answers.
    SetLastError(opened.error == cache::OpenError::other ? ERROR_TOO_MANY_OPEN_FILES
                                                         : ERROR_FILE_NOT_FOUND);
    return nullptr;
  }
  return opened.file;
}

native::RequestHost::KnownUrl Exchange::known_url() {
  return server_.http_server->known_url(context_);
}

HRESULT Exchange::url_changed() {
  const base::Result<const native::UrlScope*> scope =
      server_.sites->scope(*scope_->site_settings, context_.request().url().path());
  if (!scope.ok()) {
    return HRESULT_FROM_WIN32(ERROR_INVALID_DATA);
  }
  // The new URL's configuration counts from here; its modules, where none has been called yet.
  context_.set_scope(scope.value());
  if (!in_plan_) {
    scope_ = scope.value();
    pipeline_.begin(*scope_->plan, *this, arena_);
  }
  if (handler_mapped_) {
    // In the scope of the plan in use: its mappings hold indices into that plan.
    context_.set_handler(native::find_handler(*scope_, context_.request().url().path(),
                                              context_.request().method(),
                                              context_.physical_path()));
  }
  return S_OK;
}

}  // namespace penstock::server
