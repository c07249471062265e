//! `plenary completions`.

use clap::Args;
use clap_complete::Shell;

use super::{DONE, command, print};
use crate::error::Failure;

/// Prints completions
#[derive(Debug, Args)]
pub struct Arguments {
    /// The shell
    shell: Shell,
}

/// Prints a script that completes commands in a shell.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command(), "plenary", &mut script);
    print(&String::from_utf8_lossy(&script));
    Ok(DONE)
}
