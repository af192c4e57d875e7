// Includer: answers /include?<steps>, the steps separated by ';': text and children, one after the
// other, as a module of server-side includes does. Also what the other files share.
#pragma once

#include <httpserv.h>

#include <string>
#include <vector>

#include "../text.h"

namespace child {

using conformance::hex;
using conformance::narrow;

using Status = REQUEST_NOTIFICATION_STATUS;

void write(IHttpContext* context, const std::string& text);
// Of the URL, as it is now.
std::string path_of(IHttpContext* context);
std::string query_of(IHttpContext* context);
// Runs it on a thread that the module waits for before it is unloaded.
void run_thread(void (*function)(void*), void* argument);

class Includer {
 public:
  // Runs steps until a child is begun (PENDING) or they are through.
  Status start(IHttpContext* context, const std::string& steps);
  // The child that was begun is over.
  Status completed(IHttpContext* context);
  bool started() const { return started_; }

 private:
  struct Step {
    std::string name;
    std::string value;
  };

  Status go_on(IHttpContext* context);
  // True: a child was begun, and its end is waited for.
  bool perform(IHttpContext* context, const Step& step);
  void set(const Step& step);
  bool include(IHttpContext* context, const Step& step);
  HRESULT execute(IHttpContext* context, IHttpContext* child, BOOL* pending);
  void show(IHttpContext* context);
  void report_errors(IHttpContext* context);
  static void begin_on_thread(void* includer);

  std::vector<Step> steps_;
  std::size_t next_ = 0;
  bool started_ = false;
  DWORD clone_flags_ = CLONE_FLAG_BASICS;
  DWORD flags_ = EXECUTE_FLAG_NO_HEADERS;
  std::string user_;
  std::string header_;
  bool keep_ = false;
  bool waits_ = true;
  IHttpContext* context_ = nullptr;  // for the thread
  IHttpContext* child_ = nullptr;
};

// What the URLs of children answer; false: not one of these.
bool is_page(const std::string& path);
Status answer_page(IHttpContext* context, const std::string& path);
Status complete_page(IHttpContext* context, const std::string& path, IHttpCompletionInfo* info);

}  // namespace child
