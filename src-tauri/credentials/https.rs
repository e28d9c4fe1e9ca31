//! What carries the calls to AWS: HTTPS with the certificates that the operating system trusts,
//! so that a company's own are among them, through the company's proxy if it has one.

use std::{fmt, net::IpAddr, time::Duration};

use aws_smithy_http_client::{
    Connector,
    proxy::ProxyConfig,
    tls::{Provider, rustls_provider::CryptoMode},
};
use aws_smithy_runtime_api::client::{
    http::{
        HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
        SharedHttpConnector, http_client_fn,
    },
    orchestrator::HttpRequest,
    result::ConnectorError,
};
use aws_smithy_types::body::SdkBody;
use http::Uri;
use jiff::{Timestamp, fmt::rfc2822};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::{
    connect::{causes, unreached},
    domain::{Problem, ProblemCode},
};

/// How calls leave the company's network. Calls to this computer itself never use a proxy.
#[derive(Clone, Default)]
pub enum Proxy {
    /// As the environment says: `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, in either case.
    #[default]
    Environment,
    /// Straight, whatever the environment says.
    None,
    /// Through this one.
    Through {
        /// Its address, such as `http://proxy.example.com:8080`. A secret, since it may hold a
        /// name and a password.
        url: SecretString,
        /// Hosts, domains (`.example.com`) and networks (`10.0.0.0/8`) that are reached straight.
        except: Vec<String>,
    },
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Environment => f.write_str("Environment"),
            Self::None => f.write_str("None"),
            Self::Through { except, .. } => f
                .debug_struct("Through")
                .field("except", except)
                .finish_non_exhaustive(),
        }
    }
}

/// Makes the client that all calls to AWS go through. Calls without encryption are refused unless
/// they stay on this computer, where only a practice server can be.
///
/// `connect_timeout` is for reaching the server, the proxy and TLS included; `read_timeout` for
/// the time from sending a request to the first byte of its answer. Both go before what an SDK
/// client's own configuration says.
///
/// # Errors
///
/// Fails with [`ProblemCode::ProxyMalformed`] if the proxy's address isn't one.
pub fn https(
    proxy: &Proxy,
    connect_timeout: Duration,
    read_timeout: Duration,
) -> Result<SharedHttpClient, Problem> {
    let connector = guarded(proxy, connect_timeout, read_timeout)?;
    Ok(http_client_fn(move |_, _| connector.clone()))
}

/// What an unsigned call to an address was answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The HTTP status; any will do to show that the way is open.
    pub status: u16,
    /// The server's own time, where it told it.
    pub date: Option<Timestamp>,
}

/// Calls an address without signing in, to see whether the way there is open.
///
/// # Errors
///
/// Why nothing came back: the server or the proxy can't be reached, or isn't trusted.
pub async fn probe(proxy: &Proxy, url: &str, patience: Duration) -> Result<Answered, Problem> {
    let connector = guarded(proxy, patience, patience)?;
    let request = http::Request::get(url)
        .body(SdkBody::empty())
        .map_err(|error| Problem::with_message(ProblemCode::Unexpected, error))?;
    let request = HttpRequest::try_from(request)
        .map_err(|error| Problem::with_message(ProblemCode::Unexpected, error))?;
    let answer = tokio::time::timeout(patience, connector.call(request)).await;
    let answer = answer
        .map_err(|_| Problem::with_message(ProblemCode::TimedOut, url))?
        .map_err(|error| match Problem::among_causes(&error) {
            Some(problem) => problem.clone(),
            None => Problem::with_message(unreached(&error), causes(&error)),
        })?;
    let date = answer.headers().get("date");
    Ok(Answered {
        status: answer.status().as_u16(),
        date: date
            .and_then(|date| rfc2822::parse(date).ok())
            .map(|date| date.timestamp()),
    })
}

/// The first computer on the way to an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The proxy's name, or the server's own.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Whether it is a proxy.
    pub through_proxy: bool,
}

impl Route {
    /// The way to an address, as far as the settings and the environment tell. Exceptions from
    /// the environment's proxy are compared by their endings only, which will do for a report.
    pub fn to(proxy: &Proxy, url: &str) -> Self {
        let own = |url: &str, through_proxy| {
            let url = Url::parse(url).ok()?;
            Some(Self {
                host: url.host_str()?.trim_matches(['[', ']']).to_owned(),
                port: url.port_or_known_default()?,
                through_proxy,
            })
        };
        let variable = |names: [&str; 4]| {
            names
                .into_iter()
                .filter_map(|name| std::env::var(name).ok())
                .find(|value| !value.is_empty())
        };
        let (address, except) = match proxy {
            Proxy::None => (None, Vec::new()),
            Proxy::Through { url, except } => {
                (Some(url.expose_secret().to_owned()), except.clone())
            }
            Proxy::Environment => {
                let except = variable(["NO_PROXY", "no_proxy", "", ""]).unwrap_or_default();
                let except = except.split(',').map(|host| host.trim().to_owned());
                let address = variable(["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]);
                (address, except.collect())
            }
        };
        let straight = own(url, false).unwrap_or(Self {
            host: url.to_owned(),
            port: 443,
            through_proxy: false,
        });
        let excepted = except
            .iter()
            .map(|host| host.trim_start_matches('.'))
            .any(|host| host == "*" || (!host.is_empty() && straight.host.ends_with(host)));
        let within = url
            .parse()
            .is_ok_and(|uri| matches!(way(&uri), Way::Within));
        match address {
            Some(address) if !excepted && !within => own(&address, true).unwrap_or(straight),
            _ => straight,
        }
    }
}

fn guarded(
    proxy: &Proxy,
    connect_timeout: Duration,
    read_timeout: Duration,
) -> Result<SharedHttpConnector, Problem> {
    let timeouts = HttpConnectorSettings::builder()
        .connect_timeout(connect_timeout)
        .read_timeout(read_timeout)
        .build();
    let connector = |proxy: ProxyConfig| {
        let connector = Connector::builder()
            .connector_settings(timeouts.clone())
            .proxy_config(proxy)
            // The other choice, aws-lc, takes CMake and NASM to build on Windows.
            .tls_provider(Provider::Rustls(CryptoMode::Ring))
            .build();
        SharedHttpConnector::new(connector)
    };
    Ok(SharedHttpConnector::new(Guarded {
        outward: connector(proxy_config(proxy)?),
        within: connector(ProxyConfig::disabled()),
    }))
}

/// Whether calls may be sent to an address: over HTTPS anywhere, without encryption only within
/// this computer.
pub fn is_safe_endpoint(url: &str) -> bool {
    url.parse()
        .is_ok_and(|uri| !matches!(way(&uri), Way::Refused))
}

enum Way {
    Outward,
    Within,
    Refused,
}

fn way(uri: &Uri) -> Way {
    let host = uri.host().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    let is_here = host.eq_ignore_ascii_case("localhost")
        || address.parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
    match uri.scheme_str() {
        Some("http" | "https") if is_here => Way::Within,
        Some("https") if !host.is_empty() => Way::Outward,
        _ => Way::Refused,
    }
}

fn proxy_config(proxy: &Proxy) -> Result<ProxyConfig, Problem> {
    match proxy {
        Proxy::Environment => Ok(ProxyConfig::from_env()),
        Proxy::None => Ok(ProxyConfig::disabled()),
        Proxy::Through { url, except } => match ProxyConfig::https(url.expose_secret()) {
            Ok(config) => Ok(config.no_proxy(except.join(","))),
            // The library's messages name at most the scheme.
            Err(error) => Err(Problem::with_message(ProblemCode::ProxyMalformed, error)),
        },
    }
}

#[derive(Debug)]
struct Guarded {
    outward: SharedHttpConnector,
    within: SharedHttpConnector,
}

impl HttpConnector for Guarded {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        match request.uri().parse().map_or(Way::Refused, |uri| way(&uri)) {
            Way::Outward => self.outward.call(request),
            Way::Within => self.within.call(request),
            Way::Refused => HttpConnectorFuture::ready(Err(ConnectorError::user(
                Problem::new(ProblemCode::InsecureEndpoint).into(),
            ))),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use std::time::Duration;

    use aws_smithy_async::rt::sleep::default_async_sleep;
    use aws_smithy_runtime_api::client::{
        http::HttpClient, runtime_components::RuntimeComponentsBuilder,
    };
    use tokio::{
        io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
        net::TcpListener,
    };

    use super::*;

    const LONG: Duration = Duration::from_secs(30);

    async fn call(client: &SharedHttpClient, url: &str) -> Result<u16, ConnectorError> {
        let mut components = RuntimeComponentsBuilder::for_tests();
        components.set_sleep_impl(default_async_sleep());
        let connector = client.http_connector(
            &HttpConnectorSettings::default(),
            &components.build().unwrap(),
        );
        let request = http::Request::get(url).body(SdkBody::empty()).unwrap();
        let answer = connector.call(request.try_into().unwrap()).await?;
        Ok(answer.status().as_u16())
    }

    /// A server for one connection that answers whatever comes, and gives the request's head.
    async fn answering(answer: &'static str) -> (String, tokio::task::JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let heard = tokio::spawn(async move {
            let (stream, _) = listener.accept().await.unwrap();
            let mut lines = BufReader::new(stream).lines();
            let mut head = Vec::new();
            while let Some(line) = lines.next_line().await.unwrap() {
                if line.is_empty() {
                    break;
                }
                head.push(line);
            }
            lines.get_mut().write_all(answer.as_bytes()).await.unwrap();
            head
        });
        (address, heard)
    }

    #[test]
    fn only_this_computer_may_be_called_without_encryption() {
        for (url, safe) in [
            ("https://connect.eu-west-2.amazonaws.com", true),
            ("https://localhost:8443/x", true),
            ("http://127.0.0.1:8080", true),
            ("http://127.9.9.9", true),
            ("http://[::1]:8080", true),
            ("http://LocalHost:1", true),
            ("http://connect.eu-west-2.amazonaws.com", false),
            ("http://127.0.0.1.example.com", false),
            ("http://localhost.example.com", false),
            ("http://10.0.0.1", false),
            ("http://0.0.0.0:80", false),
            ("ftp://127.0.0.1", false),
            ("127.0.0.1:80", false),
            ("connect", false),
            ("", false),
        ] {
            assert_eq!(is_safe_endpoint(url), safe, "{url}");
        }
    }

    #[tokio::test]
    async fn a_call_without_encryption_to_another_computer_is_never_sent() {
        let client = https(&Proxy::None, LONG, LONG).unwrap();
        let error = call(&client, "http://connect.eu-west-2.amazonaws.com/users")
            .await
            .unwrap_err();
        let problem = Problem::among_causes(&error).unwrap();
        assert_eq!(problem.code, ProblemCode::InsecureEndpoint);
    }

    #[tokio::test]
    async fn https_goes_through_the_proxy_of_the_settings_with_its_password() {
        let (address, heard) = answering("HTTP/1.1 403 Forbidden\r\n\r\n").await;
        let proxy = Proxy::Through {
            url: format!("http://ann:s3cret@{address}").into(),
            except: Vec::new(),
        };
        let client = https(&proxy, LONG, LONG).unwrap();
        let error = call(&client, "https://connect.eu-west-2.amazonaws.com/users")
            .await
            .unwrap_err();
        assert!(error.is_io(), "{error:?}");
        let head = heard.await.unwrap();
        assert_eq!(
            head[0],
            "CONNECT connect.eu-west-2.amazonaws.com:443 HTTP/1.1"
        );
        assert!(
            head.iter().any(
                |line| line.eq_ignore_ascii_case("proxy-authorization: Basic YW5uOnMzY3JldA==")
            ),
            "{head:?}"
        );
        for text in [
            format!("{proxy:?}"),
            format!("{error:?} {error}"),
            format!("{client:?}"),
        ] {
            assert!(
                !text.contains("s3cret") && !text.contains("YW5uOnMzY3JldA"),
                "{text}"
            );
        }
    }

    #[tokio::test]
    async fn this_computer_is_called_past_the_proxy() {
        let (address, heard) = answering("HTTP/1.1 204 No Content\r\n\r\n").await;
        // Nothing listens there: whatever goes through the proxy fails.
        let unused = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let nowhere = unused.local_addr().unwrap();
        drop(unused);
        let proxy = Proxy::Through {
            url: format!("http://{nowhere}").into(),
            except: Vec::new(),
        };
        let client = https(&proxy, LONG, LONG).unwrap();
        assert_eq!(
            call(&client, &format!("http://{address}/here"))
                .await
                .unwrap(),
            204
        );
        assert_eq!(heard.await.unwrap()[0], "GET /here HTTP/1.1");
    }

    #[tokio::test]
    async fn a_probe_tells_what_came_back_and_the_servers_time() {
        let (address, _) = answering(
            "HTTP/1.1 403 Forbidden\r\ndate: Thu, 01 Jan 2026 12:00:00 GMT\r\n\
             content-length: 0\r\n\r\n",
        )
        .await;
        let answered = probe(&Proxy::None, &format!("http://{address}"), LONG).await;
        assert_eq!(
            answered,
            Ok(Answered {
                status: 403,
                date: Some(Timestamp::constant(1_767_268_800, 0))
            })
        );
    }

    #[tokio::test]
    async fn a_probe_tells_why_nothing_came_back() {
        let unused = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let nowhere = format!("http://{}", unused.local_addr().unwrap());
        drop(unused);
        for (url, code) in [
            (nowhere.as_str(), ProblemCode::NoConnection),
            ("https://name.invalid", ProblemCode::NameNotFound),
            ("http://example.com", ProblemCode::InsecureEndpoint),
        ] {
            let problem = probe(&Proxy::None, url, LONG).await.unwrap_err();
            assert_eq!(problem.code, code, "{problem}");
        }
    }

    #[test]
    fn the_route_leads_through_the_proxy_but_for_its_exceptions() {
        let proxy = Proxy::Through {
            url: "http://ann:s3cret@proxy.example.com:8080".into(),
            except: vec![".vpce.amazonaws.com".into()],
        };
        let route = |url: &str| {
            let Route {
                host,
                port,
                through_proxy,
            } = Route::to(&proxy, url);
            (host, port, through_proxy)
        };
        let connect = "https://connect.eu-west-2.amazonaws.com";
        assert_eq!(route(connect), ("proxy.example.com".into(), 8080, true));
        let private = "https://x.vpce.amazonaws.com/";
        assert_eq!(route(private), ("x.vpce.amazonaws.com".into(), 443, false));
        assert_eq!(route("http://[::1]:80"), ("::1".into(), 80, false));
    }

    #[test]
    fn the_exceptions_of_the_settings_reach_the_client() {
        let proxy = Proxy::Through {
            url: "http://proxy.example.com:8080".into(),
            except: vec!["192.0.2.0/24".into(), ".example.com".into()],
        };
        let told = format!("{:?}", proxy_config(&proxy).unwrap());
        assert!(told.contains("192.0.2.0/24,.example.com"), "{told}");
    }

    #[test]
    fn a_proxy_address_that_is_none_is_named_without_its_password() {
        for url in [
            "proxy.example.com:8080",
            "http://ann:s3cret@",
            "socks5://ann:s3cret@proxy:1080",
            "http://ann:s3cret @proxy",
            "",
        ] {
            let proxy = Proxy::Through {
                url: url.into(),
                except: Vec::new(),
            };
            let problem = https(&proxy, LONG, LONG).unwrap_err();
            assert_eq!(problem.code, ProblemCode::ProxyMalformed, "{url}");
            assert!(!problem.to_string().contains("s3cret"), "{problem}");
        }
    }
}
