//! See `src/edit.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| registry_maturity_fuzz::edit(bytes));
