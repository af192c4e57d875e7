// Finds the default document and hands the request on under its URL; see
// default_document_module.h.
#include "modules/default_document/default_document_module.h"

#include <penstock/server.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "modules/per_request_factory.h"
#include "modules/scope_settings.h"

namespace penstock::modules {
namespace {

struct Shared {
  HTTP_MODULE_ID id;
  IPenstockServer* server;
  IHttpServer* files;
};

struct Config {
  bool enabled;
  std::vector<std::wstring> files;
};

Config read(const IPenstockSettings& settings) {
  Config config{settings.GetNumber("enabled") != 0, {}};
  const IPenstockSettings* files = settings.GetChild("files");
  for (DWORD i = 0; files != nullptr && i < files->GetCount(); ++i) {
    const std::string name = files->GetItem(i)->GetString("value");
    std::wstring wide(name.size(), L'\0');
    wide.resize(static_cast<std::size_t>(
        MultiByteToWideChar(CP_UTF8, 0, name.c_str(), static_cast<int>(name.size()), wide.data(),
                            static_cast<int>(wide.size()))));
    config.files.push_back(std::move(wide));
  }
  return config;
}

// The path is decoded: a '%' or '?' in it is part of a name.
std::string escaped(std::string_view path) {
  constexpr std::string_view kPlain = "-._~!$&'()*+,;=:@/";
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : path) {
    const bool alphanumeric =
        (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (alphanumeric || kPlain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += {'%', kHex[static_cast<unsigned char>(c) >> 4], kHex[c & 15]};
    }
  }
  return out;
}

class DefaultDocumentModule final : public InRequestMemory<DefaultDocumentModule> {
 public:
  explicit DefaultDocumentModule(const Shared& shared) : shared_(shared) {}

  REQUEST_NOTIFICATION_STATUS OnExecuteRequestHandler(IHttpContext* context,
                                                      IHttpEventProvider*) override {
    context->GetPhysicalPath();
    IHttpFileInfo* file = context->GetFileInfo();
    if (file == nullptr || (file->GetAttributes() & FILE_ATTRIBUTE_DIRECTORY) == 0) {
      return RQ_NOTIFICATION_CONTINUE;
    }
    DWORD length = 0;
    const PCWSTR url = context->GetScriptName(&length);
    if (length == 0 || url[length - 1] != L'/') {
      return redirect_to_directory(context);
    }
    const Config* config = ScopeSettings<Config>::of(context, shared_.id, shared_.server,
                                                     "system.webServer/defaultDocument", read);
    if (config != nullptr && config->enabled) {
      use_first_existing(context, *config);
    }
    return RQ_NOTIFICATION_CONTINUE;
  }

 private:
  // Relative links of the document are relative to the directory: the client must see its slash.
  static REQUEST_NOTIFICATION_STATUS redirect_to_directory(IHttpContext* context) {
    PCSTR url = nullptr;
    DWORD length = 0;
    if (FAILED(context->GetServerVariable("URL", &url, &length))) {
      return RQ_NOTIFICATION_CONTINUE;
    }
    const std::string target = escaped({url, length}) + '/';
    context->GetResponse()->Redirect(target.c_str(), TRUE, TRUE);
    context->GetResponse()->SetStatus(301, "Moved Permanently");
    return RQ_NOTIFICATION_FINISH_REQUEST;
  }

  void use_first_existing(IHttpContext* context, const Config& config) const {
    const std::wstring directory = with_slash(context->GetPhysicalPath());
    for (const std::wstring& name : config.files) {
      IHttpFileInfo* file = nullptr;
      if (FAILED(shared_.files->GetFileInfo((directory + name).c_str(), nullptr, nullptr, nullptr,
                                            nullptr, TRUE, &file))) {
        continue;
      }
      const bool regular = (file->GetAttributes() & FILE_ATTRIBUTE_DIRECTORY) == 0;
      file->DereferenceCacheData();
      if (regular) {
        const std::wstring url = context->GetScriptName() + name;
        context->GetRequest()->SetUrl(url.c_str(), static_cast<DWORD>(url.size()), FALSE);
        return;
      }
    }
  }

  static std::wstring with_slash(std::wstring path) {
    if (path.empty() || path.back() != L'/') {
      path += L'/';
    }
    return path;
  }

  const Shared& shared_;
};

}  // namespace

HRESULT register_default_document_module(DWORD, IHttpModuleRegistrationInfo* info,
                                         IHttpServer* server) {
  using Factory = RequestFactory<DefaultDocumentModule, Shared>;
  const Shared shared{info->GetId(), PenstockServerOf(server), server};
  return info->SetRequestNotifications(new Factory(shared), RQ_EXECUTE_REQUEST_HANDLER, 0);
}

}  // namespace penstock::modules
