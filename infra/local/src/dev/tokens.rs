//! The demo people's tokens in a file that a shell can load: they are long, and no screen should show them.

use std::{
    fmt::Write as _,
    fs::{self, OpenOptions},
    io::{self, Write as _},
    path::Path,
};

use embedded_cloud::IssuerError;
use vestibule_local::System;

#[derive(Debug, thiserror::Error)]
pub(crate) enum TokensError {
    #[error(transparent)]
    Issuer(#[from] IssuerError),
    #[error("the tokens cannot be written into the folder of the data")]
    File(#[from] io::Error),
}

/// Writes them beside the data, for their owner alone, and tells the line that loads them.
pub(crate) fn write_tokens(system: &System) -> Result<String, TokensError> {
    let path = system.cloud.folder().join("tokens.sh");
    let load = format!(". {}", quoted(&path));
    let issuer = system.cloud.issuer();
    // Writing to a String cannot fail.
    let (api, inbox) = (&system.origin, format!("{}/inbox.json", system.cloud.endpoints().services));
    let mut text =
        format!("# Good for 12 hours. To load them:  {load}\nexport API={api}\nexport ISSUER={}\n", issuer.url());
    writeln!(text, "export INBOX={inbox}").ok();
    if let Some(certificate) = &system.certificate {
        // curl trusts it by this.
        let certificate = std::path::absolute(certificate)?;
        writeln!(text, "export CURL_CA_BUNDLE={}", quoted(&certificate)).ok();
    }
    for person in issuer.people() {
        let (name, token) = (person.sub.to_uppercase(), issuer.token(&person.sub)?);
        writeln!(text, "# {} <{}>\nexport {name}={token}", person.name, person.email).ok();
    }
    replace(&path, &text)?;
    Ok(load)
}

/// Nobody else can read it, not even for an instant.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}

/// As a shell reads it. Without a slash in front, it would look for the file in its path.
fn quoted(path: &Path) -> String {
    let path = if path.is_absolute() { path.to_owned() } else { Path::new(".").join(path) };
    let text = path.to_string_lossy();
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte)) {
        text.into_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}
