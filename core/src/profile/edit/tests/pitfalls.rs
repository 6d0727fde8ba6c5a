//! Texts that are easy to write wrongly, for the tests of edits and for the fuzz targets.

/// Inputs of the fuzz targets refer to them by position, so a new order gives the files in `fuzz/corpus` another
/// meaning.
pub(crate) const PITFALLS: [&str; 18] = [
    "Reviewed by the support team.",
    "no",
    "1.0",
    "2026-11-02",
    "a: b",
    "a #b",
    "- a",
    "it's",
    "\"quoted\"",
    "C:\\docs",
    "one\ntwo",
    "one\n\n  two\nthree\n",
    " spaces around ",
    "naïve 日本 ✓ e\u{301} 👩\u{200d}🔧",
    "tab\tin it",
    "[a, b] {c: d}",
    "*alias &anchor !tag",
    "https://index.example.org/help#recovery",
];
