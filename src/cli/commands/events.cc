// penstock events: shows the event log, and with --follow what is added to it.
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <memory>
#include <string>

#include "cli/commands/commands.h"
#include "cli/terminal.h"
#include "config/data_dir.h"
#include "config/snapshot.h"
#include "observe/event_format.h"
#include "observe/event_store.h"
#include "observe/event_time.h"

namespace penstock::cli {
namespace {

struct EventOptions {
  std::string config;
  std::string directory;
  std::string log;
  std::string source;
  std::string level;
  std::string since;
  std::string until;
  std::size_t limit = 0;
  bool follow = false;
  bool json = false;
};

base::Result<std::string> event_directory(const EventOptions& options) {
  if (!options.directory.empty()) {
    return options.directory;
  }
  base::Result<std::shared_ptr<const config::Snapshot>> snapshot = config::Configuration::load(
      options.config.empty() ? config::default_config_file() : options.config);
  if (!snapshot.ok()) {
    return snapshot.error();
  }
  return snapshot.value()->server().penstock.event_log.path;
}

base::Result<observe::EventQuery> query_of(const EventOptions& options) {
  observe::EventQuery query;
  if (!options.log.empty()) {
    query.log = options.log;
  }
  if (!options.source.empty()) {
    query.source = options.source;
  }
  if (!options.level.empty()) {
    base::Result<std::vector<observe::EventType>> types = observe::parse_levels(options.level);
    if (!types.ok()) {
      return types.error();
    }
    query.types = types.take();
  }
  const std::int64_t now_us = static_cast<std::int64_t>(std::time(nullptr)) * 1'000'000;
  for (const auto& [text, target] :
       {std::pair(&options.since, &query.since_us), std::pair(&options.until, &query.until_us)}) {
    if (text->empty()) {
      continue;
    }
    base::Result<std::int64_t> time = observe::parse_time(*text, now_us);
    if (!time.ok()) {
      return time.error();
    }
    *target = time.value();
  }
  if (options.limit > 0) {
    query.limit = options.limit;
    query.newest = true;
  }
  return query;
}

void print(const observe::EventRecord& event, bool json) {
  std::printf("%s\n", (json ? observe::json_line(event) : observe::human_line(event)).c_str());
}

// False: standard output is gone (a pager was closed).
bool print_new(observe::EventStore& store, observe::EventQuery& query, bool json,
               base::Result<void>& failure) {
  base::Result<std::vector<observe::EventRecord>> events = store.read(query);
  if (!events.ok()) {
    failure = events.error();
    return false;
  }
  for (const observe::EventRecord& event : events.value()) {
    print(event, json);
    query.after_id = event.id;
  }
  return std::fflush(stdout) == 0;
}

int follow(observe::EventStore& store, observe::EventQuery query, bool json) {
  constexpr std::chrono::milliseconds kLongestWait{500};
  base::Result<void> failure;
  while (print_new(store, query, json, failure)) {
    store.wait(kLongestWait);
  }
  return failure.ok() ? 0 : fail(failure.error());
}

int show(const EventOptions& options) {
  const base::Result<std::string> directory = event_directory(options);
  if (!directory.ok()) {
    return fail(directory.error());
  }
  base::Result<observe::EventQuery> query = query_of(options);
  if (!query.ok()) {
    return fail(query.error());
  }
  base::Result<std::unique_ptr<observe::EventStore>> store =
      observe::EventStore::open(directory.value());
  if (!store.ok()) {
    return fail(store.error());
  }
  if (!options.json && output_is_terminal()) {
    std::printf("%s\n", observe::human_heading().c_str());
  }
  base::Result<std::int64_t> newest = store.value()->last_id();
  if (!newest.ok()) {
    return fail(newest.error());
  }
  base::Result<void> failure;
  observe::EventQuery shown = query.value();
  print_new(*store.value(), shown, options.json, failure);
  if (!failure.ok()) {
    return fail(failure.error());
  }
  if (!options.follow) {
    return 0;
  }
  observe::EventQuery next = query.take();
  next.limit = observe::EventQuery().limit;
  next.newest = false;
  next.after_id = std::max(newest.value(), shown.after_id);
  return follow(*store.value(), std::move(next), options.json);
}

}  // namespace

void add_events(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<EventOptions>();
  CLI::App* command = app.add_subcommand("events", "Show the event log");
  command->add_option("--config", options->config, "Configuration whose event log is read")
      ->check(CLI::ExistingFile)
      ->type_name("FILE");
  command->add_option("--directory", options->directory, "The event log's directory itself")
      ->type_name("DIR");
  command->add_option("--log", options->log, "Only this log: Application, System, ...")
      ->type_name("NAME");
  command->add_option("--source", options->source, "Only this source")->type_name("NAME");
  command->add_option("--level", options->level, "Only these, with commas: error,warning,info")
      ->type_name("LEVELS");
  command->add_option("--since", options->since, "From: 10m, today, 2026-01-31T12:00:00")
      ->type_name("TIME");
  command->add_option("--until", options->until, "Until, in the same forms")->type_name("TIME");
  command->add_option("--limit", options->limit, "The newest N that match")->type_name("N");
  command->add_flag("--follow,-f", options->follow, "Go on with the events to come");
  command->add_flag(
      "--json", options->json,
      "One object a line: time, log, source, type, event_id, category, strings, data");
  command->callback([options, &exit_code] { exit_code = show(*options); });
}

}  // namespace penstock::cli
