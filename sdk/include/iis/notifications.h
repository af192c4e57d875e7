// The notifications a module can subscribe to, what a notification may return, and the priority
// levels. Subscribing: registration.h; the functions that are called: module.h, global_module.h.
// (Pages: request-processing-constants, request-notification-status-enumeration,
// global-notification-status-enumeration.)
#pragma once

#include "interface.h"

// Request notifications, in the order in which a request meets them. Each has a post-notification
// of the same bit.
#define RQ_BEGIN_REQUEST 0x00000001                // it enters the pipeline
#define RQ_AUTHENTICATE_REQUEST 0x00000002         // who is it?
#define RQ_AUTHORIZE_REQUEST 0x00000004            // may they?
#define RQ_RESOLVE_REQUEST_CACHE 0x00000008        // is the answer cached?
#define RQ_MAP_REQUEST_HANDLER 0x00000010          // who answers?
#define RQ_ACQUIRE_REQUEST_STATE 0x00000020        // state is loaded
#define RQ_PRE_EXECUTE_REQUEST_HANDLER 0x00000040  // just before the handler
#define RQ_EXECUTE_REQUEST_HANDLER 0x00000080      // the handler
#define RQ_RELEASE_REQUEST_STATE 0x00000100        // state is stored
#define RQ_UPDATE_REQUEST_CACHE 0x00000200         // cache the answer
#define RQ_LOG_REQUEST 0x00000400                  // log it
#define RQ_END_REQUEST 0x00000800                  // the last one

// Request notifications that come whenever their occasion does, any number of times. They have no
// post-notification. The first one exists in newer headers only, and no function goes with it.
#define RQ_SEND_RESPONSE_STATUS_AND_HEADERS 0x08000000  // never raised
#define RQ_CUSTOM_NOTIFICATION 0x10000000               // a module raised it
#define RQ_SEND_RESPONSE 0x20000000                     // bytes go to the client
#define RQ_READ_ENTITY 0x40000000                       // the body is read
#define RQ_MAP_PATH 0x80000000                          // a URL becomes a path

// Global notifications.
#define GL_STOP_LISTENING 0x00000002               // no new requests
#define GL_CACHE_CLEANUP 0x00000004                // caches are emptied
#define GL_CACHE_OPERATION 0x00000010              // a cache is asked
#define GL_HEALTH_CHECK 0x00000020                 // how is the worker?
#define GL_CONFIGURATION_CHANGE 0x00000040         // settings changed
#define GL_FILE_CHANGE 0x00000080                  // a watched file changed
#define GL_PRE_BEGIN_REQUEST 0x00000100            // before RQ_BEGIN_REQUEST
#define GL_APPLICATION_START 0x00000200            // before its first request
#define GL_APPLICATION_RESOLVE_MODULES 0x00000400  // its module list is made
#define GL_APPLICATION_STOP 0x00000800             // after its last request
#define GL_RSCA_QUERY 0x00001000                   // a management question
#define GL_TRACE_EVENT 0x00002000                  // an event was raised
#define GL_CUSTOM_NOTIFICATION 0x00004000          // a module raised it
#define GL_THREAD_CLEANUP 0x00008000               // a thread is done
#define GL_APPLICATION_PRELOAD 0x00010000          // it is warmed up
#define GL_SUSPEND_PROCESS 0x00020000              // the idle worker sleeps

// What a request notification returns.
enum REQUEST_NOTIFICATION_STATUS {
  // On to the next module, then to the next notification.
  RQ_NOTIFICATION_CONTINUE,

  // The request waits, and no thread with it, until an operation the module started completes, or
  // until IHttpContext::PostCompletion or IndicateCompletion is called, on whatever thread. It
  // waits for ever if nothing of that happens; the client waits with it until its connection times
  // out. From the return on the module must not touch the request.
  RQ_NOTIFICATION_PENDING,

  // The request is over for all further modules, but for RQ_LOG_REQUEST and RQ_END_REQUEST; the
  // response, as it is, still goes to the client, with RQ_SEND_RESPONSE. Returned from
  // RQ_SEND_RESPONSE, RQ_MAP_PATH or RQ_READ_ENTITY it does not stop what is going on.
  RQ_NOTIFICATION_FINISH_REQUEST,
};

// What a global notification returns.
enum GLOBAL_NOTIFICATION_STATUS {
  // On to the next module.
  GL_NOTIFICATION_CONTINUE,

  // No further module is called for this occasion.
  GL_NOTIFICATION_HANDLED,
};

// Priority levels, as they stand in the configuration. FIRST runs before HIGH, and so on; MEDIUM is
// the default. For RQ_SEND_RESPONSE the order is inverted: FIRST runs last, and so sees what the
// others made of the response.
#define PRIORITY_ALIAS_FIRST L"FIRST"
#define PRIORITY_ALIAS_HIGH L"HIGH"
#define PRIORITY_ALIAS_MEDIUM L"MEDIUM"
#define PRIORITY_ALIAS_LOW L"LOW"
#define PRIORITY_ALIAS_LAST L"LAST"
