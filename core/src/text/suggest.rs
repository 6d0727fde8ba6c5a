//! Suggests the nearest valid names for a wrong one.

/// The minimum similarity for a suggestion. Unrelated words stay below it.
const WORTH_SUGGESTING: f64 = 0.6;

/// The similarity of two names, from 0 to 1. Damerau-Levenshtein recognises typos, Sørensen-Dice swapped
/// words.
fn similarity(a: &str, b: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(a, b).max(strsim::sorensen_dice(a, b))
}

/// The candidates nearest to `wrong`, best first, at most `count`; empty if none is near.
pub fn nearest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>, count: usize) -> Vec<&'a str> {
    // A name that is much longer than any candidate is not a typing mistake, and comparing it takes time.
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
    fn typos_and_swapped_words_find_the_name() {
        let names = ["verified-email", "strong-mfa", "mandatory-mfa", "token-prefix"];
        assert_eq!(nearest("verifed-email", names, 1), ["verified-email"]);
        assert_eq!(nearest("email-verified", names, 1), ["verified-email"]);
        assert_eq!(nearest("Token_Prefix", names, 1), ["token-prefix"]);
        assert!(nearest("sbom", names, 1).is_empty());
        let long = "verified-email-".repeat(10);
        assert_eq!(nearest(&long[..100], [&long[..99]], 1), [&long[..99]]);
        assert!(nearest(&long[..101], [&long[..100]], 1).is_empty());
        assert!(nearest(&long, [&long[..149]], 1).is_empty());
    }
}
