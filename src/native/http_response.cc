// Status, headers and the small switches of a response; see http_response.h.
#include "native/http_response.h"

#include "base/arena_text.h"
#include "http/chars.h"
#include "http/status.h"
#include "native/change_snapshot.h"
#include "native/header_access.h"
#include "native/http_context.h"

namespace penstock::native {
namespace {

constexpr std::uint32_t kDefaultBufferLimit = 4'194'304;
constexpr std::size_t kMaxReason = 511;  // what a status line has room for

std::wstring_view html_escape(std::wstring_view text, base::Arena& arena) {
  constexpr std::size_t kLongest = 6;  // "&quot;"
  auto* out = static_cast<wchar_t*>(
      arena.allocate((text.size() * kLongest + 1) * sizeof(wchar_t), alignof(wchar_t)));
  std::size_t size = 0;
  const auto put = [&](std::wstring_view piece) { size += piece.copy(out + size, piece.size()); };
  for (const wchar_t& c : text) {
    switch (c) {
      case L'&':
        put(L"&amp;");
        break;
      case L'<':
        put(L"&lt;");
        break;
      case L'>':
        put(L"&gt;");
        break;
      case L'"':
        put(L"&quot;");
        break;
      default:
        put({&c, 1});
    }
  }
  out[size] = L'\0';
  return {out, size};
}

}  // namespace

HttpResponse::HttpResponse(HttpContext& context, base::Arena& arena)
    : context_(context),
      arena_(arena),
      headers_(http::HeaderKind::kResponse, arena),
      trailers_(arena),
      body_(arena),
      raw_(*this, arena),
      cache_policy_(arena),
      log_data_(context) {}

void HttpResponse::begin() {
  status_ = {};
  raw_.begin();
  cache_policy_.begin();
  log_data_.begin();
  error_description_ = {};
  buffer_limit_ = kDefaultBufferLimit;
  send_flags_ = 0;
  headers_sent_ = false;
  headers_suppressed_ = false;
  need_disconnect_ = false;
  buffering_ = true;
  kernel_cache_ = true;
  notifying_send_ = false;
  held_ = false;
  trailers_.begin(context_.request().head().version_minor >= 1);
  set_default_headers();
}

void HttpResponse::end() {
  body_.end();
  headers_.reset();
}

void HttpResponse::set_default_headers() {
  headers_.reset();
  if (!default_server_.empty()) {
    headers_.append_parsed(http::header::kServer, "Server", default_server_);
  }
}

std::uint64_t HttpResponse::entity_bytes() {
  raw_.absorb();
  static_cast<void>(body_.resolve());
  return body_.length();
}

void HttpResponse::drop_chunks() {
  body_.drop();
  raw_.refresh();
}

// `reason` empty: the registered phrase.
void HttpResponse::change_status(std::uint16_t code, std::string_view reason) {
  status_ = {};
  status_.code = code;
  status_.reason = arena_.copy(reason.empty() ? http::reason_phrase(code) : reason);
  status_.set = true;
  const pipeline::Callback& callback = context_.pipeline().current();
  status_.module = callback.module;
  status_.notification = callback.bit;
}

HRESULT HttpResponse::SetStatus(USHORT code, PCSTR reason, USHORT sub_status, HRESULT error,
                                IAppHostConfigException* exception, BOOL skip_custom_errors) {
  const std::string_view text = reason == nullptr ? std::string_view() : reason;
  if (code < 100 || code > 999 || http::has_line_break_or_nul(text)) {
    return kInvalidParameter;
  }
  if (text.size() > kMaxReason) {
    return kInvalidData;
  }
  raw_.absorb();
  change_status(code, text);
  status_.sub_status = sub_status;
  status_.error = error;
  status_.exception = exception;
  status_.skip_custom_errors = skip_custom_errors != FALSE;
  raw_.refresh();
  return S_OK;
}

VOID HttpResponse::GetStatus(USHORT* code, USHORT* sub_status, PCSTR* reason, USHORT* reason_length,
                             HRESULT* error, PCWSTR* module, DWORD* notification,
                             IAppHostConfigException** exception, BOOL* skip_custom_errors) {
  raw_.absorb();
  store(code, status_.code);
  store(sub_status, status_.sub_status);
  store(reason, status_.reason.data());
  store(reason_length, status_.reason.size());
  store(error, status_.error);
  store(module, status_.module == nullptr ? nullptr : status_.module->name.c_str());
  store(notification, status_.notification);
  store(exception, status_.exception);
  store(skip_custom_errors, status_.skip_custom_errors);
}

HRESULT HttpResponse::SetHeader(PCSTR name, PCSTR value, USHORT length, BOOL replace) {
  if (name == nullptr) {
    return kInvalidParameter;
  }
  raw_.absorb();
  const int id = http::known_header_id(http::HeaderKind::kResponse, name);
  HRESULT result = S_OK;
  if (id >= 0 && replace && value != nullptr && length == 0) {
    // A known header without a value is not sent; modules suppress Server this way.
    headers_.remove(id);
  } else {
    result = change_header(headers_, std::string_view(name), value, length, replace);
  }
  raw_.refresh();
  return result;
}

// By id, Server is always added to. Page: IHttpResponse::SetHeader.
HRESULT HttpResponse::SetHeader(HTTP_HEADER_ID id, PCSTR value, USHORT length, BOOL replace) {
  const std::string_view name =
      http::known_header_name(http::HeaderKind::kResponse, static_cast<int>(id));
  if (name.empty()) {
    return kInvalidParameter;
  }
  return SetHeader(name.data(), value, length, id == HttpHeaderServer ? FALSE : replace);
}

HRESULT HttpResponse::DeleteHeader(PCSTR name) {
  if (name != nullptr) {
    raw_.absorb();
    headers_.remove(std::string_view(name));
    raw_.refresh();
  }
  return S_OK;
}

HRESULT HttpResponse::DeleteHeader(HTTP_HEADER_ID id) {
  raw_.absorb();
  headers_.remove(static_cast<int>(id));
  raw_.refresh();
  return S_OK;
}

PCSTR HttpResponse::GetHeader(PCSTR name, USHORT* length) const {
  raw_.absorb();
  return header_value(name == nullptr ? nullptr : headers_.find(std::string_view(name)), length);
}

PCSTR HttpResponse::GetHeader(HTTP_HEADER_ID id, USHORT* length) const {
  raw_.absorb();
  return header_value(headers_.find(static_cast<int>(id)), length);
}

VOID HttpResponse::Clear() {
  status_ = {};
  body_.drop();
  trailers_.clear();
  set_default_headers();
  raw_.refresh();
}

VOID HttpResponse::ClearHeaders() {
  raw_.absorb();
  set_default_headers();
  raw_.refresh();
}

VOID HttpResponse::ResetConnection() { context_.host().reset_connection(); }

// Page: CloseConnection. With a reset, too.
VOID HttpResponse::CloseConnection() { context_.host().reset_connection(); }

VOID HttpResponse::DisableKernelCache(ULONG) { kernel_cache_ = false; }

HRESULT HttpResponse::SetErrorDescription(PCWSTR description, DWORD length, BOOL html_encode) {
  if (description == nullptr) {
    return kInvalidParameter;
  }
  const std::wstring_view text(description, length);
  error_description_ = html_encode ? html_escape(text, arena_) : arena_.copy(text);
  return S_OK;
}

PCWSTR HttpResponse::GetErrorDescription(DWORD* length) {
  store(length, error_description_.size());
  return error_description_.data();
}

HRESULT HttpResponse::GetHeaderChanges(DWORD old_number, DWORD* new_number, PCSTR known[],
                                       DWORD* unknown, PCSTR** unknown_names,
                                       PCSTR** unknown_values, DWORD changed_known[],
                                       DWORD* changed_unknown, DWORD** changed_indices) {
  raw_.absorb();
  return header_changes(
      headers_, old_number, new_number,
      {known,
       changed_known,
       {unknown, unknown_names, unknown_values, changed_unknown, changed_indices}},
      arena_);
}

HRESULT HttpResponse::PushPromise(PCSTR, PCWSTR, PCWSTR, DWORD, PCSTR*, PCSTR*) {
  // status: comes with HTTP/2; fails with ERROR_NOT_SUPPORTED
  return kNotSupported;
}

// On HTTP/1.1 the connection is the stream.
VOID HttpResponse::ResetStream(ULONG) { ResetConnection(); }

}  // namespace penstock::native
