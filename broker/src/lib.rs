//! The broker program around the engine: configuration, credentials, rules and monitoring.
