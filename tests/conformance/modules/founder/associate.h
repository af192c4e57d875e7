// IHttpServer::AssociateWithThreadPool: reads a file asynchronously; the completion routine, called
// by the pool, completes the request. associate.cc.
#pragma once

#include <httpserv.h>

#include <string>

// Starts reading the file of the request's URL; PENDING, or an answer in `text`: what went wrong.
REQUEST_NOTIFICATION_STATUS start_reading(IHttpServer* server, IHttpContext* context, PCWSTR path,
                                          std::string& text);
// In OnAsyncCompletion: "<bytes> <text> <errors>".
std::string what_was_read(IHttpContext* context);
