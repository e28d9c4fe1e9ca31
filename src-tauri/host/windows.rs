//! The computer as Windows has it.

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    os::windows::fs::OpenOptionsExt,
    path::Path,
};

use interprocess::local_socket::{GenericNamespaced, Name, prelude::*};
use uuid::Uuid;

/// Marks the names that are made here among all that could be made of the same path.
const NAMES: Uuid = Uuid::from_u128(0x0f7d_31c5_6c9e_4a55_9d0e_7f0b_1e52_ad94);

/// Windows' own number for it: who is called may know who calls, but not act in their name.
const SECURITY_IDENTIFICATION: u32 = 0x0001_0000;

/// Makes the folder where it is not there yet.
///
/// Nothing more is needed: what is made below `%LOCALAPPDATA%` inherits that only the user, the
/// system and the administrators may enter. A folder elsewhere has the permissions that whoever
/// chose it gave to its place.
pub(super) fn make_private_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// What the named pipe is called at which who has the folder listens. All users share these names,
/// and they are not paths, so that this one is made of the folder's path and always as long. Other
/// users may not write to the pipe, and one who made it first would only hear that somebody calls.
fn name(folder: &Path) -> io::Result<String> {
    // The system's own spelling, so that two ways to write the path lead to one name.
    let path = fs::canonicalize(folder)?;
    let id = Uuid::new_v5(&NAMES, path.as_os_str().as_encoded_bytes());
    Ok(format!("roster-{id}"))
}

/// The name of the socket at which who has the folder listens.
pub(super) fn socket(folder: &Path) -> io::Result<Name<'static>> {
    name(folder)?.to_ns_name::<GenericNamespaced>()
}

/// Reaches who listens, if somebody does and nobody else is waiting there.
pub(super) fn connect(folder: &Path) -> io::Result<impl Read + Write + use<>> {
    File::options()
        .read(true)
        .write(true)
        .security_qos_flags(SECURITY_IDENTIFICATION)
        .open(format!(r"\\.\pipe\{}", name(folder)?))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn two_ways_to_write_a_folder_lead_to_one_name_and_two_folders_to_two() {
        let home = tempfile::tempdir().unwrap();
        let of = |folder: &str| name(&home.path().join(folder)).unwrap();
        for folder in ["first", "second"] {
            fs::create_dir(home.path().join(folder)).unwrap();
        }
        assert_eq!(of("first"), of("FIRST"));
        assert_eq!(of("first"), of(r"second\..\first"));
        assert_ne!(of("first"), of("second"));
    }
}
