// See control.h.
#include "control.h"

#include <cstdlib>
#include <string>

#include "actions.h"
#include "script.h"
#include "settings.h"
#include "trace.h"

namespace tracer {
namespace {

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += line + "\n";
  }
  return text;
}

std::string variable(IHttpContext* context, PCSTR name) {
  PCSTR value = nullptr;
  DWORD length = 0;
  return SUCCEEDED(context->GetServerVariable(name, &value, &length)) ? std::string(value, length)
                                                                      : std::string();
}

HRESULT complete(IHttpContext* held, const std::string& how) {
  const std::string argument = how.substr(how.find('(') + 1, how.rfind(')') - how.find('(') - 1);
  if (how.rfind("post", 0) == 0) {
    return held->PostCompletion(static_cast<DWORD>(std::atoi(argument.c_str())));
  }
  held->IndicateCompletion(status_of(argument));
  return S_OK;
}

}  // namespace

bool answer_control(IHttpContext* context) {
  const std::string path = narrow(context->GetScriptName());
  if (path.rfind("/__", 0) != 0) {
    return false;
  }
  const std::string query = variable(context, "QUERY_STRING");
  const std::size_t ampersand = query.find('&');
  const std::string id = query.substr(0, ampersand);
  const std::string rest = ampersand == std::string::npos ? "" : query.substr(ampersand + 1);
  std::string text;
  if (path == "/__counts") {
    text = Trace::instance().counts();
  } else if (path == "/__release") {
    complete(Trace::instance().take(id), rest);
  } else if (path == "/__late") {
    text = SUCCEEDED(complete(Trace::instance().taken(id), rest)) ? "taken" : "refused";
  } else {
    if (path == "/__wait") {
      Trace::instance().wait_for(id, rest);
    }
    text = joined(Trace::instance().entries(id));
  }
  write_text(context, text);
  return true;
}

}  // namespace tracer
