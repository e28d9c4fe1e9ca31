//! Serves a practice instance on loopback until standard input is closed:
//! `cargo run --example practice_server -- --port 0 --users 5000 --seed 7`.
//!
//! The first line of its output says where it listens, the second is JSON that names the
//! instance. Any client will do, for example
//! `AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x aws connect list-instances --region us-east-1
//! --endpoint-url http://127.0.0.1:PORT`.
//!
//! Whoever signs for us-east-1 is answered, until `--access-key ID:SECRET` is given, as often as
//! there are keys: from then on signatures are checked. The keys have to be made up, since others
//! on the computer can see a command line. The account has the roles `RosterAdmin` and
//! `RosterAdminMfa`, the latter with the MFA device `arn:aws:iam::111122223333:mfa/practice`,
//! whose code is 123456. A role's sessions last as long as is asked for, or `--session-seconds N`.

use std::{
    error::Error, io::Write, net::Ipv4Addr, path::PathBuf, process::ExitCode, time::Duration,
};

use lexopt::{Arg, ValueExt};
use roster::practice::{
    AccessKey, Callers, Faults, Limits, Practice, PracticeOptions, Store, loopback,
};
use tokio::{net::TcpListener, sync::oneshot};

const USAGE: &str = "\
usage: practice_server [--port N] [--users N] [--seed N] [--file FILE] [--faults FILE]
                       [--unthrottled] [--search-lag-ms N] [--latency-ms N]
                       [--access-key ID:SECRET]... [--session-seconds N]";

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let Some((port, options)) = arguments()? else {
        println!("{USAGE}");
        return Ok(());
    };
    let practice = Practice::open(options)?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    let about = practice.about();
    let mut out = std::io::stdout();
    writeln!(out, "listening on http://{}", listener.local_addr()?)?;
    writeln!(
        out,
        "{}",
        serde_json::json!({
            "instanceId": about.instance_id,
            "instanceArn": about.instance_arn,
            "account": about.account,
            "region": about.region,
        })
    )?;
    out.flush()?;
    loopback::serve(practice, listener, stdin_closed()).await?;
    Ok(())
}

/// What the command line asks for; nothing if it asks for help.
fn arguments() -> Result<Option<(u16, PracticeOptions)>, Box<dyn Error>> {
    let mut port = 0;
    let mut options = PracticeOptions::default();
    let mut keys = Vec::new();
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("port") => port = arguments.value()?.parse()?,
            Arg::Long("users") => options.users = arguments.value()?.parse()?,
            Arg::Long("seed") => options.seed = arguments.value()?.parse()?,
            Arg::Long("file") => options.store = Store::File(PathBuf::from(arguments.value()?)),
            Arg::Long("faults") => {
                options.faults = Faults::read(&PathBuf::from(arguments.value()?))?;
            }
            Arg::Long("unthrottled") => options.limits = Limits::none(),
            Arg::Long("search-lag-ms") => {
                options.search_lag = Duration::from_millis(arguments.value()?.parse()?);
            }
            Arg::Long("latency-ms") => {
                options.latency = Duration::from_millis(arguments.value()?.parse()?);
            }
            Arg::Long("access-key") => keys.push(access_key(&arguments.value()?.string()?)?),
            Arg::Long("session-seconds") => {
                let length = Duration::from_secs(arguments.value()?.parse()?);
                options.access.session_length = Some(length);
            }
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            other => return Err(format!("{}\n{USAGE}", other.unexpected()).into()),
        }
    }
    if !keys.is_empty() {
        options.access.callers = Callers::Known(keys);
    }
    Ok(Some((port, options)))
}

/// A key of the command line. The error leaves out what was given, which may be a secret.
fn access_key(text: &str) -> Result<AccessKey, &'static str> {
    match text.split_once(':') {
        Some((id, secret)) if !id.is_empty() && !secret.is_empty() => {
            Ok(AccessKey::new(id, secret))
        }
        _ => Err("an access key is given as ID:SECRET"),
    }
}

/// Done when standard input is closed, which also happens when the program that started this one
/// ends in whatever way.
async fn stdin_closed() {
    let (closed, done) = oneshot::channel::<()>();
    std::thread::spawn(move || {
        let _ = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
        let _ = closed.send(());
    });
    let _ = done.await;
}
