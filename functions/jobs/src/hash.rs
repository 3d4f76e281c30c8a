//! SHA-256 and CRC-32 of a file that is read in pieces, perhaps by several workers.

use sha2::{
    Digest as _, Sha256,
    digest::common::hazmat::{SerializableState as _, SerializedState},
};
use vestibule_domain::value::Digest;

use crate::JobError;

/// Both sums so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sums {
    sha256: Sha256,
    crc: crc32fast::Hasher,
}

impl Sums {
    /// Goes on where another worker was; from the beginning where nothing was noted.
    pub(crate) fn resumed(sha256: &[u8], crc: u32) -> Result<Self, JobError> {
        if sha256.is_empty() {
            return Ok(Self::default());
        }
        let state = SerializedState::<Sha256>::try_from(sha256).map_err(|_| JobError::Hash)?;
        let sha256 = Sha256::deserialize(&state).map_err(|_| JobError::Hash)?;
        Ok(Self { sha256, crc: resumed_crc(crc) })
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.sha256.update(bytes);
        self.crc.update(bytes);
    }

    /// To go on from later.
    pub(crate) fn state(&self) -> (Vec<u8>, u32) {
        (self.sha256.serialize().to_vec(), self.crc.clone().finalize())
    }

    pub(crate) fn finish(self) -> (Digest, u32) {
        (Digest::from_bytes(self.sha256.finalize().into()), self.crc.finalize())
    }
}

/// CRC-32 alone, from where it was.
pub(crate) fn resumed_crc(crc: u32) -> crc32fast::Hasher {
    crc32fast::Hasher::new_with_initial(crc)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_come_out_the_same_wherever_another_worker_goes_on() {
        let bytes: Vec<u8> = (0..1_000_u32).map(|n| u8::try_from(n % 251).unwrap_or_default()).collect();
        let mut whole = Sums::default();
        whole.update(&bytes);
        let expected = whole.finish();
        assert_eq!(expected.0, Digest::of(&bytes));
        for cut in [0, 1, 63, 64, 65, 999, 1_000] {
            let mut first = Sums::default();
            first.update(&bytes[..cut]);
            let (sha256, crc) = first.state();
            let mut second = Sums::resumed(&sha256, crc).unwrap();
            second.update(&bytes[cut..]);
            assert_eq!(second.finish(), expected, "{cut}");
        }
        assert!(matches!(Sums::resumed(b"nonsense", 0), Err(JobError::Hash)));
    }
}
