//! The language of the index: stemming, and words that are too common to have positions.

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

/// The most common words of a language, folded and sorted. They make up a third of a text, and their positions would take as much space
/// as everything else. In a phrase, any word matches in their place.
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

/// Generic words of reviews, folded and sorted: numbers, times, and common activities in incidents. Search finds them, but they do not
/// make incidents similar. Each word stands for all its forms.
pub(super) fn generic_words(language: &str) -> Vec<&'static str> {
    match primary(language).as_str() {
        "en" => {
            "able access according account across act action actual add address affect ago alert allow almost alone along \
             among amount answer anything appear apply approximately april around ask attempt august available away back bad \
             became become began begin believe best better big bring broke broken build business call came cannot care case \
             catch caught cause certain change check clear close code come common company complete consider contain continue \
             correct cost count create current customer daily date day december deploy detail detect did different directly \
             discover done double down due early effect eight eighteen eighty eleven end engineer enough entire error evening \
             event eventually everything exact example except exist expect explain extra face fact fail failed failure false \
             far fast february feel fell felt fifteen fifth fifty fill filled find fine finish first five fix follow force \
             form forty forward found four fourteen fourth friday full fully further gave general get give given go goes \
             going gone good got great group grow guide half hand happen happened hard head hear held help high hit hold hour \
             house however human hundred hung idea immediate impact important incident include increase inform information \
             inside instead intend investigate issue january july june keep kept kind knew know known lack large last late \
             later latest lead learn leave led left less let level likely list little live local long longer look lost low \
             lower made main major make manual march matter maximum may mean meant measure meet member mention met middle \
             midnight minimum minute miss mistake moment monday money month morning mostly move name near necessary need new \
             newly next night nine ninety nobody none noon normal note nothing notice november number october off offer \
             office okay old open operate operator option order otherwise outage outside page part particular party pass past \
             people perform perhaps person place plan play please point possible post prepare present prevent previous \
             problem process produce product production proper provide public put question quick quickly quite reach read \
             reader ready real realise realize reason receive recent recover red reduce regular relate release remain remark \
             remember remove repeat report request require respond response restart restore result return review right role \
             roll rollback room round rule run said saturday saw say schedule second see seem seen send sent september \
             serious serve service set seven seventy several severe shall short show shown side similar simple simply single \
             site situation six sixteen sixty size slow small soon sort speak special specific spent staff stand start \
             started state stay step stood stop stopped stuck success suddenly sufficient suggest sunday support suppose sure \
             switch switched system take taken team tell ten term test thing think third thirteen thirty thought thousand \
             three thursday time today together told tomorrow took top total toward tried trigger true try tuesday turn \
             twelve twenty twice two type typical understand unknown unlike update upper usage use used user users usual \
             value various version view visible volume wait want watch way wednesday week weekday weekend well went whenever \
             whole window wish woke word work worked worker world worse worst write written wrong wrote year yesterday yet \
             zero"
        }
        _ => "",
    }
    .split_whitespace()
    .collect()
}

/// Common inflectional endings, whether or not a word in the archive has them.
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
    fn generic_words_are_sorted() {
        assert!(generic_words("en").is_sorted());
    }

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
