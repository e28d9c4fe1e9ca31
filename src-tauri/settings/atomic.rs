//! Writing a file whole or not at all, also when the machine stops half-way.

use std::{fs, io, io::Write as _, path::Path};

/// Puts the text into the file; its folder is made if need be. Whoever reads meanwhile sees
/// either the old text or the new one.
///
/// # Errors
/// The system's own, and then the file is as it was.
pub(super) fn write(path: &Path, text: &str) -> io::Result<()> {
    // Where the path is a link, the file that it leads to is replaced and the link stays.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
