//! Members of queries, as they come: from the address of a page, where all is text, and from documents.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// A switch: `true`, `1`, `true` as text, or the word for more of the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Flag(pub(crate) bool);

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl Visitor<'_> for Any {
            type Value = Flag;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a switch")
            }

            fn visit_bool<E: Error>(self, on: bool) -> Result<Flag, E> {
                Ok(Flag(on))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Flag, E> {
                Ok(Flag(number > 0))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Flag, E> {
                match text {
                    "1" | "true" | "detail" | "True" => Ok(Flag(true)),
                    "" | "0" | "false" | "False" => Ok(Flag(false)),
                    _ => Err(E::custom(format!("{text:?} is no switch"))),
                }
            }

            fn visit_unit<E: Error>(self) -> Result<Flag, E> {
                Ok(Flag(false))
            }
        }
        deserializer.deserialize_any(Any)
    }
}
