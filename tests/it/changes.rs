//! What is said about the change of an incident is exactly what was edited, and nothing that the reader may not see.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use pir_site::archive::{Archive, Audience, Readership, Record, View};
use pir_site::config::Config;
use pir_site::history::{Fact, compare};
use pir_site::incident::{FieldValue, Incident, TimelineEntry, Visibility};
use pir_site::locale::Locale;
use proptest::prelude::*;

static ENGLISH: LazyLock<Locale> = LazyLock::new(|| Locale::english().unwrap());

/// An incident with something under every key that the edits touch.
const BASE: &str = include_str!("changes.toml");

fn base() -> Incident {
    toml::from_str(BASE).unwrap()
}

/// What a reader sees of an incident.
fn seen(incident: Incident, audience: Audience) -> Incident {
    let record = Record::new(Arc::new(incident), "a.toml", Path::new("content"));
    let archive = Archive { records: vec![Arc::new(record)], ..Archive::default() };
    let view = View::new(archive, &Config::default(), Readership { audience, drafts: true }, "2026-11-24".parse().unwrap());
    (*view.cases[0].incident).clone()
}

fn facts(before: Incident, after: Incident, audience: Audience) -> Vec<Fact> {
    compare(&seen(before, audience), &seen(after, audience), &Config::default(), &ENGLISH)
}

fn texts(edit: impl FnOnce(&mut Incident)) -> Vec<String> {
    let mut after = base();
    edit(&mut after);
    facts(base(), after, Audience::Public).iter().map(|fact| fact.text(&ENGLISH)).collect()
}

/// An edit with words of its own, and the key and the change that it must be listed as. No two touch the same value.
type Edit = (&'static str, fn(&mut Incident, &str));

const EDITS: [Edit; 46] = [
    ("title changed", |it, words| it.title.push_str(words)),
    ("severity changed", |it, _| "sev1".clone_into(&mut it.severity)),
    ("summary rewritten", |it, words| it.summary = Some(words.to_owned())),
    ("services added", |it, words| it.services.push(words.to_owned())),
    ("services removed", |it, _| _ = it.services.remove(0)),
    ("tags reordered", |it, _| it.tags.reverse()),
    ("commander removed", |it, _| it.commander = None),
    ("near_miss added", |it, _| it.near_miss = true),
    ("fields.region changed", |it, words| _ = it.fields.insert("region".to_owned(), FieldValue::Text(words.to_owned()))),
    ("fields.customers added", |it, _| _ = it.fields.insert("customers".to_owned(), FieldValue::List(vec!["x".to_owned()]))),
    ("fields.ticket removed", |it, _| _ = it.fields.remove("ticket")),
    ("milestones.resolved changed", |it, _| it.milestones.resolved = it.milestones.mitigated),
    ("milestones.declared added", |it, _| it.milestones.declared = it.milestones.started),
    ("milestones.approximate added", |it, _| it.milestones.approximate.push(pir_site::incident::Milestone::Started)),
    ("detection.method changed", |it, _| {
        it.detection.as_mut().unwrap().method = Some(pir_site::incident::DetectionMethod::Customer);
    }),
    ("detection.signals added", |it, words| it.detection.as_mut().unwrap().signals.insert(0, words.to_owned())),
    ("impact.customer added", |it, words| it.impact.as_mut().unwrap().customer = Some(words.to_owned())),
    ("impact.users_affected changed", |it, _| it.impact.as_mut().unwrap().users_affected = Some(17)),
    ("impact.revenue_lost.amount changed", |it, _| {
        it.impact.as_mut().unwrap().revenue_lost.as_mut().unwrap().amount = 17.5;
    }),
    ("severity_changes.reason added", |it, words| it.severity_changes[0].reason = Some(words.to_owned())),
    ("responders removed", |it, _| _ = it.responders.remove(0)),
    ("responders.role changed", |it, words| it.responders.last_mut().unwrap().role = Some(words.to_owned())),
    ("timeline.event rewritten", |it, words| it.timeline[0].event.push_str(words)),
    ("timeline.by added", |it, words| it.timeline[1].by = Some(words.to_owned())),
    ("timeline removed", |it, _| it.timeline.retain(|entry| !entry.event.starts_with("Disk"))),
    ("timeline added", |it, words| {
        let at = it.timeline[0].at;
        it.timeline.push(TimelineEntry::new(at, words));
    }),
    ("communications.message rewritten", |it, words| it.communications[0].message.push_str(words)),
    ("analysis.narrative removed", |it, _| it.analysis.as_mut().unwrap().narrative = None),
    ("analysis.causes.cause rewritten", |it, words| it.analysis.as_mut().unwrap().causes[0].cause.push_str(words)),
    ("analysis.causes.evidence added", |it, words| it.analysis.as_mut().unwrap().causes[1].evidence.push(words.to_owned())),
    ("analysis.five_whys.whys.answer rewritten", |it, words| {
        it.analysis.as_mut().unwrap().five_whys[0].whys[0].answer.as_mut().unwrap().push_str(words);
    }),
    ("analysis.fishbone removed", |it, _| it.analysis.as_mut().unwrap().fishbone = None),
    ("analysis.bow_tie.threats.barriers.held changed", |it, _| {
        it.analysis.as_mut().unwrap().bow_tie.as_mut().unwrap().threats[0].barriers[0].held = Some(true);
    }),
    ("lessons.learned added", |it, words| it.lessons.as_mut().unwrap().learned.insert(0, words.to_owned())),
    ("lessons.went_well rewritten", |it, _| it.lessons.as_mut().unwrap().went_well[0].push_str(" so")),
    ("actions.status changed", |it, _| it.actions.last_mut().unwrap().status = pir_site::incident::ActionStatus::Done),
    ("actions.owner changed", |it, words| it.actions.last_mut().unwrap().owner = Some(words.to_owned())),
    ("actions removed", |it, _| it.actions.retain(|action| !action.title.starts_with("Remove"))),
    ("actions added", |it, words| it.actions.insert(0, pir_site::incident::Action::new(words))),
    ("follow_up.reviews.done added", |it, _| {
        let review = &mut it.follow_up.as_mut().unwrap().reviews[0];
        review.done = Some(review.due);
    }),
    ("review.published changed", |it, _| it.review.published = it.review.held),
    ("review.approvers added", |it, words| it.review.approvers.push(words.to_owned())),
    ("references.url changed", |it, words| it.references[0].url = Some(format!("https://example.com/{words}"))),
    ("sections.body rewritten", |it, words| words.clone_into(&mut it.sections[0].body)),
    ("sections.title changed", |it, words| it.sections[1].title.push_str(words)),
    ("sections removed", |it, _| it.sections.truncate(2)),
];

/// Edits of what only the organisation sees.
const INTERNAL_EDITS: [fn(&mut Incident, &str); 5] = [
    |it, words| {
        it.timeline.iter_mut().filter(|entry| is_internal(entry.visibility)).for_each(|entry| words.clone_into(&mut entry.event));
    },
    |it, words| {
        it.actions
            .iter_mut()
            .filter(|action| is_internal(action.visibility))
            .for_each(|action| words.clone_into(&mut action.title));
    },
    |it, words| {
        it.sections
            .iter_mut()
            .filter(|section| is_internal(section.visibility))
            .for_each(|section| words.clone_into(&mut section.body));
    },
    |it, words| {
        let mut entry = TimelineEntry::new(it.timeline[0].at, words);
        entry.visibility = Visibility::Internal;
        it.timeline.insert(0, entry);
    },
    |it, _| it.references.retain(|reference| !is_internal(reference.visibility)),
];

fn is_internal(visibility: Visibility) -> bool {
    visibility == Visibility::Internal
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn exactly_the_edits_are_listed(
        chosen in prop::collection::btree_set(0..EDITS.len(), 0..12),
        internal in prop::collection::btree_set(0..INTERNAL_EDITS.len(), 0..INTERNAL_EDITS.len()),
        words in prop::collection::vec("[a-z]{5,9}( [a-z]{5,9}){2,4}", 60),
    ) {
        let (mut after, mut expected) = (base(), Vec::new());
        for index in chosen {
            let (key, edit) = EDITS[index];
            edit(&mut after, &words[index]);
            expected.push(key.to_owned());
        }
        for (index, words) in internal.into_iter().zip(&words[50..]) {
            INTERNAL_EDITS[index](&mut after, words);
        }
        let found = facts(base(), after, Audience::Public);
        let mut listed: Vec<String> = found.iter().map(|fact| format!("{} {}", fact.key, fact.change.as_str())).collect();
        listed.sort();
        expected.sort();
        prop_assert_eq!(listed, expected, "{:?}", found.iter().map(|fact| fact.text(&ENGLISH)).collect::<Vec<_>>());
    }

    #[test]
    fn the_sentences_for_a_published_page_quote_no_word_that_was_removed(
        chosen in prop::collection::btree_set(0..EDITS.len(), 1..20),
        words in prop::collection::vec("[A-Z]{5,9}( [A-Z]{5,9}){2,4}", 60),
    ) {
        let mut before = base();
        for index in chosen {
            EDITS[index].1(&mut before, &words[index]);
        }
        for fact in facts(before, base(), Audience::Public) {
            let sentence = fact.current_text(&ENGLISH);
            for word in words.iter().flat_map(|words| words.split(' ')) {
                prop_assert!(!sentence.contains(word), "{}", sentence);
            }
        }
    }
}

#[test]
fn an_internal_edit_is_no_change_for_the_public_and_one_for_the_organisation() {
    for (index, edit) in INTERNAL_EDITS.iter().enumerate() {
        let mut after = base();
        edit(&mut after, "canary words");
        assert_eq!(facts(base(), after.clone(), Audience::Public), [], "{index}");
        assert!(!facts(base(), after, Audience::Internal).is_empty(), "{index}");
    }
}

#[test]
fn changes_are_described_in_plain_words() {
    let minutes = |count: i64| jiff::SignedDuration::from_mins(count);
    let moved = |it: &mut Incident, by| {
        let resolved = it.milestones.resolved.and_then(pir_site::incident::Moment::instant).unwrap();
        it.milestones.resolved = Some(pir_site::incident::Moment::Instant(resolved + by));
    };
    assert_eq!(texts(|it| "sev1".clone_into(&mut it.severity)), ["severity SEV3 → SEV1"]);
    assert_eq!(texts(|it| moved(it, minutes(14))), ["resolved 14 minutes later"]);
    assert_eq!(texts(|it| moved(it, minutes(-61))), ["resolved 1 hour and 1 minute earlier"]);
    assert_eq!(texts(|it| it.milestones.resolved = None), ["resolved removed (was 2024-03-15 12:05 UTC)"]);
    assert_eq!(texts(|it| it.actions[0].status = pir_site::incident::ActionStatus::Done), ["action item “Add an alert” closed"]);
    assert_eq!(texts(|it| "Other words.".clone_into(&mut it.sections[0].body)), ["section “Impact” rewritten"]);
    assert_eq!(texts(|it| it.impact.as_mut().unwrap().users_affected = Some(12_000)), ["users affected 1,200 → 12,000"]);
    assert_eq!(texts(|it| it.services.clear()), ["service “payments” removed", "service “search” removed"]);
    assert_eq!(texts(|it| it.timeline[0].event.push_str(" again")), ["timeline entry of 2024-03-15 09:00 UTC rewritten"]);
    assert_eq!(texts(|it| it.review.owner = Some("Ada".to_owned())), ["review owner set to “Ada”"]);
    assert_eq!(texts(|it| it.analysis.as_mut().unwrap().fishbone = None), ["fishbone removed"]);
}

#[test]
fn a_milestone_on_a_timeline_entry_moves_as_one_fact() {
    let marked = |at: &str| {
        let text = BASE.replace("milestones.resolved = 2024-03-15T12:05:00Z\n", "");
        let mut incident: Incident = toml::from_str(&text).unwrap();
        incident.timeline[2].milestone = Some(pir_site::incident::Milestone::Resolved);
        incident.timeline[2].at = pir_site::incident::Moment::Instant(at.parse().unwrap());
        incident
    };
    let found = facts(marked("2024-03-15T11:00:00Z"), marked("2024-03-15T11:14:00Z"), Audience::Public);
    assert_eq!(found.iter().map(|fact| fact.text(&ENGLISH)).collect::<Vec<_>>(), ["resolved 14 minutes later"]);
}

#[test]
fn no_two_edits_are_listed_as_one_key() {
    let keys: BTreeSet<&str> = EDITS.iter().map(|(key, _)| *key).collect();
    assert_eq!(keys.len(), EDITS.len());
}

#[test]
fn every_catalog_has_words_of_its_own_for_every_change() {
    let catalogs = pir_site::theme::Theme::embedded().unwrap().catalogs;
    let languages: Vec<&str> =
        catalogs.iter().map(|catalog| catalog.language.as_str()).filter(|language| *language != "en").collect();
    assert!(languages.len() + 1 == catalogs.len() && !languages.is_empty(), "{languages:?}");
    for language in languages {
        let locale = Locale::new(language, &catalogs);
        for (key, edit) in EDITS {
            let mut after = base();
            edit(&mut after, "new words here");
            let said = |locale: &Locale| {
                let facts =
                    compare(&seen(base(), Audience::Public), &seen(after.clone(), Audience::Public), &Config::default(), locale);
                facts.iter().map(|fact| fact.text(locale)).collect::<Vec<_>>()
            };
            let (english, own) = (said(&ENGLISH), said(&locale));
            assert_eq!(own.len(), english.len());
            for (one, other) in own.iter().zip(&english) {
                assert!(one != other && !one.contains("fact_"), "{language}, {key}: {one}");
            }
        }
    }
}
