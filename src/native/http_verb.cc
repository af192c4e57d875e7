// The mapping from http::Method; see http_verb.h.
#include "native/http_verb.h"

#include "http/method.h"

namespace penstock::native {

HTTP_VERB verb_of(std::string_view method) {
  using http::Method;
  switch (http::method_from_text(method)) {
    case Method::kGet:
      return HttpVerbGET;
    case Method::kHead:
      return HttpVerbHEAD;
    case Method::kPost:
      return HttpVerbPOST;
    case Method::kPut:
      return HttpVerbPUT;
    case Method::kDelete:
      return HttpVerbDELETE;
    case Method::kOptions:
      return HttpVerbOPTIONS;
    case Method::kTrace:
      return HttpVerbTRACE;
    case Method::kConnect:
      return HttpVerbCONNECT;
    case Method::kTrack:
      return HttpVerbTRACK;
    case Method::kMove:
      return HttpVerbMOVE;
    case Method::kCopy:
      return HttpVerbCOPY;
    case Method::kPropfind:
      return HttpVerbPROPFIND;
    case Method::kProppatch:
      return HttpVerbPROPPATCH;
    case Method::kMkcol:
      return HttpVerbMKCOL;
    case Method::kLock:
      return HttpVerbLOCK;
    case Method::kUnlock:
      return HttpVerbUNLOCK;
    case Method::kSearch:
      return HttpVerbSEARCH;
    case Method::kPatch:
    case Method::kOther:
      return HttpVerbUnknown;
  }
  return HttpVerbUnknown;
}

}  // namespace penstock::native
