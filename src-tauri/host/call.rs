//! How a second Roster asks the first one to come to the front. They meet in a local socket (on
//! Windows a named pipe) that belongs to the data folder.
//!
//! Nothing but this one wish is understood, nothing is read beyond its length, and whoever says
//! something else is shown out: the lock decides who works with the folder, never the socket.

use std::{
    io::{self, Read, Write},
    path::Path,
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use interprocess::local_socket::{ListenerNonblockingMode, ListenerOptions, Stream, prelude::*};

use super::system;

const COME: &[u8] = b"Roster, come to the front\n";
const COMING: &[u8] = b"coming\n";

/// How long somebody may take to say the wish. Callers are heard one after the other, so that one
/// who says nothing holds up the others for as long, and no longer.
const HEARING: Duration = Duration::from_millis(500);

/// How long it may take until somebody listens, and then until there is an answer. The first
/// Roster may just be starting, or be busy.
const PATIENCE: Duration = Duration::from_secs(3);

/// How long to wait before looking again at something that says nothing when it changes.
const PAUSE: Duration = Duration::from_millis(10);

/// Asks the Roster that has the folder to come to the front, and returns when it does.
///
/// # Errors
/// The system's own when nobody listens, and [`io::ErrorKind::TimedOut`] when nobody answers;
/// either way after a few seconds.
pub fn call_first(folder: &Path) -> io::Result<()> {
    call_within(PATIENCE, folder)
}

fn call_within(patience: Duration, folder: &Path) -> io::Result<()> {
    let folder = folder.to_owned();
    let (tell, told) = mpsc::channel();
    // On a thread of its own, which is left behind if need be: a pipe knows no time limits.
    thread::Builder::new()
        .name("call the first".into())
        .spawn(move || tell.send(call(patience, &folder)))?;
    told.recv_timeout(2 * patience)
        .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}

fn call(patience: Duration, folder: &Path) -> io::Result<()> {
    let start = Instant::now();
    let mut first = loop {
        match system::connect(folder) {
            Ok(first) => break first,
            Err(error) if start.elapsed() > patience => return Err(error),
            Err(_) => thread::sleep(PAUSE),
        }
    };
    first.write_all(COME)?;
    let mut answer = [0; COMING.len()];
    first.read_exact(&mut answer)?;
    if answer == COMING {
        Ok(())
    } else {
        Err(io::ErrorKind::InvalidData.into())
    }
}

/// Listens on a thread of its own, for as long as the process runs, for somebody who calls the
/// Roster that has the folder. Only that one may listen.
///
/// # Errors
/// The system's own when there can be no socket.
pub(super) fn listen(folder: &Path, come: impl Fn() + Send + 'static) -> io::Result<()> {
    let listener = ListenerOptions::new()
        .name(system::socket(folder)?)
        .nonblocking(ListenerNonblockingMode::Stream)
        // What a crashed Roster left behind: nobody else listens while this one has the lock.
        .try_overwrite(true)
        .max_spin_time(PATIENCE)
        .create_sync()?;
    thread::Builder::new()
        .name("come to the front".into())
        .spawn(move || {
            for caller in listener.incoming() {
                let heard = caller.and_then(|mut caller| {
                    if is_wish(&mut caller) {
                        come();
                        caller.write_all(COMING)?;
                    }
                    Ok(())
                });
                if let Err(error) = heard {
                    tracing::debug!(%error, "a call was not heard to its end");
                    // An error that stays must not keep a processor busy.
                    thread::sleep(PAUSE);
                }
            }
        })?;
    Ok(())
}

/// Whether the caller says the wish, and soon.
fn is_wish(caller: &mut Stream) -> bool {
    let start = Instant::now();
    let mut said = [0; COME.len()];
    let mut length = 0;
    while length < said.len() && said[..length] == COME[..length] {
        // On Windows a pipe with nothing in it reads like one that has ended, so that only time
        // tells: nobody is turned away for having said nothing yet.
        match caller.read(&mut said[length..]) {
            Ok(0) => {}
            Ok(more) => {
                length += more;
                continue;
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(_) => return false,
        }
        if start.elapsed() > HEARING {
            return false;
        }
        thread::sleep(PAUSE);
    }
    said == COME
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::host::DataFolder;

    /// A folder that somebody has, who counts the calls.
    fn listening() -> (tempfile::TempDir, DataFolder, mpsc::Receiver<()>) {
        let home = tempfile::tempdir().unwrap();
        let folder = DataFolder::take(home.path()).unwrap();
        let (tell, told) = mpsc::channel();
        listen(folder.path(), move || tell.send(()).unwrap()).unwrap();
        (home, folder, told)
    }

    #[test]
    fn a_call_is_answered_when_it_has_been_heard() {
        let (_home, folder, calls) = listening();
        for _ in 0..3 {
            call_first(folder.path()).unwrap();
            calls.try_recv().unwrap();
        }
        assert!(calls.try_recv().is_err());
    }

    #[test]
    fn who_calls_where_nobody_listens_or_answers_is_told_so() {
        let home = tempfile::tempdir().unwrap();
        let patience = 5 * PAUSE;
        let error = call_within(patience, home.path()).unwrap_err();
        assert_ne!(error.kind(), io::ErrorKind::TimedOut, "{error}");

        let (wait, waiting) = mpsc::channel::<()>();
        listen(home.path(), move || waiting.recv().unwrap()).unwrap();
        let error = call_within(patience, home.path()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut, "{error}");
        wait.send(()).unwrap();
    }

    #[test]
    fn callers_who_say_nothing_block_nobody() {
        let (_home, folder, calls) = listening();
        let _silent = system::connect(folder.path()).unwrap();
        let mut halting = None;
        // On Windows there is a place for one who waits, and only then for the next.
        while halting.is_none() {
            halting = system::connect(folder.path()).ok();
        }
        halting.as_mut().unwrap().write_all(&COME[..9]).unwrap();
        call_first(folder.path()).unwrap();
        calls.try_recv().unwrap();
        assert!(calls.try_recv().is_err());
    }

    #[test]
    fn whatever_else_is_said_is_ignored() {
        let (_home, folder, calls) = listening();
        for other in [
            b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".as_slice(),
            &[0; 40_000],
            b"Roster, come to the back \n",
            b"",
        ] {
            let mut stranger = None;
            while stranger.is_none() {
                stranger = system::connect(folder.path()).ok();
            }
            // It may be shown out before it has said everything.
            let _ = stranger.as_mut().unwrap().write_all(other);
            drop(stranger);
        }
        call_first(folder.path()).unwrap();
        calls.try_recv().unwrap();
        assert!(calls.try_recv().is_err());
    }

    #[test]
    fn who_listens_at_one_folder_hears_nothing_of_another() {
        let (_home, _folder, calls) = listening();
        let (_other_home, other, other_calls) = listening();
        call_first(other.path()).unwrap();
        other_calls.try_recv().unwrap();
        assert!(calls.try_recv().is_err());
    }
}
