// The body of a static file's response: all of it, one range, or several as multipart/byteranges.
#pragma once

#include <httpserv.h>
#include <penstock/server.h>

#include <string>

namespace penstock::modules {

// Sets status, Content-Type and Content-Range, and adds the file's bytes by reference: from memory
// where the file has them there, else from its handle. The request holds the file until its end.
HRESULT write_body(IHttpContext* context, IPenstockServer& server, IHttpFileInfo& file,
                   const std::string& type, PCSTR etag, const FILETIME& modified);

}  // namespace penstock::modules
