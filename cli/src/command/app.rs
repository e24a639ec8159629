//! The classic applications: a grammar and a layout of their own over one or a few calls.

mod filemgr;
mod nettest;
mod package;
mod process;
mod puppet;
mod service;

pub(crate) use filemgr::Filemgr;
pub(crate) use nettest::Nettest;
pub(crate) use package::Package;
pub(crate) use process::Process;
pub(crate) use puppet::Puppet;
pub(crate) use service::Service;
