//! How long each phase of a build took, for `build --timings`.

use std::time::{Duration, Instant};

/// A phase that has ended.
#[derive(Debug)]
struct Phase {
    name: &'static str,
    took: Duration,
    /// How much it did, in words.
    did: String,
}

/// The phases of a build, one after the other.
#[derive(Debug)]
pub struct Timings {
    begun: Instant,
    last: Instant,
    phases: Vec<Phase>,
}

impl Default for Timings {
    fn default() -> Self {
        let now = Instant::now();
        Self { begun: now, last: now, phases: Vec::new() }
    }
}

impl Timings {
    /// Ends a phase that did so much, and begins the next.
    pub fn end(&mut self, name: &'static str, did: String) {
        let now = Instant::now();
        self.phases.push(Phase { name, took: now - self.last, did });
        self.last = now;
    }

    /// How long everything took so far.
    pub fn whole(&self) -> Duration {
        self.begun.elapsed()
    }

    /// The phases as a table, the whole last.
    pub fn table(&self) -> String {
        let row = |name: &str, took: Duration, did: &str| {
            let line = format!("{name:<22}{:>9.1} ms   {did}", took.as_secs_f64() * 1000.0);
            line.trim_end().to_owned() + "\n"
        };
        let mut table: String =
            self.phases.iter().map(|phase| row(phase.name, phase.took, &phase.did)).collect();
        table.push_str(&row("whole build", self.whole(), ""));
        table
    }
}
