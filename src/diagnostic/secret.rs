//! Keys, tokens and passwords by the shapes that their issuers publish, and how a report shows a text without them.
//!
//! A report is read by more people than the file, and kept in the logs of a public pipeline: whatever it is about, no secret of
//! these shapes is repeated in it. The search is linear in the text.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

/// A secret in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// What it is, with an article.
    pub what: &'static str,
    /// Where it stands, with the words by which it is known.
    pub bytes: Range<usize>,
    /// What must not be repeated.
    hidden: Range<usize>,
}

/// What a kind of secret is called, and its shape: the group is what must not be repeated, and is ASCII.
const SHAPES: &[(&str, &str)] = &[
    ("an AWS access key", "(?:AKIA|ASIA|ABIA|ACCA)([A-Z2-7]{16})"),
    ("an AWS secret key", r#"(?:AWS_SECRET_ACCESS_KEY|aws_secret_access_key)["']?\s*[=:]\s*["']?([A-Za-z0-9/+]{40})"#),
    ("an Azure storage key", "AccountKey=([A-Za-z0-9/+]{86}==)"),
    ("a bearer token", "[Bb]earer +([A-Za-z0-9._~+/-]{20,}=*)"),
    ("a DigitalOcean token", "do[opr]_v1_([a-f0-9]{64})"),
    ("a GitHub token", "gh[pousr]_([A-Za-z0-9]{36,255})"),
    ("a GitHub token", "github_pat_([A-Za-z0-9_]{36,255})"),
    ("a GitLab token", "glpat-([A-Za-z0-9_-]{20,255})"),
    ("a Google API key", "AIza([A-Za-z0-9_-]{35})"),
    ("a Google OAuth token", r"ya29\.([A-Za-z0-9_-]{30,})"),
    ("a JSON web token", r"eyJ([A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,})"),
    ("an npm token", "npm_([A-Za-z0-9]{36})"),
    ("a PyPI token", "pypi-AgEIcHlwaS5vcmc([A-Za-z0-9_-]{50,})"),
    ("an API key", "sk-(?:ant|proj|svcacct)-([A-Za-z0-9_-]{20,})"),
    ("a SendGrid key", r"SG\.([A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64})"),
    ("a Shopify token", "shp(?:at|ca|pa|ss)_([a-fA-F0-9]{32})"),
    ("a Slack token", "xox[abeoprs]-([A-Za-z0-9-]{10,255})"),
    ("a Slack token", "xapp-([0-9]-[A-Za-z0-9-]{10,255})"),
    ("a Slack webhook", "hooks\\.slack\\.com/services/([A-Za-z0-9/_-]{30,})"),
    ("a Stripe key", "(?:sk|rk)_live_([A-Za-z0-9]{10,255})"),
    ("a Vault token", r"hv[bs]\.([A-Za-z0-9_-]{24,})"),
    (
        "a private key",
        r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----(?:[\s>]|\\[nr])*([A-Za-z0-9+/]{20}[A-Za-z0-9+/=\s\\>]*)",
    ),
    ("a password", r#"://[^\s/?\#:@"'<>`]*:([!-~&&[^/?\#@"'<>`]]{3,255})@[A-Za-z0-9\[]"#),
];

/// All shapes as one: the number of the group that matches says which.
static ANY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let shapes: Vec<&str> = SHAPES.iter().map(|(_, shape)| *shape).collect();
    Regex::new(&shapes.join("|")).ok()
});

/// The secrets of a text, in their order.
pub fn secrets(text: &str) -> Vec<Secret> {
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(captures) = ANY.as_ref().and_then(|any| any.captures_at(text, from)) {
        let Some((secret, next)) = read(text, &captures) else { break };
        from = next;
        found.extend(secret);
    }
    found
}

/// The text with stars in the place of what must not be repeated, as long as it was.
pub(super) fn masked(text: &str) -> Cow<'_, str> {
    let secrets = secrets(text);
    if secrets.is_empty() {
        return Cow::Borrowed(text);
    }
    let is_hidden = |at: usize| secrets.iter().any(|secret| secret.hidden.contains(&at));
    let star = |(at, character): (usize, char)| if is_hidden(at) && !character.is_whitespace() { '*' } else { character };
    Cow::Owned(text.char_indices().map(star).collect())
}

/// What has the shape of a secret, if it is one, and where to go on.
fn read(text: &str, captures: &Captures<'_>) -> Option<(Option<Secret>, usize)> {
    let whole = captures.get(0)?;
    let (shape, hidden) = captures.iter().skip(1).enumerate().find_map(|(shape, group)| Some((shape, group?)))?;
    if continues_a_word(text, whole.start()) || is_stand_in(SHAPES[shape].0, hidden.as_str()) {
        return Some((None, whole.start() + 1));
    }
    let bytes = whole.start()..hidden.end();
    Some((Some(Secret { what: SHAPES[shape].0, bytes, hidden: hidden.range() }), hidden.end()))
}

/// Whether a match begins inside of a word. The letter of an escape such as `\n`, as a file writes it, is none.
fn continues_a_word(text: &str, start: usize) -> bool {
    let begins_a_word = text[start..].starts_with(|first: char| first.is_ascii_alphanumeric());
    let before = &text[..start];
    let is_escape = before.ends_with(r"\n") || before.ends_with(r"\r") || before.ends_with(r"\t");
    begins_a_word && !is_escape && before.ends_with(|last: char| last.is_alphanumeric() || last == '_')
}

/// Whether it stands in the place of a secret: stars, a variable, an example of the vendor's own manual, or mere words.
fn is_stand_in(what: &str, hidden: &str) -> bool {
    let is_one_character = hidden.chars().all(|character| hidden.starts_with(character));
    let is_variable = hidden.starts_with(['$', '{', '[', '%', '(']);
    let is_said = ["redacted", "removed", "masked", "hidden"].iter().any(|word| hidden.eq_ignore_ascii_case(word));
    let is_words = matches!(what, "a bearer token" | "an API key") && !hidden.contains(|c: char| c.is_ascii_digit());
    is_one_character || is_variable || is_said || is_words || hidden.contains("EXAMPLE")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shapes of secrets, put together here so that no scanner of repositories takes this file for a leak.
    fn shaped() -> Vec<(&'static str, String)> {
        let body = |length: usize| "a1B2c3D4e5".repeat(26)[..length].to_owned();
        let hex = |length: usize| "0123456789abcdef".repeat(4)[..length].to_owned();
        vec![
            ("an AWS access key", format!("AKIA{}", "A2B3C4D5E6F7G2H3")),
            ("an AWS secret key", format!("aws_secret_access_key = \"{}", body(40))),
            ("an Azure storage key", format!("AccountKey={}==", body(86))),
            ("a bearer token", format!("Bearer {}", body(24))),
            ("a DigitalOcean token", format!("dop_v1_{}", hex(64))),
            ("a GitHub token", format!("ghp_{}", body(36))),
            ("a GitHub token", format!("github_pat_{}", body(82))),
            ("a GitLab token", format!("glpat-{}", body(20))),
            ("a Google API key", format!("AIza{}", body(35))),
            ("a Google OAuth token", format!("ya29.{}", body(40))),
            ("a JSON web token", format!("eyJ{}.eyJ{}.{}", body(20), body(30), body(40))),
            ("an npm token", format!("npm_{}", body(36))),
            ("a PyPI token", format!("pypi-AgEIcHlwaS5vcmc{}", body(60))),
            ("an API key", format!("sk-ant-{}", body(40))),
            ("a SendGrid key", format!("SG.{}.{}", body(22), body(43))),
            ("a Shopify token", format!("shpat_{}", hex(32))),
            ("a Slack token", format!("xoxb-{}", body(30))),
            ("a Slack token", format!("xapp-1-{}", body(30))),
            ("a Slack webhook", format!("hooks.slack.com/services/{}", body(40))),
            ("a Stripe key", format!("sk_live_{}", body(24))),
            ("a Vault token", format!("hvs.{}", body(30))),
            ("a private key", format!("-----BEGIN RSA PRIVATE KEY-----\n{}\n{}", body(64), body(64))),
            ("a password", "://admin:hunter2".to_owned()),
        ]
    }

    #[test]
    fn every_shape_is_found_and_never_repeated() {
        let kinds: Vec<&str> = shaped().iter().map(|(what, _)| *what).collect();
        assert_eq!(kinds, SHAPES.iter().map(|(what, _)| *what).collect::<Vec<_>>());
        for (what, secret) in shaped() {
            let text = if what == "a password" { format!("see redis{secret}@db") } else { format!("see {secret} there") };
            let found = secrets(&text);
            assert_eq!(found.iter().map(|secret| secret.what).collect::<Vec<_>>(), [what], "{text}");
            let masked = masked(&text);
            assert_eq!((masked.len(), secrets(&masked)), (text.len(), vec![]), "{masked}");
            assert!(!masked.contains(&text[found[0].hidden.clone()]), "{masked}");
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
