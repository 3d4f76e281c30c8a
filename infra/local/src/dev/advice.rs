//! What helps a start that was refused: the option to use.

use embedded_cloud::StartError;
use vestibule_local::SystemError;

/// A sentence to follow the error, where an option helps. `memory`: nothing was to be kept.
pub(crate) fn advice(error: &SystemError, memory: bool) -> Option<&'static str> {
    match error {
        SystemError::PortInUse { .. }
        | SystemError::Listen { .. }
        | SystemError::Cloud(StartError::PortInUse { .. } | StartError::Listen { .. }) => {
            Some("--port N takes N and the three ports after it; --port 0 takes any free ones.")
        }
        SystemError::Cloud(StartError::FolderInUse { .. }) => {
            Some("Stop the other one, or keep data in another folder with --data, or nothing with --memory.")
        }
        SystemError::Cloud(StartError::Io { .. }) if memory => Some("The variable TMPDIR names another folder."),
        SystemError::Cloud(
            StartError::Io { .. } | StartError::NotAFolder { .. } | StartError::ForeignFolder { .. },
        ) => Some("Keep data in another folder with --data, or nothing with --memory."),
        SystemError::Cloud(StartError::Damaged { .. } | StartError::Database(_)) => {
            Some("--fresh forgets what the folder holds and begins anew; --data names another folder.")
        }
        _ => None,
    }
}
