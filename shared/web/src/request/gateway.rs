//! What API Gateway knows of a request beyond HTTP (payload format 2.0), as `lambda_http` hands it to axum.

use http::Extensions;
use lambda_http::{aws_lambda_events::apigw::ApiGatewayV2httpRequestContext, request::RequestContext};

#[cfg(test)]
pub(crate) mod event;

/// The request context, which clients cannot write to; `None` without a gateway in front.
pub(crate) fn context(extensions: &Extensions) -> Option<&ApiGatewayV2httpRequestContext> {
    match extensions.get::<RequestContext>() {
        Some(RequestContext::ApiGatewayV2(context)) => Some(context),
        _ => None,
    }
}
