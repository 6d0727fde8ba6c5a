//! Know, show and improve the security maturity of a package registry.
//!
//! The [`catalogue`] says what the principles ask of a registry.

pub mod address;
pub mod catalogue;
pub mod date;
pub mod level;
pub mod problem;
pub mod suggest;
pub mod taxonomy;
pub mod visible;
