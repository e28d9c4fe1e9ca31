//! The system packages that building and testing need. On Debian and its relatives what is
//! missing is installed; on other Linux systems it is named; macOS and Windows need none.

use std::{collections::HashSet, fs};

use anyhow::{Context as _, Result, bail};

use crate::command::{output, program, run};

/// What building and opening the app needs, by Debian's names.
pub(crate) const TO_BUILD: [&str; 5] = [
    "build-essential",
    "pkg-config",
    "libdbus-1-dev",
    "libgtk-3-dev",
    "libwebkit2gtk-4.1-dev",
];

/// What the checks need beyond that: the web view's driver and a screen for it, fonts for every
/// script that the practice users' names are written in, and Python for other people's clients.
pub(crate) const TO_TEST: [&str; 10] = [
    "dbus",
    "fonts-noto-cjk",
    "fonts-noto-color-emoji",
    "fonts-noto-core",
    "gnome-keyring",
    "python3",
    "python3-venv",
    "webkit2gtk-driver",
    "xauth",
    "xvfb",
];

/// Sees to it that the packages are there, and says what it does about those that are not.
pub(crate) fn ensure(names: &[&str]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    if !is_debian(&release) {
        println!(
            "Roster needs these system packages, here by Debian's names; if the build fails, \
             install what your system calls them: {}",
            names.join(" ")
        );
        return Ok(());
    }
    let missing = missing(names)?;
    if missing.is_empty() {
        return Ok(());
    }
    println!(
        "Installing the system packages that are missing: {}",
        missing.join(" ")
    );
    install(&missing)
}

/// Whether `/etc/os-release` is that of Debian or a system made from it.
fn is_debian(release: &str) -> bool {
    release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or(line.strip_prefix("ID_LIKE=")))
        .flat_map(|value| value.trim_matches('"').split_whitespace())
        .any(|id| matches!(id, "debian" | "ubuntu"))
}

fn missing<'a>(names: &[&'a str]) -> Result<Vec<&'a str>> {
    // dpkg-query's exit code says no more than that some package is unknown to it.
    let answer = program("dpkg-query")
        .args(["--show", "--showformat=${Package} ${db:Status-Status}\n"])
        .args(names)
        .output()
        .context("dpkg-query can't be started")?;
    Ok(not_installed(
        names,
        &String::from_utf8_lossy(&answer.stdout),
    ))
}

/// The names that `dpkg-query` does not list as installed.
fn not_installed<'a>(names: &[&'a str], listing: &str) -> Vec<&'a str> {
    let installed: HashSet<&str> = listing
        .lines()
        .filter_map(|line| line.strip_suffix(" installed"))
        .collect();
    names
        .iter()
        .copied()
        .filter(|name| !installed.contains(name))
        .collect()
}

fn install(names: &[&str]) -> Result<()> {
    let is_root = output(program("id").arg("--user"))?.is_some_and(|id| id.trim() == "0");
    let as_root: &[&str] = if is_root {
        &[]
    } else if output(program("sudo").arg("--version"))?.is_some() {
        &["sudo"]
    } else {
        bail!(
            "there is no sudo here: as root, run `apt-get install {}`, then try again",
            names.join(" ")
        );
    };
    let apt_get = |arguments: &[&str]| {
        let line = [
            as_root,
            &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"],
            arguments,
        ]
        .concat();
        match line.split_first() {
            Some((first, rest)) => run(program(first).args(rest)),
            None => Ok(()),
        }
    };
    apt_get(&["update"])?;
    apt_get(&[&["install", "--yes", "--no-install-recommends"], names].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_and_its_relatives_are_known() {
        assert!(is_debian(
            "PRETTY_NAME=\"Debian GNU/Linux 12\"\nID=debian\n"
        ));
        assert!(is_debian("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!is_debian("ID=fedora\nNAME=\"not debian\"\n"));
        assert!(!is_debian(""));
    }

    #[test]
    fn only_what_is_fully_installed_counts() {
        let listing = "xvfb installed\nxauth config-files\n";
        assert_eq!(
            not_installed(&["xvfb", "xauth", "dbus"], listing),
            ["xauth", "dbus"]
        );
        assert!(not_installed(&["xvfb"], listing).is_empty());
    }
}
