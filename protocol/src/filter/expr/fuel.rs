//! How much an expression may do.

use super::{EvalError, failed};

/// Steps of one evaluation: far more than any filter needs, a fraction of a second of work.
const FUEL: u64 = 1_000_000;

/// Bytes of text that cost one step to build.
const BYTES_PER_STEP: usize = 16;

/// What is left of the steps an evaluation may take. Every part evaluated and every item built or looked at costs one.
#[derive(Debug)]
pub(super) struct Fuel(u64);

impl Fuel {
    pub(super) fn full() -> Self {
        Self(FUEL)
    }

    /// Steps taken so far.
    pub(super) fn burned(&self) -> u64 {
        FUEL - self.0
    }

    /// Pays for steps.
    pub(super) fn burn(&mut self, steps: u64) -> Result<(), EvalError> {
        match self.0.checked_sub(steps) {
            Some(left) => {
                self.0 = left;
                Ok(())
            }
            None => {
                self.0 = 0;
                Err(failed("it takes too much work"))
            }
        }
    }

    /// Pays for items.
    pub(super) fn items(&mut self, count: usize) -> Result<(), EvalError> {
        self.burn(count as u64)
    }

    /// Pays for bytes of text.
    pub(super) fn text(&mut self, bytes: usize) -> Result<(), EvalError> {
        self.burn((bytes / BYTES_PER_STEP) as u64 + 1)
    }
}
