//! The `mco` command line as a library, so that tests can run it.
