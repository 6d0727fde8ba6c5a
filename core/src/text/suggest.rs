//! The nearest right name for a wrong one.

/// From this similarity on a name is worth suggesting; unrelated words stay below it.
const WORTH_SUGGESTING: f64 = 0.6;

/// How alike two names are, from 0 to 1. Damerau-Levenshtein finds slips of the finger, Sørensen-Dice swapped words;
/// each is weak where the other is strong.
fn similarity(a: &str, b: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(a, b).max(strsim::sorensen_dice(a, b))
}

/// The candidates most like `wrong`, best first, at most `count`; none when nothing is near.
pub fn nearest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>, count: usize) -> Vec<&'a str> {
    // A name longer than any candidate could be is no slip; comparing it would only take time.
    if wrong.len() > 100 {
        return Vec::new();
    }
    let wrong = wrong.to_lowercase().replace(['_', ' '], "-");
    let mut scored: Vec<(f64, &str)> = candidates
        .into_iter()
        .map(|candidate| (similarity(&wrong, candidate), candidate))
        .filter(|(score, _)| *score >= WORTH_SUGGESTING)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.into_iter().take(count).map(|(_, candidate)| candidate).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_and_swapped_words_find_their_name() {
        let names = ["verified-email", "strong-mfa", "mandatory-mfa", "token-prefix"];
        assert_eq!(nearest("verifed-email", names, 1), ["verified-email"]);
        assert_eq!(nearest("email-verified", names, 1), ["verified-email"]);
        assert_eq!(nearest("Token_Prefix", names, 1), ["token-prefix"]);
        assert!(nearest("sbom", names, 1).is_empty());
    }
}
