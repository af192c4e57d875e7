// For tests: a PipelineHost that writes down what the pipeline asks of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/arena.h"
#include "pipeline/pipeline_host.h"
#include "pipeline/request_pipeline.h"
#include "pipeline/test_module.h"

namespace penstock::pipeline::testing {

class FakeHost final : public PipelineHost {
 public:
  explicit FakeHost(Journal& journal) : journal_(journal) {}

  IHttpContext3* pipeline_context() override { return context; }
  IHttpEventProvider* slot_provider(int slot) override { return slot < 0 ? nullptr : provider; }
  Status server_step(Stage stage) override {
    journal_.push_back(std::string("server.") + name_of(stage));
    return stage == finishing_stage ? RQ_NOTIFICATION_FINISH_REQUEST : RQ_NOTIFICATION_CONTINUE;
  }
  bool stage_closed(Stage stage) const override { return stage == closed_stage; }
  std::span<const std::uint16_t> handler_modules() const override { return handlers; }
  void before_callback(const ModuleRecord&, Entry) override { ++callbacks; }
  void after_callback(const ModuleRecord&, Entry, Status) override { --callbacks; }
  void before_blocking() override { ++blocked; }
  void run_child(PipelineHost&) override { journal_.push_back("host.child"); }
  void module_threw(const ModuleRecord& module, const char* notification,
                    std::string_view what) override {
    faults.push_back(module.name_utf8 + " " + notification + ": " + std::string(what));
  }
  void module_not_created(const ModuleRecord& module, HRESULT result) override {
    not_created.push_back(module.name_utf8);
    creation_result = result;
  }
  void completion_unexpected(const ModuleRecord& module) override {
    unexpected.push_back(module.name_utf8);
  }

  IHttpContext3* context = nullptr;
  IHttpEventProvider* provider = nullptr;
  std::optional<Stage> closed_stage;
  std::optional<Stage> finishing_stage;
  std::vector<std::uint16_t> handlers;
  int callbacks = 0;  // in progress
  int blocked = 0;
  std::vector<std::string> faults;
  std::vector<std::string> not_created;
  std::vector<std::string> unexpected;
  HRESULT creation_result = S_OK;

 private:
  Journal& journal_;
};

}  // namespace penstock::pipeline::testing
