mod sequences;

use super::*;
use crate::catalogue::Catalogue;

fn id(name: &str) -> CapabilityId {
    Catalogue::latest().capability(name).unwrap().id
}

#[test]
fn show() {
    let head = "principles: \"0.1\"\nregistry:\n  name: Example Index   # the name\n";
    let full = include_str!("../read/tests/full.yaml");
    let whole = |s| Answer::whole(s);
    let note = |s, n: &str| Answer { note: Some(n.into()), ..Answer::whole(s) };
    let ev = |items: &[&str]| Answer {
        evidence: items.iter().map(|e| Located::new(Evidence(e.to_string()), Span::default())).collect(),
        ..Answer::whole(Status::Met)
    };
    let a = |n: &str, x: Answer| Edit::Answer(id(n), Some(x));
    let cases: Vec<(String, Edit)> = vec![
        (head.into(), a("strong-mfa", whole(Status::Met))),
        (format!("{head}answers:\n"), a("strong-mfa", whole(Status::Met))),
        (format!("{head}answers: {{}} # none yet"), a("strong-mfa", note(Status::Partial, "a: b #c"))),
        (
            format!("{head}answers:\n  # Authentication\n\n  # Authorization\n\n  # General\n"),
            a("token-prefix", whole(Status::Met)),
        ),
        (
            format!(
                "{head}answers:\n  # Authentication\n  verified-email: met\n\n  # Authorization\n  token-prefix: unmet\n"
            ),
            a("package-scoped-api-keys", whole(Status::Met)),
        ),
        (
            format!(
                "{head}answers:\n  # Authentication\n  verified-email: met\n\n  # Authorization\n  token-prefix: unmet\n"
            ),
            a("strong-mfa", whole(Status::Met)),
        ),
        (
            format!("{head}answers:\n\n  # Log-in\n  strong-mfa: met\n"),
            a("verified-email", whole(Status::Met)),
        ),
        (
            format!("{head}answers:\n    strong-mfa: met   # since 2020\n    mandatory-mfa: met"),
            a("strong-mfa", note(Status::Partial, "one\ntwo\n")),
        ),
        (
            format!("{head}answers: {{strong-mfa: met, mandatory-mfa: met}}\n"),
            a("strong-mfa", note(Status::Partial, "one\ntwo\n")),
        ),
        (
            format!("{head}answers: {{strong-mfa: met, mandatory-mfa: met}}\n"),
            Edit::Answer(id("strong-mfa"), None),
        ),
        (full.into(), a("recovery-policy", ev(&["https://e.org", "b.md"]))),
        (full.into(), Edit::Answer(id("strong-mfa"), None)),
        (full.into(), a("leaked-credential-checks", whole(Status::Met))),
        (full.into(), a("verified-email", ev(&["a", "b"]))),
        (full.into(), Edit::Hosting(Some([Hosting::Builds].into()))),
        (full.into(), Edit::Accounts(None)),
        (full.into(), Edit::RegistryUrl(None)),
        (full.into(), Edit::Target(Catalogue::latest().tracks[2].id, Some(Level::MAX))),
        (full.into(), Edit::AssessedBy(Some("no".into()))),
        (head.into(), Edit::AssessedBy(Some("me: you".into()))),
        (
            format!(
                "{head}answers:\n  strong-mfa:\n    x-a: {{x: [y]}}\n    status: met # c\n    note: |\n      one\n\n      two\n\n  mandatory-mfa: met\n"
            ),
            Edit::Answer(id("strong-mfa"), None),
        ),
        (
            format!(
                "{head}answers:\n  strong-mfa:\n    status: met # c\n    note: |  # cc\n      one\n\n      two\n\n  mandatory-mfa: met\n"
            ),
            a("strong-mfa", note(Status::Met, "short")),
        ),
        (
            format!("{head}answers:\n  strong-mfa: &a\n    status: met # c\n  mandatory-mfa: *a\n"),
            a("strong-mfa", note(Status::Met, "short")),
        ),
        (
            format!("{head}answers:\n  strong-mfa: &a\n    status: met # c\n  mandatory-mfa: *a\n"),
            a("mandatory-mfa", note(Status::Met, "short")),
        ),
    ];
    for (text, e) in cases {
        println!("######## {e:?}");
        match edit(&text, &e) {
            Ok(new) => {
                std::fs::write("/tmp/old.yaml", &text).unwrap();
                std::fs::write("/tmp/new.yaml", &new).unwrap();
                let o = std::process::Command::new("diff")
                    .args(["-U", "2", "/tmp/old.yaml", "/tmp/new.yaml"])
                    .output()
                    .unwrap();
                println!(
                    "{}",
                    String::from_utf8_lossy(&o.stdout).lines().skip(2).collect::<Vec<_>>().join("\n")
                );
            }
            Err(e) => println!("ERR {e}"),
        }
    }
}
