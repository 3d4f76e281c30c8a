//! Every permission that a call to AWS needs, noted under the function that makes it.

mod dynamodb;
mod s3;

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        interceptors::{Intercept, SharedInterceptor, context::BeforeSerializationInterceptorContextRef},
        orchestrator::Metadata,
        runtime_components::RuntimeComponents,
    },
};
use aws_smithy_types::config_bag::ConfigBag;
use vestibule_cloud::account::Account;
use vestibule_local::SystemOptions;

/// Permissions as `Function action resource [leading key]`.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked(Arc<Mutex<BTreeSet<String>>>);

impl Asked {
    /// Watches every function of a system.
    pub(super) fn watch(&self, options: &mut SystemOptions) {
        let asked = self.clone();
        options.account = Box::new(move |function, account| asked.watched(function, account));
    }

    /// An account whose calls are noted under a function's name.
    pub(super) fn watched(&self, function: &str, account: Account) -> Account {
        let watcher = Watcher { function: function.to_owned(), asked: self.clone() };
        account.watched_by(SharedInterceptor::new(watcher))
    }

    pub(super) fn take(&self) -> BTreeSet<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

#[derive(Debug)]
struct Watcher {
    function: String,
    asked: Asked,
}

#[aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint]
impl Intercept for Watcher {
    fn name(&self) -> &'static str {
        "Watcher"
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let call = config.load::<Metadata>().unwrap();
        let input = context.input();
        let permissions = match (call.service(), call.name()) {
            ("DynamoDB", _) => dynamodb::permissions(input),
            ("S3", _) => s3::permissions(input),
            ("SESv2", "SendEmail") => vec!["ses:SendEmail identity".to_owned()],
            ("EventBridge", "PutEvents") => vec!["events:PutEvents EventBus".to_owned()],
            ("KMS", "GenerateMac") => vec!["kms:GenerateMac LinkKey".to_owned()],
            other => panic!("{other:?} is a call whose permissions are not known here"),
        };
        let function = super::granted::logical_id(&self.function);
        let mut asked = self.asked.0.lock().unwrap();
        asked.extend(permissions.iter().map(|permission| format!("{function} {permission}")));
        Ok(())
    }
}
