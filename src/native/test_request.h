// For tests: a request that native objects work on, with everything below them in memory. The
// pipeline and the plan are real; TestModules (pipeline/test_module.h) subscribe to it.
#pragma once

#include <httpserv.h>
#include <netinet/in.h>
#include <penstock/host.h>
#include <unistd.h>

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "base/buffer_chain.h"
#include "http/http1/request_parser.h"
#include "http/uri.h"
#include "native/chunk_resolver.h"
#include "native/http_context.h"
#include "native/http_site.h"
#include "native/metadata_info.h"
#include "native/request_host.h"
#include "native/script_map_info.h"
#include "pipeline/fake_host.h"

namespace penstock::native::testing {

using pipeline::testing::Call;
using pipeline::testing::Journal;
using pipeline::testing::Status;
using pipeline::testing::TestModule;

// What one RequestHost::send() was asked to send.
struct Sent {
  std::uint16_t status = 0;
  bool headers = false;
  bool more_data = false;
  bool async = false;
  std::string body;
};

inline std::string flatten(const base::BufferChain& chain) {
  std::string bytes;
  for (std::size_t i = 0; i < chain.segment_count(); ++i) {
    const base::BufferChain::Segment& segment = chain.segment(i);
    if (segment.kind == base::BufferChain::Kind::kMemory) {
      bytes.append(segment.data, segment.length);
      continue;
    }
    std::string part(segment.length, '\0');
    const ssize_t read =
        ::pread(segment.file, part.data(), part.size(), static_cast<off_t>(segment.offset));
    bytes.append(part, 0, read > 0 ? static_cast<std::size_t>(read) : 0);
  }
  return bytes;
}

class FakeRequestHost final : public RequestHost {
 public:
  FakeRequestHost(HttpContext& context, pipeline::RequestPipeline& pipeline)
      : context_(context), pipeline_(pipeline) {}

  BodyRead read_body(std::span<char> into, bool may_block) override {
    blocked_reads += may_block ? 1 : 0;
    if (body.empty()) {
      const auto status = body_blocked ? BodyRead::Status::would_block : BodyRead::Status::end;
      return {status, 0, S_OK};
    }
    const std::size_t size = body.front().copy(into.data(), into.size());
    body.front().erase(0, size);
    if (body.front().empty()) {
      body.pop_front();
    }
    return {BodyRead::Status::data, static_cast<DWORD>(size), S_OK};
  }
  void read_body_later(std::span<char> into, const pipeline::Completion& completion) override {
    later_buffer = into;
    later = completion;
  }
  std::optional<std::uint64_t> body_left() const override { return left; }
  SendResult send(bool more_data, bool async, const pipeline::Completion& completion) override {
    HttpResponse& response = context_.response();
    base::BufferChain chain;
    EXPECT_EQ(append_chunks(response.chunks(), chain, context_.arena()), S_OK);
    sends.push_back(
        {response.status(), !response.headers_sent(), more_data, async, flatten(chain)});
    const auto bytes = static_cast<DWORD>(response.entity_bytes());
    response.mark_headers_sent();
    response.drop_chunks();
    later = completion;
    return {send_result, bytes, async && send_pends};
  }
  bool client_connected() const override { return true; }
  void reset_connection() override { ++resets; }
  HRESULT cancel_io() override { return HRESULT_FROM_WIN32(ERROR_INVALID_HANDLE); }
  bool post_completion(const pipeline::Completion& completion) override {
    return pipeline_.gate().complete(completion) != pipeline::Delivery::refused;
  }
  bool indicate_completion(REQUEST_NOTIFICATION_STATUS status) override {
    pipeline::Completion completion;
    completion.kind = pipeline::Completion::Kind::indicate;
    completion.status = status;
    return post_completion(completion);
  }
  IHttpFileInfo* open_file(std::string_view physical_path) override {
    opened.emplace_back(physical_path);
    return file;
  }
  KnownUrl known_url() override {
    ++known_url_calls;
    return known;
  }
  HRESULT url_changed() override {
    ++url_changes;
    return S_OK;
  }

  HRESULT clone_context(DWORD, IHttpContext**) override { return kNotSupported; }
  HRESULT start_child(IHttpContext*, DWORD, IHttpUser*) override { return kNotSupported; }

  // The bytes that read_body_later() waits for have come.
  void deliver_later(std::string_view bytes) {
    later.bytes = static_cast<DWORD>(bytes.copy(later_buffer.data(), later_buffer.size()));
    later.result = bytes.empty() ? HRESULT_FROM_WIN32(ERROR_HANDLE_EOF) : S_OK;
    EXPECT_EQ(pipeline_.gate().complete(later), pipeline::Delivery::resume);
  }

  std::deque<std::string> body;
  bool body_blocked = false;
  std::optional<std::uint64_t> left = 0;
  std::span<char> later_buffer;
  pipeline::Completion later;
  std::vector<Sent> sends;
  bool send_pends = false;
  HRESULT send_result = S_OK;
  int blocked_reads = 0;
  int resets = 0;
  int url_changes = 0;
  int known_url_calls = 0;
  KnownUrl known;
  std::vector<std::string> opened;
  IHttpFileInfo* file = nullptr;

 private:
  HttpContext& context_;
  pipeline::RequestPipeline& pipeline_;
};

// A site "Default Web Site" (id 7) with the application "/" at /srv/www and a virtual directory
// "/files" at /srv/files.
class TestScope {
 public:
  TestScope() {
    site_.id = 7;
    site_.name = "Default Web Site";
    config::ApplicationSettings& application = site_.applications.emplace_back();
    application.path = "/";
    application.pool = "DefaultAppPool";
    application.virtual_directories.resize(2);
    application.virtual_directories[0].path = "/files";
    application.virtual_directories[0].physical_path = "/srv/files";
    application.virtual_directories[1].path = "/";
    application.virtual_directories[1].physical_path = "/srv/www";
    auto settings = std::make_shared<config::PathSettings>();
    settings->http_logging = std::make_shared<config::HttpLoggingSettings>();
    native_site_ = std::make_unique<HttpSite>(site_);
    native_application_ = std::make_unique<HttpApplication>(site_, application);
    scope_.settings = settings;
    scope_.site = native_site_.get();
    scope_.application = native_application_.get();
    scope_.metadata.reset(new MetadataInfo("MACHINE/WEBROOT/APPHOST", "/srv/www"));
    scope_.site_settings = &site_;
    scope_.application_settings = &application;
    add_handler("Pages", "*.page", {"GET"}, 1024);
    add_handler("Static", "*", {"*"}, 4194304);
  }

  UrlScope& get() { return scope_; }

 private:
  void add_handler(std::string name, std::string path, std::vector<std::string> verbs,
                   std::uint32_t limit) {
    auto& entry = entries_.emplace_back();
    entry.name = std::move(name);
    entry.path = std::move(path);
    entry.verbs = std::move(verbs);
    entry.response_buffer_limit = limit;
    HandlerMapping& mapping = scope_.handlers.emplace_back();
    mapping.entry = &entry;
    mapping.script_map = std::make_unique<ScriptMapInfo>(entry);
  }

  config::SiteSettings site_;
  std::deque<config::HandlerEntry> entries_;
  std::unique_ptr<HttpSite> native_site_;
  std::unique_ptr<HttpApplication> native_application_;
  UrlScope scope_;
};

inline sockaddr_in ipv4(std::uint32_t address, std::uint16_t port) {
  sockaddr_in result{};
  result.sin_family = AF_INET;
  result.sin_addr.s_addr = htonl(address);
  result.sin_port = htons(port);
  return result;
}

// begin() parses a head and starts a request on it; each may begin after the last one's end().
class TestRequest {
 public:
  explicit TestRequest(std::vector<TestModule*> modules = {}) : host_(context, pipeline) {
    std::vector<const pipeline::ModuleRecord*> records;
    for (TestModule* module : modules) {
      records.push_back(&module->record());
    }
    plan_ = std::make_shared<pipeline::NotificationPlan>(records);
    scope.get().plan = plan_;
    pipeline_host.context = &context;
  }
  ~TestRequest() { end(); }

  void begin(std::string head = "GET /a/b.txt?x=1 HTTP/1.1\r\nHost: example.com\r\n\r\n") {
    bytes_ = std::move(head);
    ASSERT_EQ(parser_.parse(bytes_.data(), bytes_.size()), http::ParseStatus::kComplete);
    const http::CanonicalUri uri = http::canonicalize(parser_.head().path_and_query, arena);
    ASSERT_TRUE(uri.ok());
    context.begin(host_, pipeline, connection, parser_.head(), 1234);
    context.set_url(uri.path, uri.query, parser_.head().path_and_query);
    context.set_scope(&scope.get());
    pipeline_host.handlers.assign(plan_->handlers().begin(), plan_->handlers().end());
    pipeline.begin(*plan_, pipeline_host, arena);
    running_ = true;
  }
  void end() {
    if (running_) {
      pipeline.end();
      context.end();
      parser_.reset();
      arena.reset();
      running_ = false;
    }
  }

  FakeRequestHost& host() { return host_; }
  HttpRequest& request() { return context.request(); }
  HttpResponse& response() { return context.response(); }

  Journal server_journal;
  base::Arena arena;
  TestScope scope;
  pipeline::testing::FakeHost pipeline_host{server_journal};
  pipeline::RequestPipeline pipeline;
  sockaddr_in peer = ipv4(0xC0000201, 50000);  // 192.0.2.1
  sockaddr_in local = ipv4(0xC6336402, 8080);  // 198.51.100.2
  HttpConnection connection{-1, reinterpret_cast<sockaddr*>(&peer), sizeof peer,
                            reinterpret_cast<sockaddr*>(&local), sizeof local};
  HttpContext context{arena};

 private:
  http::RequestParser parser_{arena};
  FakeRequestHost host_;
  std::shared_ptr<pipeline::NotificationPlan> plan_;
  std::string bytes_;
  bool running_ = false;
};

inline HTTP_DATA_CHUNK memory_chunk(std::string_view text) {
  HTTP_DATA_CHUNK chunk{};
  chunk.DataChunkType = HttpDataChunkFromMemory;
  chunk.FromMemory.pBuffer = const_cast<char*>(text.data());
  chunk.FromMemory.BufferLength = static_cast<ULONG>(text.size());
  return chunk;
}

// The body as it stands in the response.
inline std::string body_text(HttpResponse& response, base::Arena& arena) {
  base::BufferChain chain;
  EXPECT_EQ(append_chunks(response.chunks(), chain, arena), S_OK);
  return flatten(chain);
}

}  // namespace penstock::native::testing
