//! Lessons and action items.

use crate::diagnostic::at;
use crate::import::draft::Draft;
use crate::import::tree::{Node, Object, Value};
use crate::import::{moments, stamp, vocabulary};
use crate::incident::{Action, Day, Lessons};
use jiff::tz::TimeZone;

pub(super) fn read(draft: &mut Draft<'_>, object: &mut Object) {
    lessons(draft, object);
    for key in ["action_items", "actions", "preliminary_action_items"] {
        for node in object.take(key).map(Node::into_list).unwrap_or_default() {
            action(draft, node);
        }
    }
}

fn lessons(draft: &mut Draft<'_>, object: &mut Object) {
    let mut lessons = Lessons::default();
    kinds(draft, object, &mut lessons);
    for key in ["lessons_learned", "lessons_learned_preview", "lessons"] {
        learned(draft, object, key, &mut lessons);
    }
    draft.incident.lessons = Some(lessons).filter(|lessons| *lessons != Lessons::default());
}

/// Lessons of each kind, under a key of their own.
fn kinds(draft: &mut Draft<'_>, object: &mut Object, lessons: &mut Lessons) {
    let Lessons { went_well, went_poorly, got_lucky, .. } = lessons;
    for (list, keys) in [
        (went_well, ["what_went_well", "went_well"]),
        (went_poorly, ["what_went_wrong", "went_poorly"]),
        (got_lucky, ["where_we_got_lucky", "got_lucky"]),
    ] {
        list.extend(object.take_texts(&keys).into_iter().filter_map(|(text, span)| draft.content(text, span)));
    }
}

/// Lessons in a list, or in a table by kind or category.
fn learned(draft: &mut Draft<'_>, object: &mut Object, key: &str, lessons: &mut Lessons) {
    if let Some((mut by_kind, span)) = object.take_object(key) {
        kinds(draft, &mut by_kind, lessons);
        for (category, node) in std::mem::take(&mut by_kind.entries) {
            let mut one = Object { entries: vec![(category.clone(), node)] };
            let texts = one.take_texts(&[&category]);
            lessons.learned.extend(texts.into_iter().filter_map(|(text, span)| draft.content(text, span)));
            by_kind.entries.extend(one.entries);
        }
        object.put_back(key, by_kind, span);
    }
    let texts = object.take_texts(&[key]);
    lessons.learned.extend(texts.into_iter().filter_map(|(text, span)| draft.content(text, span)));
}

/// An action item as a text, or as an object.
fn action(draft: &mut Draft<'_>, node: Node) {
    let span = node.span.clone();
    match node.value {
        Value::Object(mut item) => of_table(draft, &mut item),
        _ => {
            let title = node.scalar().and_then(|text| draft.content(text, span));
            draft.incident.actions.extend(title.map(Action::new));
        }
    }
}

fn of_table(draft: &mut Draft<'_>, item: &mut Object) {
    let mut text = |keys: &[&str]| {
        let (text, span) = item.take_text(keys)?;
        draft.content(text, span)
    };
    let mut action = Action {
        description: text(&["description"]),
        success_criteria: text(&["success_criteria"]),
        owner: text(&["owner", "assignee"]),
        team: text(&["team"]),
        reason: text(&["reason"]),
        id: text(&["id"]),
        ..Action::new(text(&["title", "action", "name"]).unwrap_or_default())
    };
    action.kind = item.take_if(&["type", "kind", "category"], vocabulary::action_kind).map(|(kind, _)| kind);
    action.priority = item.take_if(&["priority"], vocabulary::priority).map(|(priority, _)| priority);
    action.status = item.take_if(&["status"], vocabulary::action_status).map(|(status, _)| status).unwrap_or_default();
    action.due = item.take_if(&["deadline", "due", "due_date"], day).map(|(day, _)| day);
    action.closed = item.take_if(&["closed", "completed_at", "closed_at"], day).map(|(day, _)| day);
    action.url =
        item.take_if(&["url", "link", "ticket"], |text| text.starts_with("http").then(|| text.to_owned())).map(|(url, _)| url);
    if action.title.is_empty() {
        action.title = action.description.take().map(|text| vocabulary::title_of(&text)).unwrap_or_default();
    }
    draft.remove_private(item, "Action items");
    if !item.is_empty() {
        let more = item.markdown();
        action.description = Some(action.description.map_or_else(|| more.clone(), |text| format!("{text}\n\n{more}")));
    }
    if action.title.is_empty() {
        draft.unsure(at!["actions", draft.incident.actions.len(), "title"], draft.span(), "the source has no title for this one");
        "Action item without a title".clone_into(&mut action.title);
    }
    draft.incident.actions.push(action);
}

/// A day, unless its month and its day could be the other way round.
fn day(text: &str) -> Option<Day> {
    let (day, is_ambiguous) = stamp::day(text).or_else(|| {
        let moment = moments::read(text, &TimeZone::UTC)?.moment;
        Some((moment.day(&TimeZone::UTC), false))
    })?;
    (!is_ambiguous).then_some(Day(day))
}
