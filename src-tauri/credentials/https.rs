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
use http::Uri;
use secrecy::{ExposeSecret, SecretString};

use crate::domain::{Problem, ProblemCode};

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
    let connector = SharedHttpConnector::new(Guarded {
        outward: connector(proxy_config(proxy)?),
        within: connector(ProxyConfig::disabled()),
    });
    Ok(http_client_fn(move |_, _| connector.clone()))
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
    use aws_smithy_types::body::SdkBody;
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
