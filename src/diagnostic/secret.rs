//! Detects keys, tokens and passwords by the patterns that their issuers publish, and masks them in reports.
//!
//! Reports have a wider audience than the files, and are kept in the logs of public pipelines. Whatever a report is about, it never
//! repeats a secret of these patterns. The search is linear in the length of the text.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

/// A secret in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// The kind of secret, with an article.
    pub what: &'static str,
    /// Its byte range, including the prefix by which it is recognised.
    pub bytes: Range<usize>,
    /// The byte range to mask.
    hidden: Range<usize>,
}

/// The kinds of secrets, each with its pattern, by the prefixes and lengths that the issuers publish: one on each line. The capture
/// group is the part to mask, and is ASCII. Patterns start with a fixed prefix where possible, so that the search can jump from one
/// prefix to the next.
static SHAPES: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| include_str!("issuers.txt").lines().filter_map(|line| line.split_once(": ")).collect());

/// All patterns combined. The number of the matching group identifies the pattern.
static ANY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let shapes: Vec<&str> = SHAPES.iter().map(|(_, shape)| *shape).collect();
    Regex::new(&shapes.join("|")).ok()
});

/// The secrets in a text, in order.
pub fn secrets(text: &str) -> Vec<Secret> {
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(captures) = ANY.as_ref().and_then(|any| any.captures_at(text, from)) {
        let Some((secret, next)) = read(text, &captures) else { break };
        from = next;
        found.extend(secret);
    }
    found
}

/// Masks secrets in a text with asterisks. Its length stays the same.
pub(super) fn masked(text: &str) -> Cow<'_, str> {
    let secrets = secrets(text);
    if secrets.is_empty() {
        return Cow::Borrowed(text);
    }
    let is_hidden = |at: usize| secrets.iter().any(|secret| secret.hidden.contains(&at));
    let star = |(at, character): (usize, char)| if is_hidden(at) && !character.is_whitespace() { '*' } else { character };
    Cow::Owned(text.char_indices().map(star).collect())
}

/// The secret for a match, unless it is a false positive, and the offset at which to continue.
fn read(text: &str, captures: &Captures<'_>) -> Option<(Option<Secret>, usize)> {
    let whole = captures.get(0)?;
    let (shape, hidden) = captures.iter().skip(1).enumerate().find_map(|(shape, group)| Some((shape, group?)))?;
    if continues_a_word(text, whole.start()) || is_stand_in(SHAPES[shape].0, hidden.as_str()) {
        return Some((None, whole.start() + 1));
    }
    let bytes = whole.start()..hidden.end();
    Some((Some(Secret { what: SHAPES[shape].0, bytes, hidden: hidden.range() }), hidden.end()))
}

/// Whether a match starts inside of a word. The letter of an escape sequence in a file, such as `\t`, is not part of a word.
fn continues_a_word(text: &str, start: usize) -> bool {
    let begins_a_word = text[start..].starts_with(|first: char| first.is_ascii_alphanumeric());
    let before = &text[..start];
    let is_escape = before.ends_with(r"\n") || before.ends_with(r"\r") || before.ends_with(r"\t");
    begins_a_word && !is_escape && before.ends_with(|last: char| last.is_alphanumeric() || last == '_')
}

/// Whether it is a placeholder for a secret: asterisks, a variable, an example from the vendor's documentation, or plain words.
fn is_stand_in(what: &str, hidden: &str) -> bool {
    let is_filled = ["xxxxxxxx", "XXXXXXXX", "********"].iter().any(|filling| hidden.contains(filling));
    let is_one_character = hidden.chars().all(|character| hidden.starts_with(character));
    let is_variable = hidden.starts_with(['$', '{', '[', '%', '(']);
    let is_said = ["redacted", "removed", "masked", "hidden"].iter().any(|word| hidden.eq_ignore_ascii_case(word));
    let is_words = matches!(what, "a bearer token" | "an API key" | "a Notion token" | "a GitLab token")
        && !hidden.contains(|c: char| c.is_ascii_digit());
    is_filled || is_one_character || is_variable || is_said || is_words || hidden.contains("EXAMPLE")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Example characters of each class.
    fn drawn(class: &str, length: usize) -> String {
        let letters = match class {
            "hex" => "0123456789abcdef",
            "upper" => "A2B3C4D5E6F7G2H3",
            "letters" => "aBcDeFgHiJkLmNoP",
            "digits" => "1234567890123456",
            "lower" => "a1b2c3d4e5f6g7h8",
            _ => "a1B2c3D4e5F6g7H8",
        };
        letters.repeat(length / 16 + 1)[..length].to_owned()
    }

    const UUID: &str = "01234567-89ab-cdef-0123-456789abcdef";

    /// An example for each pattern, in the same order: the prefix, and the parts after it. They are concatenated at run time so
    /// that secret scanners do not report this file.
    const EXAMPLES: &[(&str, &[(&str, usize)])] = &[
        ("A3-", &[("upper", 6), ("-", 0), ("upper", 11), ("-", 0), ("upper", 5), ("-", 0), ("upper", 5), ("-", 0), ("upper", 5)]),
        ("ops_eyJ", &[("any", 210)]),
        ("p8e-", &[("any", 32)]),
        ("AGE-SECRET-KEY-1", &[("upper", 58)]),
        ("patA1b2C3d4E5f6G7.", &[("hex", 64)]),
        ("LTAI", &[("any", 20)]),
        ("ABSK", &[("any", 120)]),
        ("amzn.mws.", &[(UUID, 0)]),
        ("sk-ant-", &[("any", 40)]),
        ("sk-", &[("any", 20), ("T3BlbkFJ", 0), ("any", 20)]),
        ("AKCp", &[("any", 69)]),
        ("cmVmd", &[("any", 59)]),
        ("ATATT3", &[("any", 180)]),
        ("ATCTT3", &[("any", 180)]),
        ("AKIA", &[("upper", 16)]),
        ("aws_secret_access_key = \"", &[("any", 40)]),
        ("AccountKey=", &[("any", 86), ("==", 0)]),
        ("SharedAccessKey=", &[("any", 43), ("=", 0)]),
        ("Bearer ", &[("any", 24)]),
        ("bkua_", &[("hex", 40)]),
        ("xkeysib-", &[("hex", 64), ("-", 0), ("any", 16)]),
        ("CCIPAT_", &[("any", 22), ("_", 0), ("hex", 40)]),
        ("4b1d", &[("any", 38)]),
        ("CLOJARS_", &[("lower", 60)]),
        ("v1.0-", &[("hex", 24), ("-", 0), ("hex", 146)]),
        ("CFPAT-", &[("any", 43)]),
        ("dapi", &[("hex", 32)]),
        ("dnkey-", &[("any", 26), ("-", 0), ("any", 52)]),
        ("dop_v1_", &[("hex", 64)]),
        ("discord.com/api/webhooks/123456789012345678/", &[("any", 68)]),
        ("dckr_pat_", &[("any", 27)]),
        ("dp.pt.", &[("any", 43)]),
        ("duffel_live_", &[("any", 43)]),
        ("dt0c01.A2B3C4D5E6F7G2H3A2B3C4D5.", &[("upper", 64)]),
        ("EZAK", &[("any", 54)]),
        ("endr+", &[("any", 16)]),
        ("EAAM", &[("any", 120)]),
        ("FLWSECK-", &[("hex", 32)]),
        ("fm2_", &[("any", 120)]),
        ("fo1_", &[("any", 43)]),
        ("fio-u-", &[("any", 64)]),
        ("ghp_", &[("any", 36)]),
        ("github_pat_", &[("any", 82)]),
        ("glpat-", &[("any", 20)]),
        ("glptt-", &[("hex", 40)]),
        ("GR1348941", &[("any", 20)]),
        ("AIza", &[("any", 35)]),
        ("GOCSPX-", &[("any", 28)]),
        ("ya29.", &[("any", 40)]),
        ("glc_", &[("any", 60)]),
        ("glsa_", &[("any", 32), ("_", 0), ("hex", 8)]),
        ("eyJrIjoi", &[("any", 80)]),
        ("gsk_", &[("any", 52)]),
        ("pat.a1B2c3D4e5F6g7H8a1B2c3.", &[("hex", 24), (".", 0), ("any", 20)]),
        ("HRKU-", &[("any", 40)]),
        ("pat-na1-", &[(UUID, 0)]),
        ("hf_", &[("letters", 34)]),
        ("api_org_", &[("letters", 34)]),
        ("ico-", &[("any", 32)]),
        ("s-s4t2ud-", &[("hex", 64)]),
        ("eyJ", &[("any", 20), (".eyJ", 0), ("any", 30), (".", 0), ("any", 40)]),
        ("sdk-", &[(UUID, 0)]),
        ("lin_api_", &[("any", 40)]),
        ("live_pub_", &[("hex", 31)]),
        ("key-", &[("hex", 32)]),
        ("sk.eyJ1Ijoi", &[("any", 40), (".", 0), ("any", 22)]),
        ("example.webhook.office.com/webhookb2/", &[("any", 120)]),
        ("NRAK-", &[("upper", 27)]),
        ("NRJS-", &[("hex", 19)]),
        ("ntn_", &[("digits", 11), ("any", 35)]),
        ("secret_", &[("any", 43)]),
        ("npm_", &[("any", 36)]),
        ("oy2", &[("lower", 43)]),
        ("API-", &[("upper", 26)]),
        ("sha256~", &[("any", 43)]),
        ("pplx-", &[("any", 48)]),
        ("access-sandbox-", &[(UUID, 0)]),
        ("pscale_tkn_", &[("any", 43)]),
        ("PMAK-", &[("hex", 24), ("-", 0), ("hex", 34)]),
        ("pnu_", &[("lower", 36)]),
        ("pul-", &[("hex", 40)]),
        ("pypi-AgEIcHlwaS5vcmc", &[("any", 60)]),
        ("rdme_", &[("lower", 70)]),
        ("r8_", &[("any", 37)]),
        ("rubygems_", &[("hex", 48)]),
        ("tk-us-", &[("any", 48)]),
        ("SG.", &[("any", 22), (".", 0), ("any", 43)]),
        ("sntrys_", &[("any", 120)]),
        ("sntryu_", &[("hex", 64)]),
        ("sm_pat_", &[("any", 16)]),
        ("shippo_live_", &[("hex", 40)]),
        ("shpat_", &[("hex", 32)]),
        ("xoxb-", &[("any", 30)]),
        ("xapp-1-", &[("any", 30)]),
        ("hooks.slack.com/services/", &[("any", 40)]),
        ("squ_", &[("any", 40)]),
        ("sgp_", &[("hex", 40)]),
        ("sq0atp-", &[("any", 22)]),
        ("sk_live_", &[("any", 24)]),
        ("whsec_", &[("any", 32)]),
        ("sbp_", &[("hex", 40)]),
        ("tskey-auth-", &[("any", 11), ("-", 0), ("any", 32)]),
        ("SK", &[("hex", 32)]),
        ("AAAAAAAAAAAAAAAAAAAAA", &[("any", 90)]),
        ("tfp_", &[("any", 59)]),
        ("hvs.", &[("any", 30)]),
        ("vercel_blob_rw_", &[("any", 40)]),
        ("xai-", &[("any", 80)]),
        ("AQVN", &[("any", 36)]),
        ("YC", &[("any", 38)]),
        ("hooks.zapier.com/hooks/catch/", &[("digits", 7), ("/", 0), ("lower", 7)]),
        ("-----BEGIN RSA PRIVATE KEY-----\n", &[("any", 64), ("\n", 0), ("any", 64)]),
        ("redis://admin:", &[("hunter2", 0), ("@db", 0)]),
    ];

    fn example(number: usize) -> String {
        let (beginning, parts) = EXAMPLES[number];
        let rest = parts.iter().map(|(class, length)| if *length == 0 { (*class).to_owned() } else { drawn(class, *length) });
        format!("{beginning}{}", rest.collect::<String>())
    }

    #[test]
    fn every_shape_is_found_and_never_repeated() {
        assert_eq!(EXAMPLES.len(), SHAPES.len());
        for (number, (what, _)) in SHAPES.iter().enumerate() {
            let text = format!("see {} there", example(number));
            let found = secrets(&text);
            assert_eq!(found.iter().map(|secret| secret.what).collect::<Vec<_>>(), [*what], "{text}");
            let masked = masked(&text);
            assert_eq!((masked.len(), secrets(&masked)), (text.len(), vec![]), "{masked}");
            assert!(!masked.contains(&text[found[0].hidden.clone()]), "{masked}");
        }
    }

    #[test]
    fn what_only_begins_like_a_secret_is_left_alone() {
        for (number, (what, _)) in SHAPES.iter().enumerate() {
            let (beginning, _) = EXAMPLES[number];
            let whole = example(number);
            let alikes = [
                format!("the prefix {beginning} of its tokens"),
                format!("{beginning}xxx"),
                whole[..beginning.len() + (whole.len() - beginning.len()) / 8].to_owned(),
                whole.replace(&whole[beginning.len()..], &"x".repeat(whole.len() - beginning.len())),
            ];
            for alike in alikes {
                assert_eq!(secrets(&alike), [], "{what}: {alike}");
            }
            if beginning.starts_with(|first: char| first.is_ascii_alphanumeric())
                && !whole.contains("://")
                && !beginning.contains('.')
            {
                let found = secrets(&format!("x{whole}"));
                assert!(found.is_empty(), "{what} within a word: {found:?}");
            }
        }
        for text in [
            "API-REFERENCE",
            "YCombinator",
            "SKU-1234",
            "key-value stores",
            "v1.0-rc.1",
            "sha256~ of the image",
            "patience.",
            "a live_pub_sub",
        ] {
            assert_eq!(secrets(text), [], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_secret_is_left_alone() {
        let words = [
            "postgres://app:***@db/orders and redis://$USER:$PASSWORD@cache and amqp://<user>:<password>@mq",
            "https://example.com:8443/a@b and http://[::1]:80/x and mailto://a:b@",
            "the header `Authorization: Bearer <token>`, or Bearer authentication-of-one-service-by-another",
            "AKIAIOSFODNN7EXAMPLE and ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "a file that begins with -----BEGIN PRIVATE KEY----- and goes on for many lines",
            "e30.eyJ and eyJhbGciOi... and task_live_1234567890abcdef and XAKIAA2B3C4D5E6F7G2H3",
        ];
        for text in words {
            assert_eq!(secrets(text), [], "{text}");
            assert!(matches!(masked(text), Cow::Borrowed(_)));
        }
    }

    #[test]
    fn a_secret_is_hidden_as_a_file_escapes_it_too() {
        let line = format!(r#"key = "it was\nghp_{}\n""#, "a1B2c3D4e5".repeat(4));
        assert!(!masked(&line).contains("a1B2"));
        let line = format!(r#"key = "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----""#, "a1B2c3D4e5".repeat(4));
        assert!(masked(&line).contains("-----\\n****") && !masked(&line).contains("a1B2"), "{}", masked(&line));
    }
}
