//! The harness: a whole fleet in one process or in many.
