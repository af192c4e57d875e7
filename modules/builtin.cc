// The built-in modules, in the order in which the shipped configuration lists them, each with the
// reason for its place.
#include "modules/builtin.h"

#include <array>

#include "modules/anonymous_authentication/anonymous_authentication_module.h"
#include "modules/custom_error/custom_error_module.h"
#include "modules/default_document/default_document_module.h"
#include "modules/http_logging/http_logging_module.h"
#include "modules/static_file/static_file_module.h"

namespace penstock::modules {
namespace {

constexpr std::array kBuiltins = {
    // Asks for the log line at LogRequest, which runs whatever the others did.
    Builtin{"HttpLoggingModule", &register_http_logging_module},
    // Gives the request its user before anything can depend on one.
    Builtin{"AnonymousAuthenticationModule", &register_anonymous_authentication_module},
    // Before the static file module: it turns a directory's URL into a file's.
    Builtin{"DefaultDocumentModule", &register_default_document_module},
    // The handler of last resort, so it stands behind every other handler.
    Builtin{"StaticFileModule", &register_static_file_module},
    // Sees the response when everybody else is through with it.
    Builtin{"CustomErrorModule", &register_custom_error_module},
};

}  // namespace

std::span<const Builtin> builtin_modules() { return kBuiltins; }

}  // namespace penstock::modules
