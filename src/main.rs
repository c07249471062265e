//! The program. Everything is in the library.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How much stack the program has, in bytes, whatever the shell allows it.
const STACK: usize = 16 * 1024 * 1024;

fn main() -> ExitCode {
    let run = std::thread::Builder::new().stack_size(STACK).spawn(plenary::cli::run);
    match run {
        Ok(run) => run.join().unwrap_or(ExitCode::FAILURE),
        // Where there can be no other thread, this one has to do.
        Err(_) => plenary::cli::run(),
    }
}
