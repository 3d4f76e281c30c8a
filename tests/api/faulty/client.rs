//! The HTTP client between the SDK and the network.

use std::time::Duration;

use aws_smithy_runtime_api::client::{
    http::{
        HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
    },
    orchestrator::HttpRequest,
    result::ConnectorError,
    runtime_components::RuntimeComponents,
};

use super::{Fault, Faults, answers};

#[derive(Debug, Clone)]
pub(super) struct FaultyClient {
    pub(super) real: SharedHttpClient,
    pub(super) faults: Faults,
}

#[derive(Debug)]
struct FaultyConnector {
    real: SharedHttpConnector,
    faults: Faults,
}

impl HttpClient for FaultyClient {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        let real = self.real.http_connector(settings, components);
        SharedHttpConnector::new(FaultyConnector { real, faults: self.faults.clone() })
    }
}

impl HttpConnector for FaultyConnector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (real, faults) = (self.real.clone(), self.faults.clone());
        HttpConnectorFuture::new(async move {
            let name = answers::name(&request);
            let invocation = request.headers().get("amz-sdk-invocation-id").unwrap().to_owned();
            if let Some(release) = faults.held(&name) {
                release.await.ok();
            }
            match faults.of(&invocation, &name) {
                Some(Fault::Before) => Err(broken()),
                Some(Fault::After) => {
                    real.call(request).await?;
                    Err(broken())
                }
                Some(Fault::Throttle) => Ok(answers::throttled(&request)),
                Some(Fault::Denied) => Ok(answers::denied(&request)),
                Some(Fault::Conflict) if name == "TransactWriteItems" => Ok(answers::conflict(&request)),
                Some(Fault::Delay) => {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    real.call(request).await
                }
                Some(Fault::Hang) => std::future::pending().await,
                Some(Fault::Conflict) | None => real.call(request).await,
            }
        })
    }
}

fn broken() -> ConnectorError {
    ConnectorError::io(std::io::Error::from(std::io::ErrorKind::ConnectionReset).into())
}
