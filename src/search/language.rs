//! What the index knows of the archive's language: how its words are stemmed, and which are too common to have positions.

use rust_stemmers::Algorithm;

/// The stemming algorithm (Snowball) of a language tag such as `en` or `pt-BR`.
pub(super) fn stemmer(language: &str) -> Option<Algorithm> {
    Some(match primary(language).as_str() {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

/// The most common words of a language, folded and sorted. A third of a text consists of them: their positions would take as much
/// room as everything else. Within a phrase, any word may stand in their place.
pub(super) fn common_words(language: &str) -> Vec<String> {
    let words = match primary(language).as_str() {
        "de" => {
            "als am an auf aus bei bis das dass dem den der des die ein eine einem einen einer er es fur hat ich im in ist mit \
             nach nicht noch nur oder sich sie sind so um und uns vom von war waren wird wir wurde wurden zu zum zur"
        }
        "es" => {
            "a al como con de del el en era es esta este fue ha la las lo los mas no o para pero por que se sin su sus un una y"
        }
        "fr" => {
            "a au aux avec ce ces dans de des du elle en est et etait il la le les leur mais ne nous on ou par pas plus pour que \
             qui sa se ses son sur un une"
        }
        "en" => {
            "a about above after again all already also am an and another any are as at be because been before being \
             below between both but by can cannot could did do does during each either else even ever every few for from \
             had has have he her here him his how i if in into is it its itself just many me might more most much must my \
             never no nor not now of often on one only or other others our ours out over own per rather same shall she \
             should since so some something still such than that the their theirs them then there these they this those \
             though through thus to too under until up upon us very was we were what when where whether which while who \
             why will with within without would yet you your"
        }
        _ => "",
    };
    let mut words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
    words.sort_unstable();
    words
}

/// Endings that make another form of a word, whether the archive has a word with them or not.
pub(super) fn endings(language: &str) -> &'static [&'static str] {
    match primary(language).as_str() {
        "en" => &["", "d", "e", "ed", "er", "ers", "es", "ied", "ies", "ing", "ings", "ion", "ions", "ment", "ments", "s", "y"],
        "de" => &["", "e", "em", "en", "er", "es", "n", "s"],
        "es" => &["", "a", "ado", "ando", "ar", "as", "es", "o", "os", "s"],
        "fr" => &["", "e", "ee", "ees", "er", "es", "ment", "s"],
        _ => &[""],
    }
}

fn primary(language: &str) -> String {
    language.split(['-', '_']).next().unwrap_or_default().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_folded() {
        for language in ["en", "de", "es", "fr"] {
            for word in common_words(language) {
                assert_eq!(super::super::words::folded(&word), word);
            }
        }
        assert!(common_words("ja").is_empty() && stemmer("pt-BR") == Some(Algorithm::Portuguese));
    }
}
