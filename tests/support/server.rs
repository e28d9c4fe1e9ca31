//! A practice server on loopback that checks who calls, as AWS would.

use std::net::Ipv4Addr;

use roster::practice::{
    Access, AccessKey, Callers, Limits, Practice, PracticeOptions, REGION, loopback,
};
use tokio::{net::TcpListener, sync::oneshot};

/// The access key that the server knows.
pub(crate) const KEY: &str = "AKIAIOSFODNN7EXAMPLE";
/// Its secret, planted: no file and no text may ever hold it.
pub(crate) const SECRET: &str = "wJalrXUtnFEMIplantedSECRETkey0000000000X";

/// A practice instance on a port of this computer, until it is dropped.
pub(crate) struct Server {
    pub(crate) practice: Practice,
    pub(crate) url: String,
    _stop: oneshot::Sender<()>,
}

impl Server {
    /// One that knows [`KEY`].
    pub(crate) async fn start() -> Self {
        Self::with(PracticeOptions::default()).await
    }

    pub(crate) async fn with(options: PracticeOptions) -> Self {
        let practice = Practice::open(PracticeOptions {
            users: 40,
            limits: Limits::none(),
            access: Access {
                callers: Callers::Known(vec![AccessKey::new(KEY, SECRET)]),
                ..Access::default()
            },
            ..options
        })
        .unwrap();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel();
        tokio::spawn(loopback::serve(practice.clone(), listener, stopped));
        Self {
            practice,
            url,
            _stop: stop,
        }
    }

    /// The settings of an instance on this server, with more lines.
    pub(crate) fn settings(&self, name: &str, more: &str) -> String {
        let about = self.practice.about();
        format!(
            "[[instances]]\nname = \"{name}\"\nregion = \"{REGION}\"\n\
             instance = \"{}\"\nendpoint_url = \"{}\"\nsts_endpoint_url = \"{}\"\n{more}\n",
            about.instance_id, self.url, self.url
        )
    }
}
