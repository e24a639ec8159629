//! Lines to keys and values.
