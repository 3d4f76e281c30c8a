//! Templates as text.

use std::any::type_name;

use askama::Template;

/// A template that could not be written, by the name of its type.
#[derive(Debug, thiserror::Error)]
#[error("the template {template} cannot be written")]
pub struct RenderError {
    template: &'static str,
    #[source]
    cause: askama::Error,
}

/// Never a part of a page, and no empty one.
pub fn rendered<T: Template>(template: &T) -> Result<String, RenderError> {
    template.render().map_err(|cause| RenderError { template: type_name::<T>(), cause })
}

#[cfg(test)]
mod tests {
    use std::{error::Error as _, fmt};

    use super::*;

    struct Unwritable;

    impl fmt::Display for Unwritable {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            Err(fmt::Error)
        }
    }

    #[derive(Template)]
    #[template(source = "<p>{{ name }}</p>", ext = "html")]
    struct Html<T: fmt::Display> {
        name: T,
    }

    #[test]
    fn a_template_that_cannot_be_written_is_an_error_that_names_it() -> Result<(), RenderError> {
        assert_eq!(rendered(&Html { name: "Ana" })?, "<p>Ana</p>");
        let error = rendered(&Html { name: Unwritable }).err().map(|e| (e.to_string(), e.source().is_some()));
        assert_eq!(error, Some((format!("the template {} cannot be written", type_name::<Html<Unwritable>>()), true)));
        Ok(())
    }
}
