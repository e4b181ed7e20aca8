//! The incident in brief: the impact in figures and the first sentences of the review's texts. It contains only the author's words.

use serde_json::{Value, json};

use crate::config::Config;
use crate::incident::{Analysis, CauseRole, Impact, Incident, Money};
use crate::locale::Locale;
use crate::prose::{self, markdown::plain};
use crate::site::context::BriefContext;
use crate::site::html::Html;

/// The maximum length of an excerpt, in characters.
const LONGEST: usize = 170;
/// The maximum length of a page description, in characters.
const DESCRIPTION: usize = 200;
/// The assumed reading speed.
const WORDS_PER_MINUTE: usize = 200;

/// The impact, the causes and the resolution in brief.
pub(super) fn context(incident: &Incident, locale: &Locale) -> BriefContext {
    let analysis = incident.analysis.as_ref();
    BriefContext {
        impact: incident.impact.as_ref().map(|it| impact(it, locale)).unwrap_or_default(),
        causes: analysis.map(causes).unwrap_or_default(),
        cause_counts: analysis.map(|analysis| cause_counts(analysis, locale)).unwrap_or_default(),
        resolution: analysis.and_then(|analysis| sentences(analysis.resolution.as_deref()?)),
    }
}

/// A summary as plain text, for link previews.
pub(in crate::site::pages) fn description(summary: &str) -> String {
    prose::shortened(&words(summary), DESCRIPTION)
}

/// The review as a `TechArticle` (schema.org), as JSON without `<`, `>` and `&`, so that it is safe in a script element.
pub(super) fn structured_data(incident: &Incident, page: &str, config: &Config) -> Html {
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "headline": incident.title.trim(),
        "identifier": incident.id,
        "inLanguage": config.language,
    });
    let publisher = config.organization.as_ref().map(|name| json!({ "@type": "Organization", "name": name }));
    let day = incident.review.published.map(|day| prose::time::date(day.0));
    let texts = [
        ("description", incident.summary.as_deref().map(description).map(Value::from)),
        ("datePublished", day.map(Value::from)),
        ("url", config.base_url.as_ref().map(|base| format!("{base}{page}").into())),
        ("publisher", publisher),
    ];
    for (key, value) in texts {
        if let Some(value) = value {
            data[key] = value;
        }
    }
    Html::new(data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
}

/// The estimated reading time of a review in minutes, at least one.
pub(super) fn reading_minutes(incident: &Incident) -> usize {
    let mut words = 0;
    incident.each_markdown(&mut |text| words += text.split_whitespace().count());
    words.div_ceil(WORDS_PER_MINUTE).max(1)
}

/// The impact figures as phrases. Without figures, the first sentences about the impact on customers, or else on the business.
fn impact(impact: &Impact, locale: &Locale) -> Vec<String> {
    let count = |name: &str, count: u64| locale.format(name, &[("count", i64::try_from(count).unwrap_or(i64::MAX).into())]);
    let users = match (impact.users_affected, impact.users_affected_percent) {
        (Some(users), Some(share)) => {
            let users = i64::try_from(users).unwrap_or(i64::MAX);
            Some(locale.format("brief_users_share", &[("count", users.into()), ("share", locale.percent(share.0).into())]))
        }
        (Some(users), None) => Some(count("brief_users", users)),
        (None, share) => share.map(|share| locale.format("brief_share", &[("share", locale.percent(share.0).into())])),
    };
    let revenue = |lost: &Money| locale.format("brief_revenue", &[("amount", locale.money(lost).into())]);
    let data = |lost: bool| locale.text(if lost { "brief_data_lost" } else { "brief_no_data_lost" }).to_string();
    let phrases = [
        users,
        impact.requests_failed.map(|requests| count("brief_requests", requests)),
        impact.revenue_lost.as_ref().map(revenue),
        impact.support_tickets.map(|tickets| count("brief_tickets", tickets)),
        impact.data_lost.map(data),
        impact.sla_breached.filter(|breached| *breached).map(|_| locale.text("brief_sla_breached").to_string()),
    ];
    let phrases: Vec<String> = phrases.into_iter().flatten().collect();
    if phrases.is_empty() {
        let text = impact.customer.as_deref().or(impact.business.as_deref());
        return text.and_then(sentences).into_iter().collect();
    }
    phrases
}

/// The first two root causes. Without any, the trigger, or the first contributing factor.
fn causes(analysis: &Analysis) -> Vec<String> {
    let of_role =
        |role: CauseRole| analysis.causes.iter().filter(move |cause| cause.role == role).map(|cause| cause.cause.as_str());
    let mut texts: Vec<&str> = of_role(CauseRole::Root).take(2).collect();
    if texts.is_empty() {
        texts.extend(of_role(CauseRole::Trigger).next().or(analysis.trigger.as_deref()));
    }
    if texts.is_empty() {
        texts.extend(of_role(CauseRole::Contributing).next());
    }
    texts.into_iter().filter_map(sentences).collect()
}

fn cause_counts(analysis: &Analysis, locale: &Locale) -> Vec<String> {
    let count = |role: CauseRole| analysis.causes.iter().filter(|cause| cause.role == role).count();
    let counted = |role: CauseRole| {
        let count = count(role);
        (count > 0).then(|| locale.format(&["count_", role.as_str()].concat(), &[("count", count.into())]))
    };
    [CauseRole::Root, CauseRole::Trigger, CauseRole::Contributing].into_iter().filter_map(counted).collect()
}

/// As many first sentences of a text as fit, or the start of a first sentence that is too long.
fn sentences(text: &str) -> Option<String> {
    let text = words(text);
    let fits = |end: &usize| text[..*end].chars().count() <= LONGEST;
    let ends = text.match_indices(['.', '!', '?', '。']).map(|(at, sign)| at + sign.len());
    let is_end = |end: &usize| text[*end..].chars().next().is_none_or(char::is_whitespace);
    let whole = ends.filter(is_end).take_while(fits).last();
    let short = match whole {
        _ if text.chars().count() <= LONGEST => text,
        Some(end) => text[..end].to_owned(),
        None => prose::shortened(&text, LONGEST),
    };
    (!short.is_empty()).then_some(short)
}

/// A Markdown text as plain text, with whitespace collapsed.
fn words(text: &str) -> String {
    plain(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_ends_with_a_whole_sentence_or_says_that_it_goes_on() {
        let sentence = "The pool of connections was exhausted at v1.2 of the service. ";
        let short = sentences(&sentence.repeat(9)).unwrap();
        assert_eq!(short, sentence.repeat(2).trim());
        let endless = sentences(&"word ".repeat(90)).unwrap();
        assert!(endless.ends_with("word…") && endless.chars().count() <= LONGEST + 1, "{endless}");
        assert_eq!(sentences(" \n"), None);
        assert_eq!(sentences("**Bold** `code`\n[link](https://example.com)").unwrap(), "Bold code link");
    }

    #[test]
    fn structured_data_ends_no_script() {
        let text = "id = \"a\"\ntitle = \"</script><script>alert(1)</script> & <!--\"\nseverity = \"sev1\"";
        let incident: Incident = toml::from_str(text).unwrap();
        let html = serde_json::to_value(structured_data(&incident, "incidents/a/", &Config::default())).unwrap();
        let html = html.as_str().unwrap();
        assert!(!html.contains(['<', '>', '&']), "{html}");
        assert_eq!(serde_json::from_str::<Value>(html).unwrap()["headline"], incident.title);
    }

    #[test]
    fn the_impact_is_the_figures_and_where_there_are_none_the_words() {
        let of = |text: &str| impact(&toml::from_str(text).unwrap(), &Locale::english().unwrap());
        assert_eq!(
            of("users_affected = 1200\nusers_affected_percent = 3.5\ndata_lost = false\nsla_breached = false"),
            ["1,200 users (3.5%)", "no data lost"]
        );
        assert_eq!(of("users_affected_percent = 80"), ["80% of users"]);
        assert_eq!(of("customer = \"Nobody could pay.\"\nregions = [\"eu\"]"), ["Nobody could pay."]);
        assert!(of("").is_empty());
    }

    #[test]
    fn root_causes_come_first_and_of_others_one() {
        let of = |text: &str| causes(&toml::from_str(text).unwrap());
        let cause = |text: &str, role: &str| format!("[[causes]]\ncause = \"{text}\"\nrole = \"{role}\"\n");
        let many = ["c", "r1", "r2", "r3"].map(|text| cause(text, if text == "c" { "contributing" } else { "root" })).concat();
        assert_eq!(of(&many), ["r1", "r2"]);
        assert_eq!(of("trigger = \"t\""), ["t"]);
        assert_eq!(of(&cause("c", "contributing")), ["c"]);
    }
}
