// Ends of the server, wanted and not: SIGTERM finishes what was accepted, SIGKILL loses no event
// whose response was received, a start that cannot succeed says why in one line.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include "faults/bare_server.h"
#include "faults/gate.h"
#include "protocol/probe_server.h"

namespace penstock::tests {
namespace {

// --- SIGTERM

TEST(Drain, FinishesEveryRequestThatWasAccepted) {
  constexpr int kEach = 5;
  Gates gates;
  Gate sleep(gates, "sleep");
  Gate park(gates, "park");
  ServerConfig config;
  config.loops = 2;
  TestServer server(with_probe(config), gates.environment());
  std::vector<RawClient> sleeping, parked, reading, begun, fresh, idle;
  for (int i = 0; i < kEach; ++i) {
    sleeping.push_back(server.connect());
    sleeping.back().send_request("GET", "/probe/gate?name=sleep");
    parked.push_back(server.connect());
    parked.back().send_request("GET", "/probe/parked?name=park&how=post");
    reading.push_back(server.connect());
    reading.back().send(
        "POST /probe/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n"
        "\r\n");
    EXPECT_EQ(reading.back().read_head().status, 100);
    begun.push_back(server.connect());
    begun.back().get("/probe/ignore");
    begun.back().send("GET /probe/ignore HTTP/1.1\r\n");
    idle.push_back(server.connect());
    idle.back().get("/probe/ignore");
    fresh.push_back(server.connect());
  }
  sleep.wait_reached(kEach);
  park.wait_reached(1);  // its thread takes one at a time
  std::thread stopping([&server] { server.stop(); });
  for (RawClient& client : idle) {
    EXPECT_EQ(client.wait_for_end(), End::closed);  // the drain has begun
  }
  for (int i = 0; i < kEach; ++i) {
    fresh[i].send("GET /probe/ignore HTTP/1.1\r\nHost: a\r\n\r\n");
    begun[i].send("Host: a\r\n\r\n");
    reading[i].send("body");
  }
  sleep.open(kEach);
  park.open(kEach);
  const auto expect_last = [](RawClient& client, const std::string& body) {
    const Reply reply = client.read_reply();
    EXPECT_EQ(reply.body, body);
    EXPECT_EQ(reply.header("Connection"), "close");
    EXPECT_EQ(client.wait_for_end(), End::closed);
  };
  for (int i = 0; i < kEach; ++i) {
    expect_last(sleeping[i], "through sleep");
    expect_last(parked[i], "posted park");
    expect_last(reading[i], "body");
    expect_last(begun[i], "ignored");
    expect_last(fresh[i], "ignored");
  }
  stopping.join();
  EXPECT_THROW(server.connect(), ClientError);
}

// A request that had arrived when the signal came is answered, however soon the signal followed.
TEST(Drain, LosesNoRequestThatHadArrived) {
  for (int round = 0; round < 5; ++round) {
    BareServer server(with_probe());
    std::vector<RawClient> clients;
    for (int i = 0; i < 30; ++i) {
      clients.push_back(server.connect());
      EXPECT_EQ(clients.back().get("/probe/ignore").status, 200);
    }
    for (RawClient& client : clients) {
      client.send_request("GET", "/probe/ignore");
    }
    server.process().signal(SIGTERM);
    for (RawClient& client : clients) {
      EXPECT_EQ(client.read_reply().body, "ignored");
    }
    EXPECT_EQ(server.process().wait(), 0);
  }
}

// A connection that says nothing, or half a head, does not hold the server back.
TEST(Drain, DoesNotWaitForClientsThatSayNothing) {
  BareServer server(with_probe());
  RawClient silent = server.connect();
  RawClient half = server.connect();
  half.send("GET / HTTP/1.1\r\nHo");
  EXPECT_EQ(server.connect().get("/probe/ignore").status, 200);
  server.process().signal(SIGTERM);
  EXPECT_EQ(silent.wait_for_end(), End::closed);
  EXPECT_EQ(half.read_reply().status, 408);
  EXPECT_EQ(server.process().wait(), 0);
}

// Half a head that comes when the drain has begun does not hold it up either.
TEST(Drain, DoesNotWaitForAHeadThatBeginsLate) {
  ServerConfig config = with_probe();
  config.loops = 1;
  config.drain_timeout_s = 10;
  BareServer server(config);
  RawClient fresh = server.connect();
  RawClient idle = server.connect();
  EXPECT_EQ(idle.get("/probe/ignore").status, 200);
  server.process().signal(SIGTERM);
  EXPECT_EQ(idle.wait_for_end(), End::closed);  // of the same loop: all of it drains
  fresh.send("GET / HTTP/1.1\r\nHo");
  EXPECT_EQ(fresh.read_reply().status, 408);
  EXPECT_EQ(server.process().wait(), 0);
}

TEST(Drain, GivesUpARequestThatDoesNotEnd) {
  Gates gates;
  Gate gate(gates, "for-ever");
  ServerConfig config = with_probe();
  config.drain_timeout_s = 1;
  BareServer server(config, gates.environment());
  RawClient client = server.connect();
  client.send_request("GET", "/probe/gate?name=for-ever");
  gate.wait_reached();
  EXPECT_EQ(server.end_by(SIGTERM), 1);
  EXPECT_NE(server.process().err().find("did not finish in time"), std::string::npos);
}

// A completion that comes after the server gave up finds nothing unloaded under its feet.
TEST(Drain, GivesUpAPendingRequest) {
  Gates gates;
  Gate gate(gates, "for-ever");
  ServerConfig config = with_probe();
  config.drain_timeout_s = 1;
  BareServer server(config, gates.environment());
  RawClient client = server.connect();
  client.send_request("GET", "/probe/parked?name=for-ever&how=post");
  gate.wait_reached();
  EXPECT_EQ(server.end_by(SIGTERM), 1);
}

// --- SIGKILL

TEST(Kill, LosesNoEventWhoseResponseWasReceived) {
  BareServer server(with_probe());
  constexpr int kClients = 4;
  constexpr int kEnough = 300;
  std::atomic<int> answered{0};
  std::vector<std::set<std::string>> taken(kClients);
  std::vector<std::thread> threads;
  for (int c = 0; c < kClients; ++c) {
    threads.emplace_back([&, c] {
      try {
        RawClient client = server.connect();
        for (int i = 0;; ++i) {
          const std::string text = std::to_string(c) + "." + std::to_string(i);
          if (client.get("/probe/event?text=" + text).body == "taken") {
            taken[static_cast<std::size_t>(c)].insert(text);
            if (++answered == kEnough) {
              server.process().signal(SIGKILL);
            }
          }
        }
      } catch (const ClientError&) {
        // The server is gone.
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(server.process().wait(), 128 + SIGKILL);
  EXPECT_GE(answered.load(), kEnough);
  server.start();  // and drains the journal
  EXPECT_EQ(server.end_by(SIGTERM), 0);
  std::set<std::string> logged;
  for (const observe::EventRecord& event : EventReader(server.event_folder()).of("Probe")) {
    EXPECT_TRUE(logged.insert(event.strings.at(0)).second) << "twice: " << event.strings.at(0);
  }
  for (const std::set<std::string>& of_one : taken) {
    for (const std::string& text : of_one) {
      EXPECT_TRUE(logged.count(text) == 1) << text;
    }
  }
}

// --- starts that cannot succeed

void expect_one_line(const RunResult& result, const std::vector<std::string>& parts) {
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
  for (const std::string& part : parts) {
    EXPECT_NE(result.err.find(part), std::string::npos) << part << " not in: " << result.err;
  }
}

TEST(Start, OnAPortInUseSaysSoAndWhere) {
  const TestServer first;
  const std::string port = std::to_string(first.port());
  ServerConfig config;
  config.sites[0].bindings = {"127.0.0.1:" + port + ":"};
  expect_one_line(fail_to_start(config), {"applicationHost.config:", port, "in use"});
  EXPECT_EQ(first.get("/").status, 403);
  const TempDir folder;
  expect_one_line(run_penstock({"serve", "--site", folder.path(), "--port", port},
                               {{"PENSTOCK_STATE", folder.file("state")},
                                {"PENSTOCK_LOGS", folder.file("logs")}}),
                  {port, "in use"});
}

TEST(Start, WithABadConfigurationNamesFileAndLine) {
  ServerConfig config;
  config.web_server = "<directoryBrowse enabled=\"maybe\" />";
  expect_one_line(fail_to_start(config), {"applicationHost.config:", "maybe"});
  config.web_server = "<nonsense />";
  expect_one_line(fail_to_start(config), {"applicationHost.config:", "nonsense"});
  config.web_server = "<staticContent>";
  expect_one_line(fail_to_start(config), {"applicationHost.config:"});
  config = {};
  config.sites[0].bindings = {"127.0.0.1:70000:"};
  expect_one_line(fail_to_start(config), {"applicationHost.config:", "70000"});
  config.sites[0].bindings = {"300.1.2.3:0:"};
  expect_one_line(fail_to_start(config), {"applicationHost.config:", "300.1.2.3"});
}

TEST(Start, WithAModuleThatCannotBeLoadedNamesIt) {
  const TempDir folder;
  write_file(folder.file("text.so"), "this is no library");
  for (const std::string& image : {folder.file("missing.so"), folder.file("text.so")}) {
    ServerConfig config;
    config.add("Broken", image);
    expect_one_line(fail_to_start(config), {"applicationHost.config:", "Broken", image});
  }
  ServerConfig unknown;
  unknown.add("NobodyKnowsMe");
  expect_one_line(fail_to_start(unknown), {"applicationHost.config:", "NobodyKnowsMe"});
}

TEST(Start, WithoutAConfigurationFileSaysSo) {
  const RunResult result = run_penstock({"serve", "--config", "/no/such/file.config"});
  EXPECT_NE(result.exit_code, 0);
  EXPECT_NE(result.err.find("/no/such/file.config"), std::string::npos) << result.err;
}

}  // namespace
}  // namespace penstock::tests
