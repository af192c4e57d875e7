// Penstock's own additions for modules: the merged configuration of a request's URL, generic over
// the schema, and the access log. The built-in modules use them; so may any other. A module that
// must also run elsewhere asks first: PenstockServerOf() is null where there is no Penstock.
//
//   HRESULT RegisterModule(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer* server) {
//     g_penstock = PenstockServerOf(server);
//   ...
//   const IPenstockSettings* section =
//       g_penstock->GetSettings(pHttpContext, "system.webServer/staticContent");
//   for (DWORD i = 0; i < section->GetCount(); ++i)
//     use(section->GetItem(i)->GetString("fileExtension"));
#ifndef PENSTOCK_SDK_PENSTOCK_SERVER_H_
#define PENSTOCK_SDK_PENSTOCK_SERVER_H_

#include <httpserv.h>

PENSTOCK_INTERFACES_BEGIN

// One configured element. Lives as long as the request it was asked for: a module that wants it
// longer copies what it needs, into a context of IMetadataInfo (IHttpContext::GetMetadata), which
// stands for the same configuration. Any thread. Texts are UTF-8 and never null.
class PENSTOCK_INTERFACE IPenstockSettings {
 public:
  // The element's name as written: for items of a collection, "add" or its like.
  virtual PCSTR GetName() const = 0;

  // The attribute's value, else its default, else "". An attribute the schema does not have is "".
  virtual PCSTR GetString(IN PCSTR pszAttribute) const = 0;

  // Of a bool 0 or 1, of an enum or flags the schema's value, of a timeSpan milliseconds; 0 for an
  // attribute the schema does not have or that is text.
  virtual LONGLONG GetNumber(IN PCSTR pszAttribute) const = 0;

  // A child element, configured or with its defaults; null: the schema has none of that name.
  virtual const IPenstockSettings* GetChild(IN PCSTR pszElement) const = 0;

  // The items of the element's collection, in their merged order; null past the end.
  virtual DWORD GetCount() const = 0;
  virtual const IPenstockSettings* GetItem(IN DWORD dwIndex) const = 0;
};

// What a request's preconditions say about a representation (RFC 9110 13.2.2).
enum PENSTOCK_PRECONDITION {
  PENSTOCK_PRECONDITION_PROCEED = 0,
  PENSTOCK_PRECONDITION_NOT_MODIFIED = 1,  // answer 304
  PENSTOCK_PRECONDITION_FAILED = 2         // answer 412
};

// What a request's Range asks of a representation (RFC 9110 14).
enum PENSTOCK_RANGE {
  PENSTOCK_RANGE_FULL = 0,          // none that counts: answer 200 with everything
  PENSTOCK_RANGE_PARTIAL = 1,       // answer 206 with the ranges
  PENSTOCK_RANGE_UNSATISFIABLE = 2  // answer 416
};

// First and last byte, both inclusive and below the size.
struct PENSTOCK_BYTE_RANGE {
  ULONGLONG First;
  ULONGLONG Last;
};

// Implemented by the server's IHttpServer object. Any thread.
class PENSTOCK_INTERFACE IPenstockServer {
 public:
  // The section as it is in force for the request's URL; null: no schema declares it. Called by
  // the thread that executes the request.
  virtual const IPenstockSettings* GetSettings(IN IHttpContext* pHttpContext,
                                               IN PCSTR pszSection) = 0;

  // Asks for a line of this request in the site's access log, written when the response has left.
  virtual VOID RequestAccessLog(IN IHttpContext* pHttpContext) = 0;

  // Evaluates If-Match, If-None-Match, If-Modified-Since and If-Unmodified-Since against an entity
  // tag (with its quotes; null: none) and a time of last change (null: unknown).
  virtual PENSTOCK_PRECONDITION CheckPreconditions(IN IHttpContext* pHttpContext, IN PCSTR pszETag,
                                                   IN const FILETIME* pLastModified) = 0;

  // Resolves Range and If-Range against a size. Writes at most `cRanges` ranges, in the order asked
  // for, and their number. A header that asks for more than that, or that would make the response
  // larger than the representation, counts as none.
  virtual PENSTOCK_RANGE ResolveRange(IN IHttpContext* pHttpContext, IN ULONGLONG ullSize,
                                      IN PCSTR pszETag, IN const FILETIME* pLastModified,
                                      OUT PENSTOCK_BYTE_RANGE* pRanges, IN DWORD cRanges,
                                      OUT DWORD* pcRanges) = 0;

  // The user of requests that named nobody; lives as long as the server.
  virtual IHttpUser* GetAnonymousUser() = 0;

  // A user whose name a module has proven, for IAuthenticationProvider::SetUser; counted from 1 for
  // the caller. A null text is an empty one; a name must not be empty. ERROR_INVALID_PARAMETER.
  virtual HRESULT CreateUser(IN PCWSTR pszName, IN PCWSTR pszAuthenticationType,
                             IN PCWSTR pszPassword, OUT IHttpUser** ppUser) = 0;
};

PENSTOCK_INTERFACES_END

// The server's own interface, or null in another host.
inline IPenstockServer* PenstockServerOf(IN IHttpServer* pHttpServer) {
  return dynamic_cast<IPenstockServer*>(pHttpServer);
}

#endif  // PENSTOCK_SDK_PENSTOCK_SERVER_H_
