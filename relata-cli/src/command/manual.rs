//! `relata man`: manual pages, made of what `--help` says.

use crate::arguments::{Arguments, Man};
use crate::failure::{Failed, Failure};
use crate::message::Message;
use crate::output::Stream;
use clap::{Command, CommandFactory};
use std::process::ExitCode;

/// Writes a page, or all of them into a folder.
///
/// # Errors
/// Where there is no such command, or a page cannot be written.
pub fn run(arguments: &Man) -> Result<ExitCode, Failure> {
    let mut program = Arguments::command();
    program.build();
    let commands: Vec<Command> =
        program.get_subcommands().filter(|c| c.get_name() != "help").cloned().collect();
    if let Some(folder) = &arguments.dir {
        std::fs::create_dir_all(folder).map_err(|e| Failure::failed(Message::io(folder, &e)))?;
        for command in std::iter::once(program).chain(commands.into_iter().map(named)) {
            let path = folder.join(format!("{}.1", command.get_name()));
            let mut out = Stream::file(&path)?;
            out.write(&page(command)?)?;
            out.finish()?;
        }
        return Ok(Failed::default().into());
    }
    let command = match &arguments.command {
        None => program,
        Some(name) => {
            let names: Vec<String> = commands.iter().map(|c| c.get_name().to_owned()).collect();
            let found = commands.into_iter().find(|command| command.get_name() == name);
            named(found.ok_or_else(|| {
                let help = format!("there are {}", names.join(", "));
                Failure::usage(Message::error(format!("no command is called {name:?}")).help(help))
            })?)
        }
    };
    let mut out = Stream::standard();
    out.write(&page(command)?)?;
    out.finish()?;
    Ok(Failed::default().into())
}

/// A command under the name of its page.
fn named(command: Command) -> Command {
    let name = format!("relata-{}", command.get_name());
    command.name(name)
}

fn page(command: Command) -> Result<Vec<u8>, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    Ok(page)
}
