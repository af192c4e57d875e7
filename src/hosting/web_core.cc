// Activation, shutdown, and what they answer when they are called at the wrong time; see
// web_core.h.
#include "hosting/web_core.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/text.h"
#include "config/snapshot.h"
#include "config/xml_document.h"
#include "hosting/builtin_modules.h"
#include "hosting/failure_event.h"

namespace penstock::hosting {
namespace {

constexpr HRESULT kAlreadyRunning = HRESULT_FROM_WIN32(ERROR_SERVICE_ALREADY_RUNNING);
constexpr HRESULT kNotActive = HRESULT_FROM_WIN32(ERROR_SERVICE_NOT_ACTIVE);
constexpr HRESULT kStopping = HRESULT_FROM_WIN32(ERROR_INVALID_SERVICE_CONTROL);
constexpr HRESULT kCutOff = HRESULT_FROM_WIN32(ERROR_SERVICE_REQUEST_TIMEOUT);
constexpr HRESULT kInvalidData = HRESULT_FROM_WIN32(ERROR_INVALID_DATA);

// A host's path, with whichever slashes.
std::string path_of(PCWSTR text) {
  std::string path = base::to_utf8(text);
  std::replace(path.begin(), path.end(), '\\', '/');
  return path;
}

// The page: one application pool only.
base::Result<std::chrono::milliseconds> time_limit_of_pool(const config::Snapshot& snapshot) {
  const auto& pools = snapshot.server().application_pools;
  if (pools.size() != 1) {
    return base::Error{
        fmt::format("{}: {} application pools, expected exactly one in a hosted "
                    "web core",
                    snapshot.file(), pools.size())};
  }
  return pools[0].shutdown_time_limit;
}

}  // namespace

bool WebCore::move(State from, State to) {
  const base::MutexLock lock(mutex_);
  if (state_ != from) {
    return false;
  }
  state_ = to;
  return true;
}

std::string WebCore::data_directory() {
  const base::MutexLock lock(mutex_);
  return data_directory_;
}

HRESULT WebCore::activate(PCWSTR config, PCWSTR root_web_config, PCWSTR instance) {
  if (config == nullptr || instance == nullptr) {
    return HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER);
  }
  if (!move(State::stopped, State::starting)) {
    return kAlreadyRunning;
  }
  HRESULT code = S_OK;
  const base::Result<void> started =
      start(path_of(config), path_of(root_web_config), base::to_utf8(instance), code);
  move(State::starting, started.ok() ? State::running : State::stopped);
  if (!started.ok()) {
    report_failure(base::to_utf8(instance), started.error().message, data_directory());
    return code;
  }
  return S_OK;
}

// `code` is the result if it fails.
base::Result<void> WebCore::start(const std::string& config, const std::string& root_web_config,
                                  const std::string& instance, HRESULT& code) {
  code = kInvalidData;
  config::LoadOptions load;
  load.data_dir = data_directory();
  base::Result<std::shared_ptr<const config::Snapshot>> snapshot =
      config::Configuration::load(config, load);
  if (!snapshot.ok()) {
    return snapshot.error();
  }
  if (!root_web_config.empty()) {
    // What it may hold, the managed system's sections, has no effect here; but it must be sound.
    if (const auto document = config::XmlDocument::read(root_web_config); !document.ok()) {
      return document.error();
    }
  }
  const base::Result<std::chrono::milliseconds> limit = time_limit_of_pool(*snapshot.value());
  if (!limit.ok()) {
    return limit.error();
  }
  code = E_FAIL;
  server::WorkerOptions options;
  options.snapshot = snapshot.take();
  const std::vector<server::BuiltinModule> builtins = builtin_modules();
  options.builtins = builtins;
  options.event_source = instance;
  base::Result<std::unique_ptr<server::Worker>> worker = server::Worker::start(std::move(options));
  if (!worker.ok()) {
    return worker.error();
  }
  worker_ = worker.take();
  time_limit_ = limit.value();
  return {};
}

HRESULT WebCore::shutdown(bool immediate) {
  if (!move(State::running, State::stopping)) {
    const base::MutexLock lock(mutex_);
    return state_ == State::stopping ? kStopping : kNotActive;
  }
  const server::StopResult result =
      worker_->stop(immediate ? std::chrono::milliseconds(0) : time_limit_);
  if (result == server::StopResult::stuck) {
    // A thread is still inside a module: what it stands on stays for the life of the process.
    static_cast<void>(worker_.release());
  }
  worker_.reset();
  move(State::stopping, State::stopped);
  return result == server::StopResult::drained || immediate ? S_OK : kCutOff;
}

HRESULT WebCore::set_metadata(PCWSTR type, PCWSTR value) {
  const base::MutexLock lock(mutex_);
  if (state_ != State::stopped) {
    return kAlreadyRunning;
  }
  if (type == nullptr || std::wstring_view(type) != L"dataDirectory") {
    return HRESULT_FROM_WIN32(ERROR_NOT_SUPPORTED);
  }
  std::error_code error;
  const std::string directory = path_of(value);
  if (!std::filesystem::is_directory(directory + "/schema", error)) {
    return kInvalidData;
  }
  data_directory_ = directory;
  return S_OK;
}

}  // namespace penstock::hosting
