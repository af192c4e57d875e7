// The dispatch from a slot to the CHttpModule method; see stage.h.
#include "pipeline/stage.h"

namespace penstock::pipeline {
namespace {

using Status = REQUEST_NOTIFICATION_STATUS;

Status call_pre(CHttpModule& module, Stage stage, IHttpContext* context,
                IHttpEventProvider* provider) {
  switch (stage) {
    case Stage::begin_request:
      return module.OnBeginRequest(context, provider);
    case Stage::authenticate_request:
      return module.OnAuthenticateRequest(context, static_cast<IAuthenticationProvider*>(provider));
    case Stage::authorize_request:
      return module.OnAuthorizeRequest(context, provider);
    case Stage::resolve_request_cache:
      return module.OnResolveRequestCache(context, provider);
    case Stage::map_request_handler:
      return module.OnMapRequestHandler(context, static_cast<IMapHandlerProvider*>(provider));
    case Stage::acquire_request_state:
      return module.OnAcquireRequestState(context, provider);
    case Stage::pre_execute_request_handler:
      return module.OnPreExecuteRequestHandler(context, provider);
    case Stage::execute_request_handler:
      return module.OnExecuteRequestHandler(context, provider);
    case Stage::release_request_state:
      return module.OnReleaseRequestState(context, provider);
    case Stage::update_request_cache:
      return module.OnUpdateRequestCache(context, provider);
    case Stage::log_request:
      return module.OnLogRequest(context, provider);
    case Stage::end_request:
      return module.OnEndRequest(context, provider);
  }
  return RQ_NOTIFICATION_CONTINUE;
}

Status call_post(CHttpModule& module, Stage stage, IHttpContext* context,
                 IHttpEventProvider* provider) {
  switch (stage) {
    case Stage::begin_request:
      return module.OnPostBeginRequest(context, provider);
    case Stage::authenticate_request:
      return module.OnPostAuthenticateRequest(context, provider);
    case Stage::authorize_request:
      return module.OnPostAuthorizeRequest(context, provider);
    case Stage::resolve_request_cache:
      return module.OnPostResolveRequestCache(context, provider);
    case Stage::map_request_handler:
      return module.OnPostMapRequestHandler(context, provider);
    case Stage::acquire_request_state:
      return module.OnPostAcquireRequestState(context, provider);
    case Stage::pre_execute_request_handler:
      return module.OnPostPreExecuteRequestHandler(context, provider);
    case Stage::execute_request_handler:
      return module.OnPostExecuteRequestHandler(context, provider);
    case Stage::release_request_state:
      return module.OnPostReleaseRequestState(context, provider);
    case Stage::update_request_cache:
      return module.OnPostUpdateRequestCache(context, provider);
    case Stage::log_request:
      return module.OnPostLogRequest(context, provider);
    case Stage::end_request:
      return module.OnPostEndRequest(context, provider);
  }
  return RQ_NOTIFICATION_CONTINUE;
}

}  // namespace

Status call_slot(CHttpModule& module, int slot, IHttpContext* context,
                 IHttpEventProvider* provider) {
  return is_post(slot) ? call_post(module, stage_of(slot), context, provider)
                       : call_pre(module, stage_of(slot), context, provider);
}

Status call_nested(CHttpModule& module, Nested kind, IHttpContext* context,
                   IHttpEventProvider* provider) {
  switch (kind) {
    case Nested::send_response:
      return module.OnSendResponse(context, static_cast<ISendResponseProvider*>(provider));
    case Nested::map_path:
      return module.OnMapPath(context, static_cast<IMapPathProvider*>(provider));
    case Nested::read_entity:
      return module.OnReadEntity(context, static_cast<IReadEntityProvider*>(provider));
    case Nested::custom:
      return module.OnCustomRequestNotification(
          context, static_cast<ICustomNotificationProvider*>(provider));
  }
  return RQ_NOTIFICATION_CONTINUE;
}

}  // namespace penstock::pipeline
