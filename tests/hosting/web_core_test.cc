// The three functions of hwebcore.h and their documented results. Pages:
// pfn-web-core-activate-function, pfn-web-core-shutdown-function,
// pfn-web-core-set-metadata-dll-entry-function.
#include <algorithm>
#include <thread>

#include "faults/gate.h"
#include "hosting/host.h"

namespace penstock::tests {
namespace {

constexpr HRESULT kAlreadyRunning = HRESULT_FROM_WIN32(ERROR_SERVICE_ALREADY_RUNNING);
constexpr HRESULT kNotActive = HRESULT_FROM_WIN32(ERROR_SERVICE_NOT_ACTIVE);
constexpr HRESULT kInvalidData = HRESULT_FROM_WIN32(ERROR_INVALID_DATA);

ServerConfig with_probe() { return Host::sound_config().add("Probe", PROBE_MODULE); }

// The pool has the default shutdownTimeLimit, 90 seconds.
ServerConfig patient() {
  ServerConfig config = with_probe();
  config.host = "<applicationPools><add name='DefaultAppPool' /></applicationPools>";
  return config;
}

TEST(WebCoreActivate, ServesUntilItIsShutDownAndCanBeActivatedAgain) {
  Host host;
  const std::wstring config = host.write(Host::sound_config());
  for (std::size_t round = 0; round < 2; ++round) {
    ASSERT_EQ(host.activate(config), S_OK);
    const std::uint16_t port = host.port(round);
    EXPECT_EQ(RawClient(port).get("/page.txt").body, "hosted");
    EXPECT_EQ(host.shutdown(), S_OK);
    EXPECT_THROW(RawClient{port}, ClientError);
  }
}

TEST(WebCoreActivate, IsFoundUnderTheOriginalsName) {
  const HMODULE library = LoadLibraryW((L"C:\\windows\\system32\\inetsrv\\" WEB_CORE_DLL_NAME));
  ASSERT_NE(library, nullptr);
  EXPECT_NE(GetProcAddress(library, WEB_CORE_ACTIVATE_DLL_ENTRY), nullptr);
  FreeLibrary(library);
}

TEST(WebCoreActivate, RunsModules) {
  Host host;
  ASSERT_EQ(host.activate(host.write(with_probe())), S_OK);
  EXPECT_EQ(RawClient(host.port()).get("/probe/ignore").body, "ignored");
  EXPECT_EQ(host.shutdown(), S_OK);
}

TEST(WebCoreActivate, RefusesASecondOne) {
  Host host;
  const std::wstring config = host.write(Host::sound_config());
  ASSERT_EQ(host.activate(config), S_OK);
  EXPECT_EQ(host.activate(config), kAlreadyRunning);
  EXPECT_EQ(RawClient(host.port()).get("/page.txt").status, 200);
  EXPECT_EQ(host.shutdown(), S_OK);
}

TEST(WebCoreActivate, RefusesABadConfiguration) {
  Host host;
  EXPECT_EQ(host.activate(host.write_text("bad.config", "<configuration><nonsense/>")),
            kInvalidData);
  EXPECT_EQ(host.activate(L"/no/such/file"), kInvalidData);
  ServerConfig two_pools = Host::sound_config();
  two_pools.host =
      "<applicationPools><add name='DefaultAppPool'/><add name='B'/></applicationPools>";
  EXPECT_EQ(host.activate(host.write(two_pools)), kInvalidData);
  EXPECT_EQ(host.shutdown(), kNotActive);
  const std::vector<observe::EventRecord> failures = host.failures();
  ASSERT_EQ(failures.size(), 3U);
  EXPECT_THAT(failures[0].strings.at(0), testing::HasSubstr("bad.config:1:27: "));
  EXPECT_EQ(failures[0].event_id, server::kEventNotActivated);
}

TEST(WebCoreActivate, TakesPathsWithEitherSlash) {
  Host host;
  std::wstring config = host.write(Host::sound_config());
  std::replace(config.begin(), config.end(), L'/', L'\\');
  EXPECT_EQ(host.activate(config), S_OK);
  EXPECT_EQ(host.shutdown(), S_OK);
}

TEST(WebCoreActivate, RefusesNullArguments) {
  Host host;
  EXPECT_EQ(host.activate_function()(nullptr, nullptr, L"x"),
            HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER));
  EXPECT_EQ(host.activate_function()(L"x", nullptr, nullptr),
            HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER));
}

TEST(WebCoreActivate, TheRootWebConfigIsOptionalAndMustBeSound) {
  Host host;
  const std::wstring config = host.write(Host::sound_config());
  EXPECT_EQ(host.activate(config, L"/no/such/file"), kInvalidData);
  EXPECT_EQ(host.activate(config, host.write_text("root.config", "<oops").c_str()), kInvalidData);
  for (const std::wstring& root :
       {std::wstring(),
        host.write_text("root.config", "<configuration><system.web/></configuration>")}) {
    EXPECT_EQ(host.activate(config, root.c_str()), S_OK);
    EXPECT_EQ(host.shutdown(), S_OK);
  }
}

TEST(WebCoreShutdown, WithoutAnActiveOne) {
  const Host host;
  EXPECT_EQ(host.shutdown(), kNotActive);
  EXPECT_EQ(host.shutdown(true), kNotActive);
}

TEST(WebCoreShutdown, LetsRequestsFinishAndSaysThatItIsInProgress) {
  Gates gates;
  setenv("PENSTOCK_TEST_GATES", gates.environment()[0].second.c_str(), 1);
  Gate gate(gates, "last");
  Host host;
  ASSERT_EQ(host.activate(host.write(patient())), S_OK);
  const std::uint16_t port = host.port();
  RawClient client(port);
  client.send_request("GET", "/probe/gate?name=last");
  gate.wait_reached();
  // An idle connection: its end shows that the shutdown has begun.
  RawClient idle(port);
  EXPECT_EQ(idle.get("/page.txt").status, 200);
  HRESULT result = E_FAIL;
  std::thread stopping([&] { result = host.shutdown(); });
  EXPECT_EQ(idle.wait_for_end(), End::closed);
  EXPECT_EQ(host.shutdown(), HRESULT_FROM_WIN32(ERROR_INVALID_SERVICE_CONTROL));
  EXPECT_EQ(host.activate(host.write(patient())), kAlreadyRunning);
  gate.open();
  EXPECT_EQ(client.read_reply().body, "through last");
  stopping.join();
  EXPECT_EQ(result, S_OK);
}

// The pool's shutdownTimeLimit is one second.
TEST(WebCoreShutdown, CutsRequestsOffAfterTheTimeLimit) {
  Host host;
  ASSERT_EQ(host.activate(host.write(with_probe())), S_OK);
  RawClient client(host.port());
  client.send("POST /probe/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");
  RawClient other(host.port());
  EXPECT_EQ(other.get("/page.txt").status, 200);
  EXPECT_EQ(host.shutdown(), HRESULT_FROM_WIN32(ERROR_SERVICE_REQUEST_TIMEOUT));
  EXPECT_EQ(host.shutdown(), kNotActive);
  EXPECT_EQ(host.activate(host.write(with_probe())), S_OK);
  EXPECT_EQ(host.shutdown(), S_OK);
}

TEST(WebCoreShutdown, ImmediatelyDoesNotWait) {
  Host host;
  ASSERT_EQ(host.activate(host.write(patient())), S_OK);
  RawClient client(host.port());
  client.send("POST /probe/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");
  EXPECT_EQ(host.shutdown(true), S_OK);
  client.read_to_end();
  EXPECT_EQ(host.shutdown(), kNotActive);
}

TEST(WebCoreSetMetadata, KnowsItsOptionsAndTheirTime) {
  Host host;
  EXPECT_EQ(host.set_metadata(L"nonsense", L"x"), HRESULT_FROM_WIN32(ERROR_NOT_SUPPORTED));
  EXPECT_EQ(host.set_metadata(nullptr, L"x"), HRESULT_FROM_WIN32(ERROR_NOT_SUPPORTED));
  EXPECT_EQ(host.set_metadata(L"dataDirectory", L"/no/such/folder"), kInvalidData);
  EXPECT_EQ(host.set_metadata(L"dataDirectory", nullptr), kInvalidData);
  EXPECT_EQ(host.set_metadata(L"dataDirectory", base::to_wide(PENSTOCK_DATA_DIR).c_str()), S_OK);
  ASSERT_EQ(host.activate(host.write(Host::sound_config())), S_OK);
  EXPECT_EQ(host.set_metadata(L"dataDirectory", L"x"), kAlreadyRunning);
  EXPECT_EQ(host.shutdown(), S_OK);
}

}  // namespace
}  // namespace penstock::tests
