//! `relata completions`: scripts for shells.

use crate::arguments::{Arguments, Completions};
use crate::failure::{Failed, Failure};
use crate::output::Stream;
use clap::CommandFactory;
use std::process::ExitCode;

/// Writes the script of a shell.
///
/// # Errors
/// Where it cannot be written.
pub fn run(arguments: &Completions) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "relata", &mut script);
    let mut out = Stream::standard();
    out.write(&script)?;
    out.finish()?;
    Ok(Failed::default().into())
}
