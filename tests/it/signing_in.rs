//! Signing in over a real connection, with what the environment, the home folder and the
//! operating system's certificates say.

use std::{sync::Arc, time::Duration};

use aws_smithy_async::time::SharedTimeSource;
use jiff::{SignedDuration, Timestamp};
use roster::{
    credentials::{Means, ProfileFiles, Proxy, SignIn, SignedIn, https, sign_in},
    domain::{Problem, ProblemCode},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{PrivateKeyDer, pem::PemObject},
    },
};

use crate::again::{Again, is_again};

const LONG: Duration = Duration::from_secs(30);

const WHO: &str = "<GetCallerIdentityResponse><GetCallerIdentityResult>\
    <Arn>arn:aws:iam::123456789012:user/ann</Arn><Account>123456789012</Account>\
    </GetCallerIdentityResult></GetCallerIdentityResponse>";

/// Reads one request, answers it, and gives its head.
async fn answer(stream: impl AsyncRead + AsyncWrite + Unpin, body: &str) -> Vec<String> {
    let mut stream = BufReader::new(stream);
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.unwrap();
        match line.trim_end() {
            "" => break,
            line => head.push(line.to_owned()),
        }
    }
    let length = head
        .iter()
        .find_map(|line| line.strip_prefix("content-length: "));
    let mut form = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    stream.read_exact(&mut form).await.unwrap();
    let length = body.len();
    let answer =
        format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}");
    stream.write_all(answer.as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
    head
}

/// A server on this computer that answers one call after the other, and gives their heads when
/// all were answered.
async fn server(bodies: &[&str]) -> (String, JoinHandle<Vec<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let bodies: Vec<_> = bodies.iter().map(|body| body.to_string()).collect();
    let heads = tokio::spawn(async move {
        let mut heads = Vec::new();
        for body in bodies {
            let (stream, _) = listener.accept().await.unwrap();
            heads.push(answer(stream, &body).await);
        }
        heads
    });
    (url, heads)
}

fn means(sts: Option<String>, profile_files: ProfileFiles) -> Means {
    Means {
        region: "eu-west-2".into(),
        sts_endpoint_url: sts,
        http_client: https(&Proxy::Environment, LONG, LONG).unwrap(),
        profile_files,
        clock: SharedTimeSource::default(),
    }
}

async fn signed_in(how: SignIn, sts: Option<String>) -> Result<SignedIn, Problem> {
    sign_in(how, None, None, means(sts, ProfileFiles::usual())).await
}

fn profile(name: &str) -> SignIn {
    SignIn::Profile(name.into())
}

#[tokio::test]
async fn keys_in_the_environment_count_only_where_that_was_asked_for() {
    if !is_again() {
        let mut again =
            Again::new("signing_in::keys_in_the_environment_count_only_where_that_was_asked_for");
        again.file(".aws/config", "[profile empty]\nregion = eu-west-2\n");
        again.env("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT00000");
        again.env("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI");
        return again.passes();
    }
    let problem = signed_in(profile("empty"), None).await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::ProfileUnusable);

    let (url, heads) = server(&[WHO]).await;
    let ann = signed_in(SignIn::Environment, Some(url)).await.unwrap();
    assert_eq!(ann.caller().account, "123456789012");
    let head = heads.await.unwrap().concat().join("\n");
    assert!(head.contains("Credential=AKIAENVIRONMENT00000/"), "{head}");
    assert!(head.contains("app/Roster"), "{head}");
}

#[tokio::test]
async fn an_environment_without_keys_says_so() {
    if !is_again() {
        return Again::new("signing_in::an_environment_without_keys_says_so").passes();
    }
    let problem = signed_in(SignIn::Environment, None).await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::EnvironmentEmpty);
}

const SSO: &str = "
[profile desk]
sso_session = desk
sso_account_id = 123456789012
sso_role_name = ConnectAdmin
[sso-session desk]
sso_region = eu-west-1
sso_start_url = https://example.awsapps.com/start
";

/// Where the AWS command line keeps the session: the SHA-1 of the session's name.
const SSO_CACHE: &str = ".aws/sso/cache/46e7cfa080913f4dae18d802d041de7d664b10e2.json";

fn sso_token(hours: i64) -> String {
    let end = Timestamp::now() + SignedDuration::from_hours(hours);
    format!(
        r#"{{"accessToken":"wJalrXUtnFEMI","expiresAt":"{end:.0}","region":"eu-west-1",
           "startUrl":"https://example.awsapps.com/start"}}"#
    )
}

#[tokio::test]
async fn a_session_of_identity_center_is_used_while_it_lasts() {
    if !is_again() {
        let mut again =
            Again::new("signing_in::a_session_of_identity_center_is_used_while_it_lasts");
        again
            .file(".aws/config", SSO)
            .file(SSO_CACHE, &sso_token(2));
        let runtime = tokio::runtime::Handle::current();
        let end = Timestamp::now() + SignedDuration::from_hours(1);
        let keys = format!(
            r#"{{"roleCredentials":{{"accessKeyId":"ASIASSO0000000000001",
               "secretAccessKey":"wJalrXUtnFEMI","sessionToken":"token",
               "expiration":{}}}}}"#,
            end.as_millisecond()
        );
        let (portal, heads) = server(&[&keys]).await;
        again.env("AWS_ENDPOINT_URL_SSO", portal);
        runtime
            .spawn_blocking(move || again.passes())
            .await
            .unwrap();
        let head = heads.await.unwrap().concat().join("\n");
        assert!(head.contains("role_name=ConnectAdmin"), "{head}");
        return;
    }
    let (url, heads) = server(&[WHO]).await;
    let ann = signed_in(profile("desk"), Some(url)).await.unwrap();
    assert!(ann.standing().borrow().expires_at.is_some());
    assert!(!ann.standing().borrow().asks_again);
    let head = heads.await.unwrap().concat().join("\n");
    assert!(head.contains("Credential=ASIASSO0000000000001/"), "{head}");
}

#[tokio::test]
async fn a_session_of_identity_center_that_is_over_or_never_began_is_told_as_that() {
    if !is_again() {
        let mut again = Again::new(
            "signing_in::a_session_of_identity_center_that_is_over_or_never_began_is_told_as_that",
        );
        again.file(".aws/config", SSO).passes();
        return again.file(SSO_CACHE, &sso_token(-2)).passes();
    }
    let problem = signed_in(profile("desk"), None).await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::SignedOut, "{problem}");
    assert!(!problem.to_string().contains("wJalr"), "{problem}");
}

#[tokio::test]
async fn the_environments_proxy_is_used_for_aws_and_not_for_this_computer() {
    if !is_again() {
        let test = "signing_in::the_environments_proxy_is_used_for_aws_and_not_for_this_computer";
        let (proxy, heads) = server(&["no"]).await;
        let mut again = Again::new(test);
        again.env("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT00000");
        again.env("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI");
        again.env("HTTPS_PROXY", &proxy).env("HTTP_PROXY", &proxy);
        let passes = tokio::task::spawn_blocking(move || again.passes());
        let head = heads.await.unwrap().concat();
        assert_eq!(head[0], "CONNECT sts.eu-west-2.amazonaws.com:443 HTTP/1.1");
        return passes.await.unwrap();
    }
    let (url, heads) = server(&[WHO]).await;
    signed_in(SignIn::Environment, Some(url)).await.unwrap();
    assert_eq!(heads.await.unwrap().len(), 1);

    // The proxy answers 200 and closes the connection, so TLS can't begin.
    let problem = signed_in(SignIn::Environment, None).await.unwrap_err();
    assert_eq!(problem.code, ProblemCode::NoConnection, "{problem}");
}

/// A proxy that looks into TLS: whatever host is asked for, it answers itself, with a certificate
/// for that host by an authority of its own.
async fn inspecting_proxy(certificate: rcgen::Certificate, key: rcgen::KeyPair) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let key = PrivateKeyDer::from_pem_slice(key.serialize_pem().as_bytes()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let stream = tunnel(stream).await;
            // A client that doesn't trust the certificate hangs up.
            if let Ok(stream) = acceptor.accept(stream).await {
                answer(stream, WHO).await;
            }
        }
    });
    url
}

async fn tunnel(mut stream: TcpStream) -> TcpStream {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
    stream
        .write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")
        .await
        .unwrap();
    stream
}

#[tokio::test]
async fn a_proxy_that_looks_into_tls_works_once_the_system_trusts_its_authority() {
    if !is_again() {
        let mut authority = rcgen::CertificateParams::new(Vec::new()).unwrap();
        authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        let key = rcgen::KeyPair::generate().unwrap();
        let authority = rcgen::CertifiedIssuer::self_signed(authority, key).unwrap();
        let key = rcgen::KeyPair::generate().unwrap();
        let host = rcgen::CertificateParams::new(vec!["sts.eu-west-2.amazonaws.com".into()]);
        let host = host.unwrap().signed_by(&key, &authority).unwrap();

        let mut again = Again::new(
            "signing_in::a_proxy_that_looks_into_tls_works_once_the_system_trusts_its_authority",
        );
        again.file("authority.pem", &authority.pem());
        again.env("HTTPS_PROXY", inspecting_proxy(host, key).await);
        again.env("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT00000");
        again.env("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI");
        let trusted = again.path("authority.pem");
        return tokio::task::spawn_blocking(move || {
            again.passes();
            again.env("SSL_CERT_FILE", trusted).passes();
        })
        .await
        .unwrap();
    }
    let outcome = signed_in(SignIn::Environment, None).await;
    if std::env::var_os("SSL_CERT_FILE").is_some() {
        assert_eq!(outcome.unwrap().caller().account, "123456789012");
    } else {
        let problem = outcome.unwrap_err();
        assert_eq!(problem.code, ProblemCode::UntrustedServer, "{problem}");
        assert!(problem.to_string().contains("UnknownIssuer"), "{problem}");
    }
}
