//! The log file: what Roster did and what went wrong, for whoever helps the person. It stays on
//! the computer, in the data folder.
//!
//! Access keys must never come into it. The AWS SDK logs ids of access keys at the level `info`
//! and whole requests below it, and other crates do likewise, so that nobody but Roster itself
//! can ever be heard below a warning.

use std::{
    ffi::OsString,
    fmt, io,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
};

use tracing::{Dispatch, Event, Subscriber, level_filters::LevelFilter};
use tracing_appender::{
    non_blocking::{NonBlockingBuilder, WorkerGuard},
    rolling::{RollingFileAppender, Rotation},
};
use tracing_subscriber::{
    Layer as _, Registry,
    filter::Targets,
    fmt::{
        FmtContext, FormatEvent, FormatFields, MakeWriter,
        format::{Format, Writer},
    },
    layer::SubscriberExt as _,
    registry::LookupSpan,
    util::SubscriberInitExt as _,
};

use super::system;

/// What every target of Roster's own begins with.
const OWN: &str = "roster";

/// The environment variable that says from which level on Roster itself is heard.
const VARIABLE: &str = "ROSTER_LOG";

/// The most files that are kept, today's included. There is one a day. The appender knows no limit
/// in bytes; Roster's own events at `info` are few, and whoever asks for more looks at the file.
const MOST_FILES: usize = 14;

/// The most lines that wait for a slow disk. The program never waits for it: what is beyond them
/// is not logged.
const MOST_WAITING: usize = 8_192;

/// The longest part of a panic's message that is logged: it may hold anything.
const MOST_OF_A_PANIC: usize = 500;

/// Writes what still waits into the log file when it is dropped. Afterwards nothing more is
/// logged, so that it lives as long as the program, and is dropped before `std::process::exit`,
/// which drops nothing.
#[derive(Debug)]
#[must_use = "the log ends when this is dropped"]
pub struct LogGuard {
    _worker: WorkerGuard,
}

/// Why there is no log, as a sentence that can be printed. The program works without one.
#[derive(Debug, thiserror::Error)]
#[error("no log can be kept in the folder {}: {source}", folder.display())]
pub struct NoLog {
    folder: PathBuf,
    source: Box<dyn std::error::Error + Send + Sync>,
}

/// Where log files are, in the data folder.
pub const FOLDER: &str = "logs";

/// Starts the log of this process: events from now on go to `logs/roster.<date>.log` in the data
/// folder, panics as well. Once for a process.
///
/// # Errors
/// When the file can't be written, or there is a log already. Then nothing is logged and panics
/// do what they did.
pub fn start(data_folder: &Path) -> Result<LogGuard, NoLog> {
    let folder = data_folder.join(FOLDER);
    start_in(&folder).map_err(|source| NoLog { folder, source })
}

fn start_in(folder: &Path) -> Result<LogGuard, Box<dyn std::error::Error + Send + Sync>> {
    let (level, misread) = level_of(std::env::var_os(VARIABLE));
    let file = LogFile::open(folder)?;
    let (queue, worker) = NonBlockingBuilder::default()
        .buffered_lines_limit(MOST_WAITING)
        .thread_name("log")
        .finish(file.clone());
    subscriber(level, queue).try_init()?;
    log_panics(Dispatch::new(subscriber(level, move || file.clone())));
    if let Some(misread) = misread {
        tracing::warn!(value = ?misread, "{VARIABLE} names no level, so that {level} it is");
    }
    Ok(LogGuard { _worker: worker })
}

/// What writes a line for every event into the writer: Roster's own from `level` on, all others'
/// from warnings on. Apart from [`start`] for tests, which have no process of their own.
pub fn subscriber<W>(
    level: LevelFilter,
    writer: W,
) -> impl Subscriber + for<'a> LookupSpan<'a> + Send + Sync + 'static
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let heard = Targets::new()
        .with_default(LevelFilter::WARN)
        .with_target(OWN, level);
    let lines = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_writer(writer)
        .event_format(OneLine(Format::default()));
    // The times are the default's: RFC 3339 in UTC.
    Registry::default().with(lines.with_filter(heard))
}

/// The level that the variable asks for, and the variable where it asks for none that there is.
fn level_of(variable: Option<OsString>) -> (LevelFilter, Option<OsString>) {
    let usual = LevelFilter::INFO;
    let Some(asked) = variable.filter(|asked| !asked.is_empty()) else {
        return (usual, None);
    };
    let level = match asked.to_str().map(str::to_lowercase).as_deref() {
        Some("error") => LevelFilter::ERROR,
        Some("warn") => LevelFilter::WARN,
        Some("info") => LevelFilter::INFO,
        Some("debug") => LevelFilter::DEBUG,
        Some("trace") => LevelFilter::TRACE,
        _ => return (usual, Some(asked)),
    };
    (level, None)
}

/// Has every panic logged before whatever happened with it until now. The line is in the file when
/// this is done: a panic in a callback of the system's ends the process at once.
fn log_panics(log: Dispatch) {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        tracing::dispatcher::with_default(&log, || {
            let thread = thread::current();
            let message: String = panic
                .payload_as_str()
                .unwrap_or("something that is no text")
                .chars()
                .take(MOST_OF_A_PANIC)
                .collect();
            tracing::error!(
                target: "roster::panic",
                thread = thread.name().unwrap_or("without a name"),
                place = panic.location().map(tracing::field::display),
                "panic: {message}"
            );
        });
        before(panic);
    }));
}

/// The file of the day. Whoever writes to it writes to its end, the waiting lines' thread and a
/// panicking one alike.
#[derive(Clone, Debug)]
struct LogFile(Arc<RollingFileAppender>);

impl LogFile {
    fn open(folder: &Path) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        system::make_private_folder(folder)?;
        let appender = RollingFileAppender::builder()
            .rotation(Rotation::DAILY)
            .filename_prefix("roster")
            .filename_suffix("log")
            .max_log_files(MOST_FILES)
            .build(folder)?;
        Ok(Self(Arc::new(appender)))
    }
}

impl io::Write for LogFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.make_writer().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.make_writer().flush()
    }
}

/// Keeps an event to one line. The formatters leave line breaks as they are, so that a name or a
/// server's answer could hold what looks like further lines of the log.
struct OneLine<F>(F);

impl<S, N, F> FormatEvent<S, N> for OneLine<F>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
    F: FormatEvent<S, N>,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let mut line = String::new();
        self.0
            .format_event(context, Writer::new(&mut line), event)?;
        for letter in line.strip_suffix('\n').unwrap_or(&line).chars() {
            if is_unseen(letter) {
                write!(writer, "{}", letter.escape_default())?;
            } else {
                writer.write_char(letter)?;
            }
        }
        writer.write_char('\n')
    }
}

/// Whether the letter makes other letters appear elsewhere than they are: control characters,
/// Unicode's own line breaks, and the marks that turn the direction of a text.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::{fs, io::Write as _, sync::Mutex};

    use super::*;

    /// What is logged while `act` runs.
    fn logged(level: LevelFilter, act: impl FnOnce()) -> String {
        #[derive(Clone, Default)]
        struct Kept(Arc<Mutex<Vec<u8>>>);
        impl io::Write for Kept {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0.lock().unwrap().write(bytes)
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let kept = Kept::default();
        let writer = kept.clone();
        tracing::subscriber::with_default(subscriber(level, move || writer.clone()), act);
        let bytes = kept.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn nobody_else_is_heard_below_a_warning_whatever_is_asked_for() {
        for level in [LevelFilter::INFO, LevelFilter::TRACE] {
            let log = logged(level, || {
                tracing::info!(target: "aws_config::profile", "loaded AKIAIOSFODNN7EXAMPLE");
                tracing::debug!(target: "aws_smithy_runtime::client", "a request");
                tracing::info!(target: "hyper_util::client", "a connection");
                tracing::info!(target: "rustls::client", "a handshake");
                tracing::trace!(target: "somebody", "something");
                tracing::warn!(target: "aws_config::profile", "a profile is odd");
            });
            assert_eq!(log.lines().count(), 1, "{log}");
            assert!(log.contains(" WARN aws_config::profile: a profile is odd"));
        }
    }

    #[test]
    fn roster_is_heard_from_the_level_on_that_is_asked_for() {
        let speak = || {
            tracing::error!(target: "roster::desk", "one");
            tracing::info!(target: "roster::desk", "two");
            tracing::debug!(target: "roster", "three");
        };
        for (level, lines) in [
            (LevelFilter::ERROR, 1),
            (LevelFilter::INFO, 2),
            (LevelFilter::DEBUG, 3),
        ] {
            let log = logged(level, speak);
            assert_eq!(log.lines().count(), lines, "{log}");
        }
    }

    #[test]
    fn a_line_has_its_time_in_utc_its_level_and_its_target() {
        let log = logged(LevelFilter::INFO, || {
            tracing::info!(target: "roster::desk", users = 3, "read");
        });
        let (time, rest) = log.split_once(' ').unwrap();
        time.parse::<jiff::Timestamp>().unwrap();
        assert!(time.ends_with('Z'), "{time}");
        assert_eq!(rest, " INFO roster::desk: read users=3\n");
    }

    #[test]
    fn the_variable_names_a_level_or_is_called_wrong() {
        let of = |text: &str| level_of(Some(text.into()));
        assert_eq!(level_of(None), (LevelFilter::INFO, None));
        assert_eq!(of(""), (LevelFilter::INFO, None));
        assert_eq!(of("error"), (LevelFilter::ERROR, None));
        assert_eq!(of("Debug"), (LevelFilter::DEBUG, None));
        assert_eq!(of("trace"), (LevelFilter::TRACE, None));
        for wrong in ["aws_config=trace", "roster=trace", "off", "5", "info,debug"] {
            assert_eq!(of(wrong), (LevelFilter::INFO, Some(wrong.into())));
        }
    }

    #[test]
    fn nothing_that_is_logged_can_pretend_to_be_another_line() {
        let forged =
            "x\n2026-01-01T00:00:00Z ERROR roster: forged\r\u{1b}[31m\u{85}\u{2028}\u{202e}";
        let log = logged(LevelFilter::INFO, || {
            let _in = tracing::info_span!(target: "roster", "span", name = %forged).entered();
            tracing::info!(target: "roster", text = forged, shown = %forged, seen = ?forged, "{forged}");
        });
        assert_eq!(log.lines().count(), 1, "{log}");
        assert_eq!(log.matches("forged").count(), 5, "{log}");
        let line = log.strip_suffix('\n').unwrap();
        assert!(!line.chars().any(is_unseen), "{line:?}");
    }

    #[test]
    fn old_files_go_when_there_are_too_many() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("logs");
        fs::create_dir(&folder).unwrap();
        for day in 1..=20 {
            fs::write(folder.join(format!("roster.2020-01-{day:02}.log")), "").unwrap();
        }
        fs::write(folder.join("notes.txt"), "the person's own").unwrap();
        let mut file = LogFile::open(&folder).unwrap();
        file.write_all(b"today\n").unwrap();
        let mut names: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names.len(), MOST_FILES + 1, "{names:?}");
        assert_eq!(names[0], "notes.txt");
        let today = fs::read_to_string(folder.join(&names[MOST_FILES])).unwrap();
        assert_eq!(today, "today\n");
    }
}
