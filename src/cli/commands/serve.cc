// penstock serve: runs the server in the foreground until SIGINT or SIGTERM, then drains.
#include <unistd.h>

#include <clocale>
#include <csignal>
#include <cstdio>
#include <memory>
#include <string>

#include "cli/commands/commands.h"
#include "cli/terminal.h"
#include "config/data_dir.h"
#include "config/snapshot.h"
#include "hosting/builtin_modules.h"
#include "io/signal_fd.h"
#include "server/worker.h"

namespace penstock::cli {
namespace {

struct ServeOptions {
  std::string config;
  std::string site;
  std::uint16_t port = 8080;
};

base::Result<std::shared_ptr<const config::Snapshot>> read_configuration(
    const ServeOptions& options) {
  if (!options.site.empty()) {
    return config::Snapshot::for_folder(options.site, options.port);
  }
  const std::string file = options.config.empty() ? config::default_config_file() : options.config;
  if (file.empty()) {
    return base::Error{
        "no configuration: give --config FILE, or --site DIR to serve a folder without one"};
  }
  return config::Configuration::load(file);
}

sigset_t handled_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGQUIT}) {
    sigaddset(&signals, signal);
  }
  return signals;
}

// Blocks until asked to stop. A second signal during the drain ends the process at once.
int wait_and_stop(server::Worker& worker, std::chrono::milliseconds limit) {
  const sigset_t signals = handled_signals();
  int signal = 0;
  sigwait(&signals, &signal);
  std::fprintf(stderr, "penstock: stopping; requests in work may finish\n");
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  if (worker.stop(limit) != server::StopResult::drained) {
    std::fprintf(stderr, "penstock: some requests did not finish in time\n");
    std::fflush(nullptr);
    // A thread may still be inside a module: nothing of it must be unloaded under its feet.
    std::_Exit(1);
  }
  return 0;
}

int serve(const ServeOptions& options) {
  const sigset_t signals = handled_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  io::ignore_broken_pipes();
  // Modules convert with the C library's own functions, too; without this they know only ASCII.
  std::setlocale(LC_CTYPE, "C.UTF-8");
  base::Result<std::shared_ptr<const config::Snapshot>> snapshot = read_configuration(options);
  if (!snapshot.ok()) {
    return fail(snapshot.error());
  }
  const std::chrono::milliseconds limit = snapshot.value()->server().penstock.engine.drain_timeout;
  server::WorkerOptions worker_options;
  worker_options.snapshot = snapshot.take();
  const std::vector<server::BuiltinModule> builtins = hosting::builtin_modules();
  worker_options.builtins = builtins;
  worker_options.on_recycle = [] { kill(getpid(), SIGTERM); };
  base::Result<std::unique_ptr<server::Worker>> worker =
      server::Worker::start(std::move(worker_options));
  if (!worker.ok()) {
    return fail(worker.error());
  }
  for (const std::string& address : worker.value()->addresses()) {
    std::printf("penstock: listening on %s\n", address.c_str());
  }
  std::fflush(stdout);
  return wait_and_stop(*worker.value(), limit);
}

}  // namespace

void add_serve(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* command = app.add_subcommand("serve", "Run the server in the foreground");
  CLI::Option* config =
      command->add_option("--config", options->config,
                          "applicationHost.config to use (default: $PENSTOCK_CONFIG_DIR, "
                          "/etc/penstock, then the shipped one)");
  config->check(CLI::ExistingFile)->type_name("FILE");
  CLI::Option* site = command->add_option("--site", options->site,
                                          "Serve this folder as a site, without a configuration");
  site->check(CLI::ExistingDirectory)->type_name("DIR")->excludes(config);
  command->add_option("--port", options->port, "Port for --site")
      ->needs(site)
      ->capture_default_str()
      ->type_name("N");
  command->footer("Ctrl-C or SIGTERM stops it: requests in work finish first.");
  command->callback([options, &exit_code] { exit_code = serve(*options); });
}

}  // namespace penstock::cli
