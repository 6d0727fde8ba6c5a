//! Every kind of mistake: a text, and the place, message and help of its problem.

use super::Case;

/// Texts of whole files, which are read as they are.
pub(super) const WHOLE: &[Case] = &[
    // a slip in a nested key
    (
        "principles: \"0.1\"\nregistry: {nam: x}\n",
        "2:12",
        "`nam` is not a key of `registry`",
        "did you mean `name`?",
    ),
    // a text as registry
    (
        "principles: \"0.1\"\nregistry: Example Index\n",
        "2:11",
        "`registry` takes keys with values below it, but this is a text",
        "write `registry: {name: Example Index}`",
    ),
    // an unknown edition
    (
        "principles: 9.9\nregistry: {name: x}\nalso-assess: {whatever: Why.}\ntargets: {whatever: 2}\nanswers: {whatever: met}\n",
        "1:13",
        "this program does not know the edition `9.9` of the principles",
        "it knows `0.1`: write `principles: \"0.1\"`",
    ),
    // no edition
    (
        "registry: {name: x}\n",
        "1:1",
        "the edition of the principles is missing",
        "write `principles: \"0.1\"` as the first line",
    ),
    // an empty edition
    (
        "principles:\nregistry: {name: x}\n",
        "1:1",
        "`principles` does not name an edition",
        "write the edition that the answers are for: `principles: \"0.1\"`",
    ),
    // no registry
    ("principles: 0.1\n", "1:1", "the registry's name is missing", "write `registry: {name: Example Index}`"),
    // no name
    (
        "principles: 0.1\nregistry: {url: https://e.org}\n",
        "2:1",
        "the registry's name is missing",
        "write `registry: {name: Example Index}`",
    ),
    // an empty name
    (
        "principles: 0.1\nregistry: {name: \"  \"}\n",
        "2:1",
        "the registry's name is missing",
        "write `registry: {name: Example Index}`",
    ),
    // an empty file
    (
        "",
        "1:1",
        "the file has no profile in it",
        "begin with `principles: \"0.1\"` and, on the next line, `registry: {name: Example Index}`",
    ),
    // only comments
    (
        "# nothing yet\n",
        "1:1",
        "the file has no profile in it",
        "begin with `principles: \"0.1\"` and, on the next line, `registry: {name: Example Index}`",
    ),
    // a list at the top
    (
        "- a\n- b\n",
        "1:1",
        "a profile consists of keys with values, but this is a list",
        "begin with `principles: \"0.1\"` and, on the next line, `registry: {name: Example Index}`",
    ),
    // a text at the top
    (
        "Hello\n",
        "1:1",
        "a profile consists of keys with values, but this is a text",
        "begin with `principles: \"0.1\"` and, on the next line, `registry: {name: Example Index}`",
    ),
    // a missing space at the top
    ("principles:0.1\n", "1:1", "a space is missing after the colon", "write `principles: 0.1`"),
    // an unclosed quote
    (
        "principles: \"0.1\nregistry: {name: x}\n",
        "1:13",
        "this quote is never closed",
        "close it with the same mark: `\"0.1\"`",
    ),
];

/// Texts that follow `principles` and `registry`.
pub(super) const TOP: &[Case] = &[
    // an unknown key at the top
    (
        "authors: me\n",
        "4:1",
        "`authors` is not a key of the profile's top level",
        "write `principles`, `registry`, `assessment`, `taxonomy`, `also-assess`, `targets` or `answers`",
    ),
    // a slip in a key
    (
        "taxonomie: {}\n",
        "4:1",
        "`taxonomie` is not a key of the profile's top level",
        "did you mean `taxonomy`?",
    ),
    // a capability at the top
    (
        "verified-email: met\n",
        "4:1",
        "`verified-email` is not a key of the profile's top level",
        "it is a capability, and belongs under `answers`: `answers: {verified-email: met}`",
    ),
    // a status at the top
    (
        "status: met\n",
        "4:1",
        "`status` is not a key of the profile's top level",
        "it is a key of an answer: `verified-email: {status: met}`",
    ),
    // a slip in a track
    (
        "targets: {autentication: 2}\n",
        "4:11",
        "there is no track `autentication`",
        "did you mean `authentication`?",
    ),
    // a capability as a target
    (
        "targets: {verified-email: 2}\n",
        "4:11",
        "`verified-email` is a capability, but `targets` takes tracks",
        "write `authentication`, `authorization`, `general` or `cli`",
    ),
    // a slip in hosting
    (
        "taxonomy: {hosting: [built-package]}\n",
        "4:22",
        "`built-package` is not a kind of hosting",
        "did you mean `built-packages`?",
    ),
    // source-only with another
    (
        "taxonomy: {hosting: [source-only, builds]}\n",
        "4:21",
        "`source-only` excludes the other kinds of hosting",
        "write `hosting: source-only`, or `hosting: [built-packages, builds]` without it",
    ),
    // empty hosting
    (
        "taxonomy: {hosting: []}\n",
        "4:21",
        "every registry hosts something, but `hosting` is an empty list",
        "write `hosting: [built-packages]`, or remove the line if it is not known yet",
    ),
    // accounts on
    (
        "taxonomy: {accounts: on}\n",
        "4:22",
        "`accounts` takes yes or no, but this is `on`",
        "write `accounts: true` or `accounts: false`; `accounts: {provider: GitHub}` if others provide log-in",
    ),
    // a provider of accounts without a name
    (
        "taxonomy: {accounts: {provider: }}\n",
        "4:12",
        "`accounts` does not say who provides log-in",
        "write `accounts: {provider: GitHub}`, or `accounts: true`",
    ),
    // a wrong key below accounts
    (
        "taxonomy: {accounts: {providers: GitHub}}\n",
        "4:23",
        "`providers` is not a key of `accounts`",
        "did you mean `provider`?",
    ),
    // accounts as a list
    (
        "taxonomy: {accounts: [true]}\n",
        "4:22",
        "`accounts` takes a single value, or keys with values below it, but this is a list",
        "write `accounts: true`",
    ),
    // a text as answers
    (
        "answers: none\n",
        "4:10",
        "`answers` takes keys with values below it, but this is a text",
        "write `answers: {verified-email: met}`",
    ),
    // the same key twice
    (
        "x-own: {a: 1, a: 2}\n",
        "4:15",
        "`…` is given twice",
        "keep one of the two, with everything that belongs to it, below a single `…:`",
    ),
    // also-assess without a reason
    (
        "also-assess: {authorization: }\n",
        "4:15",
        "the reason to assess `authorization` is missing",
        "write `authorization: We hand out API tokens.`",
    ),
    // an impossible date
    (
        "assessment: {date: 2026-02-30}\n",
        "4:20",
        "`2026-02-30` is not a date: the calendar has no such day",
        "write `date: 2026-11-22`",
    ),
    // a target too high
    (
        "targets: {cli: 4}\n",
        "4:16",
        "a target is a level, but this is `4`",
        "levels are 0 to 3: write `cli: 2`",
    ),
    // a target with two digits
    (
        "targets: {cli: 02}\n",
        "4:16",
        "a target is a level, but this is `02`",
        "levels are 0 to 3: write `cli: 2`",
    ),
    // no key in a section with keys of its own
    (
        "taxonomy: {: true}\n",
        "4:12",
        "a key is missing before the colon",
        "write a name and its value, like `accounts: true`",
    ),
    // two documents
    (
        "---\nprinciples: \"0.1\"\nregistry:\n  name: Example Index\n",
        "4:1",
        "a second document starts here, but a file has only one profile",
        "move it to another file, or remove everything from here on; only the first line may be `---`",
    ),
    // an unclosed bracket
    (
        "taxonomy:\n  hosting: [builds\n  accounts: true\n",
        "5:12",
        "this `[` is not closed correctly",
        "separate the values with commas and close it with the matching bracket: `[built-packages, builds]`",
    ),
    // a wrong bracket
    (
        "taxonomy: {hosting: [builds}}\n",
        "4:21",
        "this `[` is not closed correctly",
        "separate the values with commas and close it with the matching bracket: `[built-packages, builds]`",
    ),
    // a bracket too many
    (
        "assessment:\n  by: ]\n",
        "5:7",
        "this `]` closes nothing",
        "remove it, or, if it is text, put it in quotes: `\"]\"`",
    ),
    // an alias of itself
    (
        "x-a: &a [*a]\n",
        "4:10",
        "the alias `*…` is inside what it refers to",
        "write the value itself instead of the alias",
    ),
];

/// Texts that follow `answers:`.
pub(super) const ANSWERS: &[Case] = &[
    // a track under answers
    (
        "  authentication:\n    verified-email: met\n",
        "5:3",
        "`authentication` is a track, but answers are listed by capability only",
        "write its capabilities directly under `answers`: `verified-email: met`",
    ),
    // a clause in an answer
    (
        "  leaked-credential-checks:\n    login-detection: met\n",
        "6:5",
        "`login-detection` is a clause; it belongs under `clauses`",
        "write `clauses: {login-detection: met}`",
    ),
    // a clause among answers
    (
        "  login-detection: met\n",
        "5:3",
        "there is no capability `login-detection`",
        "it is a clause; it belongs under `clauses`: `leaked-credential-checks: {clauses: {login-detection: met}}`",
    ),
    // a key of the plan in an answer
    (
        "  strong-mfa: {status: unmet, owner: accounts team}\n",
        "5:31",
        "`owner` is not a key of an answer",
        "it is a key of `plan`: `plan: {owner: accounts team}`",
    ),
    // a capability in an answer
    (
        "  verified-email:\n    status: met\n    strong-mfa: met\n",
        "7:5",
        "`strong-mfa` is not a key of an answer",
        "it is a capability, and belongs under `answers`: `answers: {strong-mfa: met}`",
    ),
    // a slip in a capability
    (
        "  verifed-email: met\n",
        "5:3",
        "there is no capability `verifed-email`",
        "did you mean `verified-email`?",
    ),
    // nothing like any capability
    (
        "  sbom: met\n",
        "5:3",
        "there is no capability `sbom`",
        "`registry-maturity explain` lists them all, like `verified-email`",
    ),
    // a slip in a clause
    (
        "  leaked-credential-checks: {clauses: {logindetection: met}}\n",
        "5:40",
        "`leaked-credential-checks` has no clause `logindetection`",
        "did you mean `login-detection`?",
    ),
    // a slip in a status
    ("  verified-email: mett\n", "5:19", "`mett` is not a status", "did you mean `met`?"),
    // another word for a status
    ("  verified-email: yes\n", "5:19", "`yes` is not a status", "write `met`"),
    // a number as a status
    (
        "  verified-email: 3\n",
        "5:19",
        "`3` is not a status",
        "write `met`, `partial`, `unmet`, `unknown` or `not-applicable`",
    ),
    // a slip in an intent
    (
        "  verified-email: {status: unmet, intent: plan}\n",
        "5:43",
        "`plan` is not an intent",
        "did you mean `planned`?",
    ),
    // a list as an answer
    (
        "  verified-email: [met]\n",
        "5:19",
        "`verified-email` takes a single value, or keys with values below it, but this is a list",
        "write `verified-email: met`",
    ),
    // a list as a note
    (
        "  verified-email: {note: [a]}\n",
        "5:26",
        "`note` takes a single value, but this is a list",
        "write `note: Reviewed by the support team.`",
    ),
    // a mapping as evidence
    (
        "  verified-email: {evidence: {url: x}}\n",
        "5:30",
        "`evidence` takes a single value or a list, but this is a mapping",
        "write `evidence: https://index.example.org/help`",
    ),
    // a list in evidence
    (
        "  verified-email: {evidence: [[a]]}\n",
        "5:31",
        "`evidence` takes only single values in its list, but this is a list",
        "write `evidence: https://index.example.org/help`",
    ),
    // a tag on a list
    (
        "  verified-email: {evidence: !!seq [a]}\n",
        "5:30",
        "YAML tags, which are words that begin with `!`, are not supported",
        "remove the tag, or, if it is text, put it in quotes: `evidence: https://index.example.org/help`",
    ),
    // a slip in a status for which there is a ruling
    (
        "  strong-mfa: {status: mett, ruling: provider-decides}\n",
        "5:24",
        "`mett` is not a status",
        "did you mean `met`?",
    ),
    // a list as the note that is needed
    (
        "  strong-mfa: {status: not-applicable, note: [a]}\n",
        "5:46",
        "`note` takes a single value, but this is a list",
        "write `note: Reviewed by the support team.`",
    ),
    // a slip in a ruling
    (
        "  strong-mfa: {status: met, ruling: provider-decide}\n",
        "5:37",
        "`strong-mfa` has no ruling `provider-decide`",
        "did you mean `provider-decides`?",
    ),
    // a slip in a clause's ruling
    (
        "  brute-force-protection: {clauses: {login: {status: unmet, ruling: alert-only}}}\n",
        "5:69",
        "the clause `login` has no ruling `alert-only`",
        "did you mean `alerts-only`?",
    ),
    // a ruling with its capability
    (
        "  strong-mfa: {status: met, ruling: strong-mfa/provider-decides}\n",
        "5:37",
        "`strong-mfa` has no ruling `strong-mfa/provider-decides`",
        "write `ruling: provider-decides`",
    ),
    // a ruling where there are none
    (
        "  critical-package-phishing-resistant-mfa: {status: met, ruling: any}\n",
        "5:66",
        "`critical-package-phishing-resistant-mfa` has no ruling `any`",
        "it has no rulings: leave `ruling` out, and give the reason as `note: …`",
    ),
    // a general rule as a ruling
    (
        "  strong-mfa: {status: met, ruling: provider}\n",
        "5:37",
        "`strong-mfa` has no ruling `provider`",
        "a general rule does not decide a status by itself: leave `ruling` out, and name `rules/provider` in the `note`",
    ),
    // a ruling about a clause for the whole
    (
        "  brute-force-protection: {status: unmet, ruling: alerts-only}\n",
        "5:51",
        "`brute-force-protection` has no ruling `alerts-only`",
        "it is about a clause: `clauses: {login: {status: unmet, ruling: alerts-only}}`",
    ),
    // a ruling about another clause
    (
        "  brute-force-protection: {clauses: {second-factor: {status: unmet, ruling: alerts-only}}}\n",
        "5:77",
        "the clause `second-factor` has no ruling `alerts-only`",
        "it is about a clause: `clauses: {login: {status: unmet, ruling: alerts-only}}`",
    ),
    // a ruling about the whole for a clause
    (
        "  brute-force-protection: {clauses: {login: {status: met, ruling: general-limit}}}\n",
        "5:67",
        "the clause `login` has no ruling `general-limit`",
        "it is about the whole capability: write it beside `status: met`",
    ),
    // the same answer twice
    (
        "  verified-email: met\n  strong-mfa: met\n  verified-email: unmet\n",
        "7:3",
        "`verified-email` is given twice",
        "keep one of the two, with everything that belongs to it, below a single `verified-email:`",
    ),
    // not-applicable without a note
    (
        "  verified-email: {status: not-applicable}\n",
        "5:28",
        "`not-applicable` needs a `note` with the reason",
        "say why it makes no sense here: `note: Names are addresses under their owners' domains.`",
    ),
    // not-applicable without a note in a word
    (
        "  verified-email: not-applicable\n",
        "5:19",
        "`not-applicable` needs a `note` with the reason",
        "write `verified-email: {status: not-applicable, note: Why it makes no sense here.}`",
    ),
    // a clause not-applicable without its note
    (
        "  package-reporting:\n    note: Not its own.\n    clauses: {ui: met, cli: {status: not-applicable}}\n",
        "7:38",
        "a clause that is `not-applicable` needs a `note` of its own",
        "say why it makes no sense here: `note: There is no command-line client.`",
    ),
    // a clause not-applicable in a word
    (
        "  package-reporting: {clauses: {ui: met, cli: not-applicable}}\n",
        "5:47",
        "`not-applicable` needs a `note` with the reason",
        "write `cli: {status: not-applicable, note: Why it makes no sense here.}`",
    ),
    // declined without a note
    (
        "  verified-email: {status: unmet, intent: declined}\n",
        "5:35",
        "`intent: declined` needs a `note` with the reason",
        "say why it will not be done: `note: Board decision, until account recovery is staffed.`",
    ),
    // status and clauses
    (
        "  package-reporting:\n    clauses: {ui: met}\n    status: partial\n",
        "7:13",
        "`status` and `clauses` cannot be combined: the status follows from the clauses",
        "remove the `status` line, or remove `clauses` and keep `status: met`",
    ),
    // clauses where there are none
    (
        "  verified-email: {clauses: {ui: met}}\n",
        "5:20",
        "`verified-email` has no clauses",
        "answer it as a whole: `status: met`",
    ),
    // all clauses not-applicable
    (
        "  unpublish-policy:\n    clauses:\n      no-replacement: {status: not-applicable, note: a}\n      no-reuse: {status: not-applicable, note: b}\n",
        "6:5",
        "every required clause is `not-applicable`",
        "answer the capability as a whole instead: `status: not-applicable` with a `note`",
    ),
    // a plan on what is met
    (
        "  verified-email: {status: met, plan: {summary: Go on.}}\n",
        "5:33",
        "`plan` is only for what is not met, but `verified-email` is met",
        "remove `plan`, or say what is left to do: `status: partial`",
    ),
    // an intent on what is met
    (
        "  verified-email: {status: met, intent: planned}\n",
        "5:33",
        "`intent` is only for what is not met, but `verified-email` is met",
        "remove `intent`, or say what is left to do: `status: partial`",
    ),
    // a date in another form
    (
        "  verified-email: {status: met, reviewed: 01.10.2026}\n",
        "5:43",
        "`01.10.2026` is not a date: a date is written YYYY-MM-DD, like 2026-03-31",
        "write `reviewed: 2026-10-01`",
    ),
    // a tab
    (
        "\tverified-email: met\n",
        "5:1",
        "this is a tab, but YAML is indented with spaces only",
        "replace it with spaces: two for each level, as in `  name: Example Index`",
    ),
    // a tab further down
    (
        "  verified-email: met\n\tstrong-mfa: met\n",
        "6:1",
        "this is a tab, but YAML is indented with spaces only",
        "replace it with spaces: two for each level, as in `  name: Example Index`",
    ),
    // a missing space
    ("  verified-email:met\n", "5:3", "a space is missing after the colon", "write `verified-email: met`"),
    // a missing space, then more text
    (
        "  verified-email:met\n  strong-mfa: met\n",
        "5:3",
        "a space is missing after the colon",
        "write `verified-email: met`",
    ),
    // a missing space below
    (
        "  verified-email: met\n  strong-mfa:met\n",
        "6:3",
        "a space is missing after the colon",
        "write `strong-mfa: met`",
    ),
    // indented too far
    (
        "  verified-email: met\n    strong-mfa: met\n",
        "6:5",
        "this line is indented by 4 spaces, which matches no line above it",
        "lines that belong together have the same indentation: `  strong-mfa: met`, with 2 spaces",
    ),
    // indented too little
    (
        "    verified-email: met\n  strong-mfa: met\n",
        "6:3",
        "this line is indented by 2 spaces, which matches no line above it",
        "lines that belong together have the same indentation: `    strong-mfa: met`, with 4 spaces",
    ),
    // a colon in a text
    (
        "  verified-email:\n    note: see: this\n",
        "6:11",
        "a text with `: ` in it needs quotes",
        "write `note: \"see: this\"`",
    ),
    // no colon
    (
        "  verified-email: met\n  strong-mfa met\n",
        "6:3",
        "this line needs a key, a colon and a space",
        "write `strong-mfa: met`",
    ),
    // a quote in quotes
    (
        "  verified-email: {note: 'it's'}\n",
        "5:30",
        "there is more text after the closing quote",
        "put the whole text between the quotes, and double each quote inside it: `'it''s'`",
    ),
    // an unclosed brace
    (
        "  verified-email: {status: met\n  strong-mfa: met\n",
        "5:19",
        "this `{` is not closed correctly",
        "separate the values with commas and close it with the matching bracket: `{status: met, note: Reviewed.}`",
    ),
    // a list beside its key
    (
        "  verified-email:\n    evidence: - a\n",
        "6:15",
        "a list with dashes cannot begin on the line of its key",
        "begin it on the next line, indented by two more spaces, or write it in brackets: `[a]`",
    ),
    // a line in a list
    (
        "  verified-email:\n    evidence:\n      - a\n      b\n      - c\n",
        "8:7",
        "this line needs a key, a colon and a space",
        "write `b: …`",
    ),
    // an at sign
    (
        "  verified-email:\n    delegated-to: @team\n",
        "6:19",
        "text without quotes cannot begin with `@`",
        "put it in quotes: `\"@team\"`",
    ),
    // a control character
    (
        "  verified-email:\n    note: a\u{7}b\n",
        "6:12",
        "this is an invisible character, U+0007",
        "remove it; if the text needs it, write it as an escape in double quotes, like `\"\\t\"`",
    ),
    // an escape
    (
        "  verified-email:\n    note: \"C:\\docs\"\n",
        "6:14",
        "in double quotes a backslash begins an escape, but this is not a valid one",
        "write the backslash twice, `\\\\`, or use single quotes: `'C:\\docs'`",
    ),
    // an unknown alias
    (
        "  verified-email: *met\n",
        "5:19",
        "`*met` refers to an anchor that is not defined above it",
        "write the value itself, or, if it is text, put it in quotes: `\"*met\"`",
    ),
    // a comment too near
    (
        "  verified-email: \"met\"#yes\n",
        "5:24",
        "a comment needs a space before its `#`",
        "write a space before it: ` # comment`",
    ),
    // a tag
    (
        "  verified-email: !!str met\n",
        "5:19",
        "YAML tags, which are words that begin with `!`, are not supported",
        "remove the tag, or, if it is text, put it in quotes: `verified-email: met`",
    ),
    // a tag on a key
    (
        "  !!str verified-email: met\n",
        "5:3",
        "YAML tags, which are words that begin with `!`, are not supported",
        "remove the tag, or, if it is text, put it in quotes: `verified-email: met`",
    ),
    // a tag on a key of an answer
    (
        "  verified-email: {!k status: met}\n",
        "5:20",
        "YAML tags, which are words that begin with `!`, are not supported",
        "remove the tag, or, if it is text, put it in quotes: `status: met`",
    ),
    // a custom tag
    (
        "  verified-email: !status {status: met}\n",
        "5:19",
        "YAML tags, which are words that begin with `!`, are not supported",
        "remove the tag, or, if it is text, put it in quotes: `verified-email: met`",
    ),
    // a merge key
    (
        "  verified-email: &a {status: met}\n  strong-mfa:\n    <<: *a\n",
        "7:5",
        "merge keys are not supported: write each answer in full",
        "remove `<<` and write out the keys that it would add, like `status: met`",
    ),
    // a number as a key
    (
        "  1: met\n",
        "5:3",
        "there is no capability `1`",
        "`registry-maturity explain` lists them all, like `verified-email`",
    ),
    // no key
    (
        "  : met\n",
        "5:3",
        "a key is missing before the colon",
        "write a name and its value, like `verified-email: met`",
    ),
    // a list as a key
    (
        "  [a]: met\n",
        "5:3",
        "a list cannot be a key here",
        "write a name and its value, like `verified-email: met`",
    ),
];
