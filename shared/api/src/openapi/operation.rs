//! One operation: its method and address, who may call it, what it takes, answers and refuses.

use http::StatusCode;
use utoipa::{
    IntoParams, ToSchema,
    openapi::{
        path::{HttpMethod, Parameter},
        schema::Ref,
    },
};

use super::schemas::Schemas;
use crate::problem::{Details, Kind, Message};

/// Who calls an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// With a token of the identity provider.
    Staff,
    /// With nothing, or with a link.
    Anybody,
    /// With the session of an opened share.
    Guest,
}

/// The methods that operations have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    Get,
    Head,
    Patch,
    Post,
    Put,
}

impl Verb {
    /// As HTTP writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Post => "POST",
            Self::Put => "PUT",
        }
    }

    pub(super) fn method(self) -> HttpMethod {
        match self {
            Self::Get => HttpMethod::Get,
            Self::Head => HttpMethod::Head,
            Self::Patch => HttpMethod::Patch,
            Self::Post => HttpMethod::Post,
            Self::Put => HttpMethod::Put,
        }
    }
}

/// One operation of the API.
#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, told by its name")]
pub struct Operation {
    pub verb: Verb,
    /// As routes are written: `/p/{share}`.
    pub path: &'static str,
    pub caller: Caller,
    pub(super) id: &'static str,
    pub(super) summary: &'static str,
    pub(super) query: Vec<Parameter>,
    pub(super) body: Option<Ref>,
    pub(super) may_be_empty: bool,
    /// Browsers send the body as a form, too.
    pub(super) is_form: bool,
    pub(super) answers: Vec<Answer>,
    pub(super) problems: Vec<Kind>,
    /// Browsers are shown pages, also of problems.
    pub(super) has_pages: bool,
    /// Takes an `Idempotency-Key`.
    pub(super) is_repeatable: bool,
    pub(super) schemas: Schemas,
}

/// One way in which an operation succeeds.
#[derive(Clone)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) description: &'static str,
    pub(super) json: Option<Ref>,
    /// Of an answer that is no JSON.
    pub(super) media_type: Option<&'static str>,
}

/// What every operation may come to: a defect, or something that does not answer.
const ALWAYS: [Kind; 2] = [Kind::Failure, Kind::Unavailable];
/// What can be wrong with a body before it is understood.
const BODY: [Kind; 3] = [Kind::BadRequest, Kind::TooLarge, Kind::UnsupportedMediaType];

impl Operation {
    pub(super) fn new(
        caller: Caller,
        (verb, path): (Verb, &'static str),
        id: &'static str,
        summary: &'static str,
    ) -> Self {
        let mut schemas = Schemas::default();
        schemas.add::<Details>();
        schemas.add::<Message>();
        let mut operation = Self {
            verb,
            path,
            caller,
            id,
            summary,
            query: vec![],
            body: None,
            may_be_empty: false,
            is_form: false,
            answers: vec![],
            problems: vec![],
            has_pages: false,
            is_repeatable: false,
            schemas,
        };
        operation = operation.refuses(&ALWAYS);
        match caller {
            // A bad `vestibule-org` is a bad request, also of a route that reads nothing else.
            Caller::Staff => operation.refuses(&[Kind::BadRequest, Kind::Unauthorized, Kind::NotPermitted]),
            Caller::Anybody => operation,
            Caller::Guest => operation.refuses(&[Kind::Unauthorized, Kind::NotFound, Kind::Gone]),
        }
    }

    /// Takes a query.
    pub(super) fn query<T: IntoParams>(mut self) -> Self {
        self.query = T::into_params(|| None);
        self.refuses(&[Kind::BadRequest])
    }

    /// Takes a JSON body.
    pub(super) fn takes<T: ToSchema>(mut self) -> Self {
        self.body = Some(self.schemas.add::<T>());
        self.refuses(&BODY)
    }

    /// Takes a JSON body or none, which means `{}`.
    pub(super) fn takes_if_any<T: ToSchema>(mut self) -> Self {
        self.may_be_empty = true;
        self.takes::<T>()
    }

    /// Takes the same as a form.
    pub(super) fn by_form(mut self) -> Self {
        self.is_form = true;
        self
    }

    /// Takes the same as a form, and answers it with the next page.
    pub(super) fn or_form(self) -> Self {
        self.by_form().leads_on()
    }

    /// Answers browsers with the way to another page.
    pub(super) fn leads_on(mut self) -> Self {
        let description = "The next page is at `location`.";
        self.answers.push(Answer { status: StatusCode::SEE_OTHER, description, json: None, media_type: None });
        self
    }

    /// Carries a request out once for each `Idempotency-Key`.
    pub(super) fn once(mut self) -> Self {
        self.is_repeatable = true;
        self.refuses(&[Kind::BadRequest, Kind::IdempotencyMismatch])
    }

    /// Sends the form of a browser on as it is, to where it is carried out.
    pub(super) fn sends_on(mut self, description: &'static str) -> Self {
        let status = StatusCode::TEMPORARY_REDIRECT;
        self.answers.push(Answer { status, description, json: None, media_type: None });
        self
    }

    /// Shows pages to browsers.
    pub(super) fn with_pages(mut self) -> Self {
        self.has_pages = true;
        self
    }

    /// Answers with JSON.
    pub(super) fn answers<T: ToSchema>(mut self, status: StatusCode, description: &'static str) -> Self {
        let json = Some(self.schemas.add::<T>());
        self.answers.push(Answer { status, description, json, media_type: None });
        self
    }

    /// Answers with something else.
    pub(super) fn shows(mut self, media_type: &'static str, description: &'static str) -> Self {
        let media_type = Some(media_type);
        self.answers.push(Answer { status: StatusCode::OK, description, json: None, media_type });
        self
    }

    /// Answers with problems of these types.
    pub(super) fn refuses(mut self, kinds: &[Kind]) -> Self {
        for kind in kinds {
            if !self.problems.contains(kind) {
                self.problems.push(*kind);
            }
        }
        self
    }
}
