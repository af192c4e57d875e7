// Configuration, server, request, verdict; see trial.h.
#include "cli/port/trial.h"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>
#include <fstream>
#include <optional>

#include "cli/port/run_process.h"
#include "cli/port/trial_request.h"
#include "observe/event_store.h"
#include "server/event_report.h"

namespace penstock::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kConfiguration = R"(<?xml version="1.0" encoding="UTF-8"?>
<configuration>
  <system.applicationHost>
    <sites>
      <site name="port-check" id="1">
        <application path="/"><virtualDirectory path="/" physicalPath="{0}/site" /></application>
        <bindings>
          <binding protocol="http" bindingInformation="127.0.0.1:0:" />
        </bindings>
      </site>
      <siteDefaults><logFile directory="{0}/logs" /></siteDefaults>
    </sites>
  </system.applicationHost>
  <system.webServer>
    <globalModules>
      <add name="AnonymousAuthenticationModule" image="" />
      <add name="DefaultDocumentModule" image="" />
      <add name="StaticFileModule" image="" />
      <add name="PortCheck" image="{1}" />
    </globalModules>
    <modules>
      <add name="AnonymousAuthenticationModule" />
      <add name="DefaultDocumentModule" />
      <add name="StaticFileModule" />
      <add name="PortCheck" />
    </modules>
    <handlers accessPolicy="Read, Script">
      <add name="StaticFile" path="*" verb="*" modules="DefaultDocumentModule,StaticFileModule"
           resourceType="Either" requireAccess="Read" />
    </handlers>
    <defaultDocument enabled="true"><files><add value="index.html" /></files></defaultDocument>
    <staticContent><mimeMap fileExtension=".html" mimeType="text/html" /></staticContent>
  </system.webServer>
  <penstock>
    <server loops="1" drainTimeout="00:00:01" />
    <eventLog path="{0}/events" />
  </penstock>
</configuration>
)";

void prepare(const fs::path& folder, const fs::path& library) {
  std::error_code code;
  fs::create_directories(folder / "site", code);
  std::ofstream(folder / "site/index.html") << "<p>port-check</p>\n";
  std::ofstream(folder / "trial.config")
      << fmt::format(kConfiguration, folder.string(), library.string());
}

// The port the server says it listens on; nothing if it ends, or says nothing in time.
std::optional<std::uint16_t> wait_for_port(const Child& child, Clock::time_point deadline) {
  std::string out;
  while (!stop_requested()) {
    const std::size_t at = out.find("http://127.0.0.1:");
    if (at != std::string::npos && out.find('\n', at) != std::string::npos) {
      return static_cast<std::uint16_t>(std::stoi(out.substr(at + 17)));
    }
    std::array<pollfd, 2> waits{{{child.out.get(), POLLIN, 0}, {stop_fd(), POLLIN, 0}}};
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    if (left.count() <= 0 ||
        poll(waits.data(), waits.size(), static_cast<int>(left.count())) <= 0) {
      return std::nullopt;
    }
    std::array<char, 1024> buffer{};
    const ssize_t count = read(child.out.get(), buffer.data(), buffer.size());
    if (count <= 0) {
      return std::nullopt;
    }
    out.append(buffer.data(), static_cast<std::size_t>(count));
  }
  return std::nullopt;
}

std::vector<observe::EventRecord> events_of_server(const fs::path& folder) {
  auto store = observe::EventStore::open((folder / "events").string());
  if (!store.ok()) {
    return {};
  }
  observe::EventQuery query;
  query.source = "Penstock";
  auto events = store.value()->read(query);
  return events.ok() ? events.take() : std::vector<observe::EventRecord>();
}

std::string signal_text(int exit_code) {
  return exit_code > 128 ? fmt::format("the server was ended by {} (SIG{})",
                                       strsignal(exit_code - 128), sigabbrev_np(exit_code - 128))
                         : fmt::format("the server ended with exit code {}", exit_code);
}

// The server did not get as far as listening.
void judge_start(CheckedModule& module, const fs::path& folder, const ProcessResult& ended,
                 std::chrono::seconds limit) {
  for (const observe::EventRecord& event : events_of_server(folder)) {
    if (event.event_id == server::kEventModuleNotLoaded && event.strings.size() == 4) {
      module.loads = event.strings[1].rfind("register-", 0) == 0;
      module.why = event.strings[3];
      return;
    }
  }
  // The library's own code was running when that happened.
  module.loads = true;
  if (!ended.in_time) {
    module.why = fmt::format("RegisterModule did not return within {} s", limit.count());
  } else if (ended.exit_code > 128) {
    module.why = "in RegisterModule " + signal_text(ended.exit_code);
  } else {
    module.loads = false;
    module.why = ended.err.substr(0, ended.err.find('\n'));
  }
}

// It listened, and is ended now.
void judge_request(CheckedModule& module, const fs::path& folder, const TrialReply& reply,
                   const ProcessResult& ended, std::chrono::seconds limit) {
  module.loads = true;
  module.registers = true;
  module.status = reply.status;
  module.answers = reply.complete;
  if (!reply.complete) {
    const bool crashed = ended.in_time && ended.exit_code > 128;
    module.why = crashed           ? signal_text(ended.exit_code)
                 : reply.timed_out ? fmt::format("no answer within {} s", limit.count())
                                   : "the connection was closed before a complete answer";
  }
  if (reply.complete && ended.exit_code != 0) {
    module.why =
        "it answered; at its end " +
        (ended.in_time ? signal_text(ended.exit_code) : std::string("the server did not stop"));
  }
  for (const observe::EventRecord& event : events_of_server(folder)) {
    if (event.event_id == server::kEventModuleThrew && event.strings.size() == 4) {
      module.answers = false;
      module.why = fmt::format("it threw in {}: {}", event.strings[1], event.strings[3]);
    } else if (event.event_id == server::kEventModuleNotCreated && event.strings.size() == 2) {
      module.answers = false;
      module.why = fmt::format("its factory gave no module object: {}", event.strings[1]);
    }
  }
}

}  // namespace

void try_module(CheckedModule& module, const fs::path& library, const fs::path& folder,
                std::chrono::seconds limit) {
  prepare(folder, library);
  base::Result<Child> child = spawn(
      {"/proc/self/exe", "serve", "--config", (folder / "trial.config").string()}, folder.string());
  if (!child.ok()) {
    module.why = child.error().message;
    return;
  }
  const std::optional<std::uint16_t> port = wait_for_port(child.value(), Clock::now() + limit);
  if (!port.has_value()) {
    // It has ended, or it hangs: finish() finds out which.
    const ProcessResult ended = finish(child.value(), Clock::now() + std::chrono::seconds(1));
    judge_start(module, folder, ended, limit);
    return;
  }
  const TrialReply reply = send_trial_request(*port, Clock::now() + limit);
  kill(child.value().pid, SIGTERM);
  const ProcessResult ended = finish(child.value(), Clock::now() + limit);
  judge_request(module, folder, reply, ended, limit);
}

}  // namespace penstock::cli
