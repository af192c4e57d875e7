// Start and stop of a worker, step by step; see worker.h.
#include "server/worker.h"

#include <fmt/format.h>
#include <penstock/host.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <set>
#include <thread>

#include "base/text.h"
#include "io/descriptor_limit.h"
#include "io/directory_watcher.h"
#include "io/socket.h"
#include "io/thread_team.h"
#include "native/global_events.h"
#include "native/http_server.h"
#include "native/server_services.h"
#include "observe/event_log.h"
#include "server/access_log.h"
#include "server/event_report.h"
#include "server/event_sink.h"
#include "server/listener.h"
#include "server/load_failure.h"
#include "server/loop_context.h"
#include "server/server_context.h"
#include "server/site_table.h"

namespace penstock::server {
namespace {

// How long requests have to end after they were cut off.
constexpr std::chrono::milliseconds kCutOffGrace{1000};

// Runs a function once on a loop's leader, then deletes itself.
class FunctionTask final : public io::Task {
 public:
  explicit FunctionTask(std::function<void()> function) : function_(std::move(function)) {}
  void run() override {
    const std::unique_ptr<FunctionTask> self(this);
    function_();
  }

 private:
  std::function<void()> function_;
};

void run_on(io::EventLoop& loop, std::function<void()> function) {
  loop.post(std::make_unique<FunctionTask>(std::move(function)).release());
}

// A distinct address and port that some http binding wants.
struct Endpoint {
  std::string address;
  std::uint16_t port;
  std::string where;  // position of the binding in the configuration
  bool operator<(const Endpoint& other) const {
    return std::tie(port, address) < std::tie(other.port, other.address);
  }
};

}  // namespace

struct Worker::Parts final : native::ServerServices {
  explicit Parts(WorkerOptions wanted)
      : options(std::move(wanted)), loader(options.builtins), http_server(*this) {}

  // In the order of making; taken apart in the reverse order.
  WorkerOptions options;
  ServerContext context;
  std::unique_ptr<observe::EventLog> events;
  std::unique_ptr<observe::Counters> counters;
  ModuleLoader loader;
  native::HttpServer http_server;
  std::unique_ptr<SiteTable> sites;
  std::unique_ptr<AccessLog> access_log;
  std::vector<std::unique_ptr<io::EventLoop>> loops;
  std::unique_ptr<io::DirectoryWatcher> watcher;  // on the first loop
  std::vector<std::unique_ptr<LoopContext>> contexts;
  std::vector<std::vector<std::unique_ptr<Listener>>> listeners;  // by loop
  std::unique_ptr<io::ThreadTeam> team;
  std::vector<std::string> addresses;
  std::atomic<std::size_t> next_loop{0};
  bool running = false;

  base::Result<void> open_event_log();
  base::Result<void> make_loops();
  base::Result<void> load_modules();
  base::Result<void> bind();
  base::Result<void> bind(const Endpoint& endpoint);
  base::Result<void> start_loops();
  std::set<Endpoint> endpoints() const;
  void start_applications();
  bool drain(std::chrono::milliseconds limit);
  bool cut_off();
  void take_apart();

  // native::ServerServices
  bool satisfies(std::string_view pre_condition, bool* unknown) const override {
    return loader.satisfies(pre_condition, unknown);
  }
  const pipeline::GlobalNotifications& globals() const override { return loader.globals(); }
  void global_module_threw(const pipeline::ModuleRecord& module, const char* what) override;
  std::string app_pool_name() const override;
  std::string config_file() const override { return options.snapshot->file(); }
  const config::ElementView* machine_section(std::string_view name) const override {
    return options.snapshot->section(name);
  }
  const native::UrlScope* find_scope(std::string_view site_name, std::string_view path) override;
  std::uint64_t watch_directory(const std::string& path, int* error) override {
    return watcher->watch(path, error);
  }
  void unwatch_directory(std::uint64_t watch) override { watcher->unwatch(watch); }
  void recycle(std::string_view reason) override;
  void report_unhealthy(std::string_view reason, HRESULT result) override;
  void change_thread_limit(bool raise) override;
  void post(std::function<void()> function) override;
};

base::Result<void> Worker::Parts::open_event_log() {
  base::Result<std::unique_ptr<observe::EventLog>> opened =
      server::open_event_log(options.snapshot->server().penstock.event_log);
  if (!opened.ok()) {
    return opened.error();
  }
  events = opened.take();
  if (events != nullptr) {
    context.events = events.get();
    install_event_sink(context);
  }
  return {};
}

base::Result<void> Worker::Parts::make_loops() {
  io::raise_descriptor_limit();
  const config::EngineSettings& engine = options.snapshot->server().penstock.engine;
  const std::size_t count =
      engine.loops != 0 ? engine.loops : std::max(1U, std::thread::hardware_concurrency());
  counters = std::make_unique<observe::Counters>(count);
  context.counters = counters.get();
  for (std::size_t i = 0; i < count; ++i) {
    base::Result<std::unique_ptr<io::EventLoop>> loop = io::EventLoop::create();
    if (!loop.ok()) {
      return loop.error();
    }
    loops.push_back(loop.take());
    contexts.push_back(std::make_unique<LoopContext>(context, *loops.back(), counters->loop(i)));
    listeners.emplace_back();
  }
  watcher = std::make_unique<io::DirectoryWatcher>(
      *loops.front(), [this](std::uint64_t watch, std::string_view path) {
        http_server.file_changed(watch, path);
      });
  io::ThreadTeam::Options team_options;
  team_options.max_threads =
      engine.handoff.enabled ? std::max<unsigned>(engine.handoff.max_threads, count + 1) : count;
  team_options.most_raised = penstock_sdk::kMaxThreadCount;
  team_options.watchdog_threshold = engine.handoff.threshold;
  context.handoff = engine.handoff.enabled;
  team = std::make_unique<io::ThreadTeam>(team_options);
  return {};
}

base::Result<void> Worker::Parts::load_modules() {
  // A failure that ends the start is said on the console by whoever wanted the start.
  const bool goes_on = !options.snapshot->server().penstock.engine.fail_on_module_error;
  return loader.load(
      *options.snapshot, &http_server,
      [&](const LoadedModule& module, const LoadFailure& failure, const std::string& line) {
        report_event(
            context, EventKind::error, kEventModuleNotLoaded,
            {module.record.name_utf8, std::string(failure.kind), module.image, failure.text},
            goes_on ? line + "; going on without it" : "");
      });
}

std::set<Endpoint> Worker::Parts::endpoints() const {
  std::set<Endpoint> found;
  for (const config::SiteSettings& site : options.snapshot->server().sites) {
    for (const config::BindingSettings& binding : site.bindings) {
      if (binding.protocol == "http" && site.auto_start) {
        found.insert({binding.address, binding.port, binding.position.to_string()});
      }
    }
  }
  return found;
}

base::Result<void> Worker::Parts::bind() {
  const std::set<Endpoint> wanted = endpoints();
  if (wanted.empty()) {
    return base::Error{
        fmt::format("{}: no site has an http binding to listen on", options.snapshot->file())};
  }
  for (const Endpoint& endpoint : wanted) {
    base::Result<void> bound = bind(endpoint);
    if (!bound.ok()) {
      return base::Error{fmt::format("{}: {}", endpoint.where, bound.error().message)};
    }
  }
  return {};
}

base::Result<void> Worker::Parts::bind(const Endpoint& endpoint) {
  std::optional<io::SocketAddress> address =
      io::SocketAddress::parse(endpoint.address, endpoint.port);
  if (!address.has_value()) {
    return base::Error{
        fmt::format("\"{}\" is no IP address; expected one, or *", endpoint.address)};
  }
  // SO_REUSEPORT would join another process's port silently: one plain socket first finds out.
  if (endpoint.port != 0) {
    base::Result<io::UniqueFd> probe = io::listen_on({*address, false, 1});
    if (!probe.ok()) {
      return probe.error();
    }
  }
  for (std::size_t i = 0; i < loops.size(); ++i) {
    base::Result<io::UniqueFd> socket = io::listen_on({*address, true, 4096});
    if (!socket.ok()) {
      return socket.error();
    }
    if (i == 0) {
      const io::SocketAddress bound = io::SocketAddress::local_of(socket.value().get());
      if (endpoint.port == 0) {
        // The other loops listen on the same one.
        address = io::SocketAddress::parse(endpoint.address, bound.port());
        sites->set_free_port(endpoint.address, bound.port());
      }
      addresses.push_back(fmt::format("http://{}:{}/",
                                      endpoint.address.empty() ? "localhost" : endpoint.address,
                                      bound.port()));
    }
    listeners[i].push_back(std::make_unique<Listener>(*contexts[i], socket.take()));
    base::Result<void> started = listeners[i].back()->start();
    if (!started.ok()) {
      return started;
    }
  }
  return {};
}

base::Result<void> Worker::Parts::start_loops() {
  std::vector<io::EventLoop*> all;
  for (const std::unique_ptr<io::EventLoop>& loop : loops) {
    all.push_back(loop.get());
  }
  running = true;
  return team->start(all);
}

base::Result<std::unique_ptr<Worker>> Worker::start(WorkerOptions options) {
  auto parts = std::make_unique<Parts>(std::move(options));
  Parts& p = *parts;
  std::unique_ptr<Worker> worker(new Worker(std::move(parts)));
  p.context.snapshot = p.options.snapshot;
  p.context.event_source = p.options.event_source;
  p.context.timeouts.header_ms =
      p.options.snapshot->server().penstock.engine.header_timeout.count();
  p.http_server.set_names(p.app_pool_name(), p.options.snapshot->file());
  p.context.modules = &p.loader;
  p.context.http_server = &p.http_server;
  p.context.services = &p;
  for (const std::string& section : p.options.snapshot->ignored_sections()) {
    std::fprintf(stderr, "penstock: section %s has no schema and no effect\n", section.c_str());
  }
  base::Result<void> step = p.open_event_log();
  if (step.ok()) {
    step = p.make_loops();
  }
  if (step.ok()) {
    step = p.load_modules();
  }
  if (!step.ok()) {
    return step.error();
  }
  base::Result<std::unique_ptr<SiteTable>> sites =
      SiteTable::build(p.options.snapshot, p.loader, p);
  if (!sites.ok()) {
    return sites.error();
  }
  p.sites = sites.take();
  p.context.sites = p.sites.get();
  p.http_server.start();
  p.access_log = std::make_unique<AccessLog>(p.options.snapshot->server());
  p.context.access_log = p.access_log.get();
  p.start_applications();
  step = p.bind();
  if (step.ok()) {
    step = p.start_loops();
  }
  if (!step.ok()) {
    return step.error();
  }
  report_event(p.context, EventKind::information, kEventStarted, p.addresses, "");
  return worker;
}

Worker::Worker(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Worker::~Worker() {
  if (parts_->running) {
    stop(std::chrono::milliseconds(0));
  }
  parts_->take_apart();
}

const std::vector<std::string>& Worker::addresses() const { return parts_->addresses; }

StopResult Worker::stop(std::chrono::milliseconds limit) {
  Parts& p = *parts_;
  p.running = false;
  native::raise_stop_listening(p, limit.count() > 0);
  const bool drained = p.drain(limit);
  const bool ended = drained || p.cut_off();
  p.team->stop();
  // A request that still waits belongs to some thread of its module: nothing may be unloaded.
  if (!ended || !p.team->join(std::max(limit, kCutOffGrace))) {
    return StopResult::stuck;
  }
  report_event(p.context, EventKind::information, kEventStopped, {}, "");
  p.take_apart();
  return drained ? StopResult::drained : StopResult::cut_off;
}

// Those with preloadEnabled are warmed up before anybody can ask for them.
void Worker::Parts::start_applications() {
  for (const std::unique_ptr<Site>& site : sites->sites()) {
    for (std::size_t i = 0; i < site->applications.size(); ++i) {
      native::raise_application_start(*this, *site->applications[i]);
      if (site->settings->applications[i].preload_enabled) {
        native::raise_application_preload(*this);
      }
    }
  }
}

// Each loop stops accepting and closes what is idle; the last connection to go wakes us.
bool Worker::Parts::drain(std::chrono::milliseconds limit) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  context.begin_draining();
  for (std::size_t i = 0; i < loops.size(); ++i) {
    run_on(*loops[i], [this, i] {
      for (const std::unique_ptr<Listener>& listener : listeners[i]) {
        listener->stop();
      }
      contexts[i]->drain();
      context.loop_drained();
    });
  }
  return context.wait_drained(loops.size(), deadline);
}

// What is left loses its connection; that ends every request but those inside a module.
bool Worker::Parts::cut_off() {
  for (std::size_t i = 0; i < loops.size(); ++i) {
    run_on(*loops[i], [this, i] {
      contexts[i]->cut_off();
      context.loop_drained();
    });
  }
  // Each loop reports a second time, so that none is stopped with its task still in the inbox.
  return context.wait_drained(2 * loops.size(), std::chrono::steady_clock::now() + kCutOffGrace);
}

void Worker::Parts::take_apart() {
  if (sites == nullptr && loops.empty()) {
    return;
  }
  listeners.clear();
  contexts.clear();
  team.reset();
  loops.clear();
  if (sites != nullptr) {
    for (const std::unique_ptr<Site>& site : sites->sites()) {
      for (const auto& application : site->applications) {
        native::raise_application_stop(*this, *application);
      }
    }
    sites->stop();
  }
  http_server.stop();
  loader.unload();
  sites.reset();
  access_log.reset();
  remove_event_sink();
  context.events = nullptr;
  events.reset();
}

void Worker::Parts::global_module_threw(const pipeline::ModuleRecord& module, const char* what) {
  counters->add_shared(observe::Counter::kModuleExceptions);
  report_event(context, EventKind::error, kEventModuleThrew,
               {module.name_utf8, "global notification", "", what},
               fmt::format("module {} threw in a global notification: {}", module.name_utf8, what));
}

std::string Worker::Parts::app_pool_name() const {
  const config::ServerSettings& server = options.snapshot->server();
  if (!server.sites.empty() && !server.sites[0].applications.empty() &&
      !server.sites[0].applications.back().pool.empty()) {
    return server.sites[0].applications.back().pool;
  }
  return server.application_pools.empty() ? "DefaultAppPool" : server.application_pools[0].name;
}

const native::UrlScope* Worker::Parts::find_scope(std::string_view site_name,
                                                  std::string_view path) {
  for (const std::unique_ptr<Site>& site : sites->sites()) {
    if (base::ascii_iequals(std::string_view(site->settings->name), site_name)) {
      base::Result<const native::UrlScope*> scope = sites->scope(*site->settings, path);
      return scope.ok() ? scope.value() : nullptr;
    }
  }
  return nullptr;
}

void Worker::Parts::recycle(std::string_view reason) {
  report_event(context, EventKind::warning, kEventRecycle, {std::string(reason)},
               fmt::format("recycling, as a module asked: {}", reason));
  if (options.on_recycle) {
    options.on_recycle();
  }
}

void Worker::Parts::report_unhealthy(std::string_view reason, HRESULT result) {
  report_event(context, EventKind::error, kEventUnhealthy, {std::string(reason)},
               fmt::format("a module reports the process unhealthy: {} (0x{:08x})", reason,
                           static_cast<std::uint32_t>(result)));
  if (options.on_recycle) {
    options.on_recycle();
  }
}

void Worker::Parts::change_thread_limit(bool raise) {
  if (team == nullptr) {
    return;  // a module's Terminate
  }
  raise ? team->raise_limit() : team->lower_limit();
}

void Worker::Parts::post(std::function<void()> function) {
  const std::size_t index = next_loop.fetch_add(1, std::memory_order_relaxed) % loops.size();
  run_on(*loops[index], std::move(function));
}

}  // namespace penstock::server
