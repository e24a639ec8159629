//! What a command hands on to a command inside it.

use std::io::{self, Read};
use std::sync::PoisonError;

use super::{Ctx, Printer};
use crate::host::{Host, Input, Output};

impl Ctx {
    /// Standard input, for its one reader.
    pub(crate) fn take_input(&self) -> Box<dyn Read + Send> {
        let taken = self.input.lock().unwrap_or_else(PoisonError::into_inner).take();
        taken.map_or_else(
            || Box::new(io::empty()) as Box<dyn Read + Send>,
            |input| input.reader,
        )
    }

    /// Gives standard input back, for the next reader.
    pub(crate) fn return_input(&self, reader: Box<dyn Read + Send>) {
        let mut input = self.input.lock().unwrap_or_else(PoisonError::into_inner);
        *input = Some(Input {
            reader,
            terminal: self.input_terminal,
            piped: self.input_piped,
        });
    }

    /// The same surroundings for a command inside this one: same streams, same input.
    pub(crate) fn host(&self) -> Host {
        let output = |printer: &Printer| Output {
            writer: Box::new(printer.clone()),
            terminal: printer.terminal,
        };
        Host {
            environment: self.environment.clone(),
            clock: self.clock.clone(),
            input: Input {
                reader: self.take_input(),
                terminal: self.input_terminal,
                piped: self.input_piped,
            },
            out: output(&self.out),
            err: output(&self.err),
            width: self.width,
            interrupt: self.interrupt.clone(),
            insist: self.insist.clone(),
        }
    }

    /// Surroundings where nobody types and nobody watches.
    pub(crate) fn unseen(&self) -> Host {
        let nowhere = || Output {
            writer: Box::new(io::sink()),
            terminal: false,
        };
        Host {
            input: Input {
                reader: Box::new(io::empty()),
                terminal: false,
                piped: false,
            },
            out: nowhere(),
            err: nowhere(),
            environment: self.environment.clone(),
            clock: self.clock.clone(),
            width: self.width,
            interrupt: self.interrupt.clone(),
            insist: self.insist.clone(),
        }
    }
}
