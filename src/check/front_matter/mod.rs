//! Front matter: titles, values that YAML cuts short, facts that are plain words.

pub mod facts;
pub mod front;
pub mod titles;
