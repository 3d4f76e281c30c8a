//! How long a way in for a file stays open here: as long as template.yaml has it for a deployment.

use std::time::Duration;

use serde::Deserialize;

const TEMPLATE: &str = include_str!("../../../template.yaml");

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Template {
    parameters: Parameters,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Parameters {
    upload_window_seconds: Parameter,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Parameter {
    default: u64,
}

/// The default of the template's parameter.
pub fn upload_window() -> Result<Duration, serde_yaml_ng::Error> {
    let template: Template = serde_yaml_ng::from_str(TEMPLATE)?;
    Ok(Duration::from_secs(template.parameters.upload_window_seconds.default))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_says_how_long() {
        assert!(upload_window().is_ok_and(|window| !window.is_zero()));
    }
}
