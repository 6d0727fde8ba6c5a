//! Finds parts of the catalogue by ids, parts of ids, synonyms, and other spellings of them.

use std::borrow::Cow;

use super::{Capability, Catalogue, Clause, Rule, Ruling, Track, UnknownId};

/// A part of the catalogue that a search finds.
#[derive(Clone, Copy, Debug)]
pub enum Subject {
    /// All general rules together.
    Rules,
    /// One of the general rules for answers.
    Rule(&'static Rule),
    /// A track as a whole. Only its id finds it.
    Track(&'static Track),
    /// A capability as a whole, found by its id, its names or its texts.
    Capability(&'static Capability),
    /// A clause of a capability.
    Clause(&'static Capability, &'static Clause),
    /// A ruling of a capability.
    Ruling(&'static Capability, &'static Ruling),
}

/// How well a capability matches a search, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The search is its id, its title or one of its synonyms.
    Whole,
    /// Its id, its title or one of its synonyms begins with the search.
    Beginning,
    /// Its id, title and synonyms, and the ids and titles of its clauses, contain each word.
    Names,
    /// Its names, the text of what it asks for and its boundary cases contain each word.
    Texts,
}

impl Catalogue {
    /// Finds what a name refers to: `rules`, the id of a track, capability, clause, rule or ruling,
    /// `CAPABILITY/CLAUSE`,
    /// `CAPABILITY/RULING`, `rules/RULE`, or else the beginning of an id, a synonym, or words from the names or texts
    /// of capabilities. Case, plurals, British or American spelling, and spaces in place of hyphens make no difference.
    ///
    /// Returns several subjects if the name matches them equally well, and at least one.
    ///
    /// # Errors
    /// If nothing has this name; the error names the nearest ids.
    pub fn lookup(&'static self, name: &str) -> Result<Vec<Subject>, UnknownId> {
        let id = name.trim().to_lowercase().replace([' ', '_'], "-");
        if let Some(subject) = self.by_id(&id) {
            return Ok(vec![subject]);
        }
        let rulings = self.rulings_called(&id);
        if !rulings.is_empty() {
            return Ok(rulings);
        }
        let fits = self.fits(name);
        let best = fits.first().map(|(fit, _)| *fit);
        if best.is_none_or(|best| best == Fit::Texts)
            && let Some(rule) = self.rule_about(name)
        {
            return Ok(vec![Subject::Rule(rule)]);
        }
        let Some(best) = best else { return Err(self.unknown(name)) };
        Ok(fits
            .into_iter()
            .take_while(|(fit, _)| *fit == best)
            .map(|(_, one)| Subject::Capability(one))
            .collect())
    }

    /// The capabilities that match all of the words, best first; none if there are no words.
    #[must_use]
    pub fn search(&self, words: &str) -> Vec<&'static Capability> {
        self.fits(words).into_iter().map(|(_, capability)| capability).collect()
    }

    fn by_id(&'static self, id: &str) -> Option<Subject> {
        if let Some((owner, part)) = id.split_once('/') {
            if owner == "rules" {
                return self.rule(part).ok().map(Subject::Rule);
            }
            let capability = self.capability(owner).ok()?;
            return clause(capability, part)
                .or_else(|| capability.ruling(part).map(|it| Subject::Ruling(capability, it)).ok());
        }
        if id == "rules" {
            return Some(Subject::Rules);
        }
        let track = self.track(id).ok().map(Subject::Track);
        track
            .or_else(|| self.capability(id).ok().map(Subject::Capability))
            .or_else(|| self.capabilities().find_map(|capability| clause(capability, id)))
            .or_else(|| self.rule(id).ok().map(Subject::Rule))
    }

    /// A ruling is cited by its id alone, so people look it up by that; several capabilities may use the same id.
    fn rulings_called(&'static self, id: &str) -> Vec<Subject> {
        let found =
            self.capabilities().filter_map(|capability| Some((capability, capability.ruling(id).ok()?)));
        found.map(|(capability, ruling)| Subject::Ruling(capability, ruling)).collect()
    }

    /// The first general rule whose title has all of these words.
    fn rule_about(&self, words: &str) -> Option<&'static Rule> {
        let wanted = normal(words);
        let has = |rule: &&Rule| {
            let title = normal(rule.title);
            wanted.split(' ').all(|word| contains(&title, word))
        };
        self.rules.iter().find(has).filter(|_| !wanted.is_empty())
    }

    fn fits(&self, words: &str) -> Vec<(Fit, &'static Capability)> {
        let wanted = normal(words);
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut fits: Vec<_> = self
            .capabilities()
            .filter_map(|capability| Some((fit(capability, &wanted)?, capability)))
            .collect();
        fits.sort_by_key(|(fit, _)| *fit);
        fits
    }

    fn unknown(&self, name: &str) -> UnknownId {
        let tracks = self.tracks.iter().map(|track| track.id.as_str());
        let capabilities = self.capabilities().map(|capability| capability.id.as_str());
        let clauses =
            self.capabilities().flat_map(|capability| capability.clauses).map(|clause| clause.id.as_str());
        let rules = self.rules.iter().map(|rule| rule.id.as_str());
        UnknownId::new("capability", name, tracks.chain(capabilities).chain(clauses).chain(rules))
    }
}

fn clause(capability: &'static Capability, id: &str) -> Option<Subject> {
    let id = normal(id);
    let is_it = |clause: &&Clause| normal(clause.id.as_str()) == id;
    capability.clauses.iter().find(is_it).map(|clause| Subject::Clause(capability, clause))
}

fn fit(capability: &Capability, wanted: &str) -> Option<Fit> {
    let clauses = || capability.clauses.iter();
    let called: Vec<String> = [capability.id.as_str(), capability.title]
        .into_iter()
        .chain(capability.aliases.iter().copied())
        .chain(capability.synonyms.iter().copied())
        .map(normal)
        .collect();
    if called.iter().any(|name| name == wanted) {
        return Some(Fit::Whole);
    }
    if called.iter().any(|name| name.starts_with(wanted)) {
        return Some(Fit::Beginning);
    }
    let has = |text: &str| wanted.split(' ').all(|word| contains(text, word));
    let clause_names = clauses().map(|clause| normal(&format!("{} {}", clause.id, clause.title)));
    let names = called.into_iter().chain(clause_names).collect::<Vec<_>>().join(" ");
    if has(&names) {
        return Some(Fit::Names);
    }
    let texts = [capability.question, capability.met, capability.improvement]
        .into_iter()
        .chain(clauses().map(|clause| clause.question))
        .chain(capability.rulings.iter().map(|ruling| ruling.case))
        .map(normal);
    has(&format!("{names} {}", texts.collect::<Vec<_>>().join(" "))).then_some(Fit::Texts)
}

/// Whether a word of the text begins with `word`; a long `word` may also be the end of a compound (`squatting`).
fn contains(text: &str, word: &str) -> bool {
    /// Shorter words are found by chance inside others: `tuf` in `stuffing`.
    const LONG: usize = 5;
    text.split(' ').any(|own| own.starts_with(word)) || (word.len() >= LONG && text.contains(word))
}

/// Normalises a text for comparison: lower case, singular, single spaces in place of hyphens and punctuation, American
/// spelling.
fn normal(text: &str) -> String {
    let text = text.to_lowercase();
    let words = text.split(|c: char| c.is_ascii_punctuation() || c.is_whitespace());
    let mut normal = String::with_capacity(text.len());
    for word in words.filter(|word| !word.is_empty()) {
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.push_str(&american(singular(word)));
    }
    normal
}

/// A word in American spelling.
fn american(word: Cow<'_, str>) -> Cow<'_, str> {
    /// Endings and stems in the catalogue that differ between British and American English.
    const AMERICAN: [(&str, &str); 6] = [
        ("harbour", "harbor"),
        ("behaviour", "behavior"),
        ("authoris", "authoriz"),
        ("organis", "organiz"),
        ("licence", "license"),
        ("programme", "program"),
    ];
    /// Shorter words have none of them.
    const MIN_LENGTH: usize = 7;
    let differs = AMERICAN.iter().find(|(british, _)| word.len() >= MIN_LENGTH && word.contains(british));
    match differs {
        Some((british, american)) => Cow::Owned(word.replace(british, american)),
        None => word,
    }
}

/// A word without its plural ending. A word that is not a plural may lose its last letter too, which is harmless: both
/// sides of a comparison do. Short words keep theirs, so that `sms` does not find what begins with `sm`.
fn singular(word: &str) -> Cow<'_, str> {
    match word.strip_suffix("ies") {
        Some(stem) => Cow::Owned(format!("{stem}y")),
        None if word.len() > 3 => Cow::Borrowed(word.strip_suffix('s').unwrap_or(word)),
        None => Cow::Borrowed(word),
    }
}

#[cfg(test)]
mod tests {
    use super::{Catalogue, Subject, contains, normal};

    fn meant(name: &str) -> Vec<String> {
        let found = Catalogue::latest().lookup(name).map_err(|unknown| unknown.to_string());
        let write = |subject| match subject {
            Subject::Rules => "rules".to_owned(),
            Subject::Rule(rule) => format!("rules/{}", rule.id),
            Subject::Track(track) => format!("track {}", track.id),
            Subject::Capability(capability) => capability.id.to_string(),
            Subject::Clause(capability, clause) => format!("{}/{}", capability.id, clause.id),
            Subject::Ruling(capability, ruling) => format!("{}/{}", capability.id, ruling.id),
        };
        found.map_or_else(|unknown| vec![unknown], |subjects| subjects.into_iter().map(write).collect())
    }

    /// Ids of all kinds come first. A name that several share refers to the largest part.
    #[test]
    fn every_id_means_its_own_part() {
        for track in Catalogue::latest().tracks {
            assert_eq!(meant(track.id.as_str()), [format!("track {}", track.id)]);
            for capability in track.capabilities {
                assert_eq!(meant(capability.id.as_str()), [capability.id.to_string()]);
                assert_eq!(meant(capability.title), [capability.id.to_string()]);
                for id in capability.clauses.iter().map(|clause| clause.id.as_str()) {
                    let full = format!("{}/{id}", capability.id);
                    assert_eq!(meant(&full), [full]);
                }
                for id in capability.rulings.iter().map(|ruling| ruling.id.as_str()) {
                    let full = format!("{}/{id}", capability.id);
                    assert!(meant(&full) == [full.clone()] || capability.clause(id).is_ok(), "{full}");
                }
            }
        }
        for rule in Catalogue::latest().rules {
            assert_eq!(meant(&format!("rules/{}", rule.id)), [format!("rules/{}", rule.id)]);
        }
    }

    #[test]
    fn people_find_things_by_their_own_words() {
        for (name, expected) in [
            ("cli", "track cli"),
            ("package-reporting/cli", "package-reporting/cli"),
            ("safe-harbour", "vulnerability-disclosure-policy/safe-harbor"),
            ("safe harbor", "vulnerability-disclosure-policy/safe-harbor"),
            ("Trusted", "trusted-publishing"),
            ("TRUSTED_PUBLISHING", "trusted-publishing"),
            ("oidc", "trusted-publishing"),
            ("oauth", "trusted-publishing"),
            ("sigstore", "build-provenance"),
            ("lockfile", "pinned-dependencies"),
            ("takedown", "unpublish-policy"),
            ("yank", "unpublish-policy"),
            ("silence", "rules/silence"),
            ("identity providers", "rules/provider"),
            ("provider-decides", "strong-mfa/provider-decides"),
        ] {
            assert_eq!(meant(name), [expected], "{name}");
        }
        for (name, one) in [("2fa", "strong-mfa"), ("audit", "install-vulnerability-warnings")] {
            let found = meant(name);
            assert!(found.len() > 1 && found.iter().any(|id| id == one), "{name}: {found:?}");
        }
        let shared = meant("provider-silent");
        assert!(shared.len() > 1 && shared.iter().all(|id| id.ends_with("/provider-silent")), "{shared:?}");
        assert_eq!(meant("zzz"), ["there is no capability `zzz`"]);
        assert!(meant("trusted-publising")[0].contains("trusted-publishing"));
    }

    /// Words from the documentation of registries, tools and laws: each finds the question that it is about.
    #[test]
    fn usual_words_find_their_question() {
        for (id, words) in [
            ("abandoned-domain-detection", &["expired domains", "whois", "account takeover"][..]),
            ("automatic-remediation", &["dependabot", "renovate", "audit fix"]),
            ("brute-force-protection", &["captcha", "rate limits", "ratelimit", "lockout"]),
            ("build-provenance", &["sigstore", "slsa", "cosign", "pgp", "attestations", "signed package"]),
            ("critical-package-mfa", &["2fa", "top packages"]),
            ("event-transparency-log", &["merkle trees", "webhooks", "changelog"]),
            ("install-vulnerability-warnings", &["audit", "pip-audit", "cve", "vulns"]),
            ("leaked-credential-checks", &["hibp", "have i been pwned", "breached password"]),
            ("malicious-package-advisories", &["osv", "malware"]),
            ("malware-detection", &["clamav", "yara", "antivirus", "quarantine"]),
            ("mandatory-mfa", &["2fa", "enforce mfa"]),
            ("package-reporting", &["report malware", "abuse"]),
            ("package-scoped-api-keys", &["pat", "deploy tokens", "token scopes"]),
            ("passwordless-login", &["passkeys", "magic link"]),
            ("phishing-resistant-mfa", &["u2f", "yubikeys", "webauthn"]),
            ("pinned-dependencies", &["lockfile", "lock files", "package-lock", "go.sum", "checksums"]),
            ("reachability-analysis", &["govulncheck", "vex", "call graph"]),
            ("recovery-policy", &["backup codes", "lost password"]),
            ("registry-vulnerability-warnings", &["ghsa", "cve", "vulns"]),
            ("role-based-access", &["rbac", "collaborators", "teams", "permission"]),
            ("sbom-generation", &["cyclonedx", "spdx", "bill of materials"]),
            ("secret-scanning", &["leaked tokens", "gitguardian", "trufflehog"]),
            ("security-change-notices", &["security notifications"]),
            ("security-reviews", &["audit", "pentest", "soc2", "iso 27001"]),
            ("strong-mfa", &["2fa", "totp", "sms", "sso", "saml", "authenticator apps"]),
            ("token-prefix", &["token formats", "checksum"]),
            ("trusted-publishing", &["oidc", "oauth", "github actions", "gitlab"]),
            ("typosquatting-prevention", &["squatting", "namespaces", "dependency confusion"]),
            (
                "unpublish-policy",
                &["takedown", "yank", "yanking", "delete packages", "immutable", "left-pad"],
            ),
            ("verified-email", &["email verification", "confirm email"]),
            ("vulnerability-disclosure-policy", &["vdp", "bug bounty", "security.txt", "safe harbour"]),
        ] {
            for word in words {
                let found = meant(word);
                let is_it = |found: &String| found == id || found.starts_with(&format!("{id}/"));
                assert!(found.iter().any(is_it), "{word}: {found:?} instead of {id}");
                let searched = Catalogue::latest().search(word);
                assert!(searched.iter().any(|one| one.id.as_str() == id), "{word} in the finder");
            }
        }
        assert!(Catalogue::latest().search("tuf").is_empty(), "it is only inside of `stuffing`");
    }

    #[test]
    fn spellings_of_one_word_are_the_same() {
        for (one, other) in [
            ("policies", "policy"),
            ("Tokens", "token"),
            ("SAFE_HARBOURS", "safe harbor"),
            ("authorisation", "authorization"),
            ("licences;  programmes", "license program"),
        ] {
            assert_eq!(normal(one), normal(other), "{one}");
        }
        for (one, other) in [("sms", "sm"), ("its", "it"), ("tokens", "tokenss")] {
            assert_ne!(normal(one), normal(other), "{one}");
        }
    }

    #[test]
    fn a_search_finds_beginnings_of_words_and_ends_of_compounds() {
        for (text, word) in [
            ("critical package mfa", "mfa"),
            ("critical package mfa", "crit"),
            ("typosquatting", "squatting"),
            ("credential prestuff", "stuff"),
        ] {
            assert!(contains(text, word), "{word} in {text}");
        }
        for (text, word) in [("credential stuffing", "tuf"), ("webauthn", "auth"), ("webauthn", "passkey")] {
            assert!(!contains(text, word), "{word} in {text}");
        }
    }
}
