//! What the server tells about itself and its peers: requests below `$SYS.REQ.` and events below `$SYS.`.

mod client;

pub(crate) use client::ClientInfo;
