//! Details of an action item beside its title: its owner, due date, priority, state and ticket.

use std::ops::Range;

use regex::Captures;

use super::blocks::{BlockKind, Outline};
use super::text::{self, append, put, words};
use super::{due_date, facts, people, references};
use crate::import::boilerplate::is_boilerplate;
use crate::import::names;
use crate::import::pattern::Pattern;
use crate::import::vocabulary::{self, TICKED};
use crate::incident::{Action, ActionStatus};

/// A longer line, in bytes, is a text without details.
const LONGEST: usize = 1000;

/// The labels of an owner.
const OWNER: &[&str] = &["owner", "owners", "assignee", "assigned to", "dri"];

/// The labels of a due date.
const DUE: &[&str] = &[
    "due",
    "by",
    "bis",
    "eta",
    "deadline",
    "until",
    "target",
    "estimated completion",
    "expected completion",
    "target completion",
];

/// What stands between details.
const SEPARATORS: [char; 8] = ['.', ';', ',', '|', '-', '–', '—', ' '];

fn short(line: &str) -> Option<&str> {
    (line.len() <= LONGEST).then_some(line)
}

/// What may stand at the end of an item, the last first: `Limit it - @ada (due 2024-04-01)`.
static TAILS: [Pattern; 7] = [
    Pattern::new(r"^(?P<title>.+?)\s*(?:\((?P<tail>[^()]*(?:\([^()]*\)[^()]*)*)\)|\[(?P<square>[^\[\]]*)\])\.?$"),
    Pattern::new(
        r"^(?P<title>.+?)\s(?:(?:[-–—/·]|--)\s+(?P<tail>(?:[^-–—]|\b[-–—]\b)+)|(?P<mention>@[\w.-]+|\#\d+|\[[^\[\]]+\]\(mailto:[^()\s]+\)))\.?$",
    ),
    // `Limit it (#12), Ada Brandt`
    Pattern::new(r"^(?P<title>.+\)),\s+(?P<tail>[^()]{3,60})$"),
    // `Limit it (@ada) [OPS-12](https://...)`
    Pattern::new(r"^(?P<title>.+\))\s+(?P<tail>\[[^\[\]]+\]\([^()\s]+\)|[A-Z][A-Z0-9_]+-\d+)\.?$"),
    // `Limit it by 1 April 2024`, `Limit it, April 1, 2024`
    Pattern::new(r"(?i)^(?P<title>.+\S)\s(?P<tail>(?:due )?by [^()\[\]]{5,30})$"),
    Pattern::new(r"^(?P<title>.+?\S),\s(?P<tail>[^,()\[\]]{3,15}\d(?:,\s\d{4})?)$"),
    // `~~Limit it~~ done in #12`
    Pattern::new(r"^~{1,2}(?P<title>[^~]+)~{1,2}[\s:–—-]+(?P<tail>[^~]+)$"),
];

/// A mark before or behind an item that says how it stands: `✅ Limit the cache`, `Limit the cache ✔️`, `DONE: Limit the cache`.
static MARK: Pattern = Pattern::new(
    r"(?i)^(?:(?P<sign>[✔✅☑✓🟢⏳🚧☐⬜🔲])\u{fe0f}?\s*[-–—:]?\s*(?P<rest>.+)|(?:\*\*|[\[(])?(?P<word>done|completed?|finished|fixed|closed|in progress|wip|todo)(?:\*\*:|:\*\*|[\])]:?|:|\s+[-–—])\s+(?P<after>.+)|(?P<front>.+\S)\s+(?:\*\*|__|\[|`)\(?(?P<end>done|completed?|finished|fixed|closed|in progress|wip|todo)\)?(?:\*\*|__|\]|`)\.?|(?P<before>.+?)[\s(\[-]*(?P<last>[✔✅☑✓🟢⏳🚧☐⬜🔲])\u{fe0f}?[)\]]?\.?)$",
);

/// A line without the details that stand in it by name: `**Action**: Limit it **Owner**: Ada **Due**: 2024-04-01`.
pub(super) fn without_named(line: &str, action: &mut Action) -> Option<String> {
    static NAMED: Pattern = Pattern::new(r"(?:\*\*|__)(?P<name>[^*_\n]{1,30}?):?(?:\*\*|__):?\s*(?P<value>[^*\n]*)");
    let found: Vec<_> = NAMED.captures_iter(line).collect();
    let is_title = |name: &str| names::is("action.title", name);
    let first = found.iter().find(|it| names::is("action.detail", &it["name"]) || is_title(&it["name"]))?;
    if found.len() < 2 && is_title(&first["name"]) {
        return (first.get(0)?.start() == 0 && !first["value"].trim().is_empty()).then(|| first["value"].trim().to_owned());
    }
    let mut known = action.clone();
    let mut title = line[..first.get(0)?.start()].trim().to_owned();
    for it in found.iter().skip_while(|it| it.get(0).map(|it| it.start()) != first.get(0).map(|it| it.start())) {
        let value = it["value"].trim().trim_end_matches([',', ';', '|', ')']).trim();
        if is_title(&it["name"]) && title.is_empty() {
            value.clone_into(&mut title);
        } else if !detail(&mut known, &it["name"], value) {
            return None;
        }
    }
    (!title.is_empty()).then(|| {
        *action = known;
        title
    })
}

/// A line without the mark that says how the item stands.
pub(super) fn without_mark(line: &str, action: &mut Action) -> Option<String> {
    let found = MARK.captures(short(line)?)?;
    let group = |names: [&str; 4]| names.iter().find_map(|name| found.name(name)).map(|group| group.as_str());
    action.status = match group(["sign", "word", "end", "last"])?.to_lowercase().as_str() {
        "⏳" | "🚧" | "in progress" | "wip" => ActionStatus::InProgress,
        "☐" | "⬜" | "🔲" | "todo" => ActionStatus::Open,
        _ => ActionStatus::Done,
    };
    Some(group(["rest", "after", "front", "before"])?.trim().to_owned())
}

/// A line without what stands at its end in parentheses, in brackets or behind a dash, if all of it is understood.
pub(super) fn without_tail(line: &str, action: &mut Action, is_person: impl Fn(&str) -> bool) -> Option<String> {
    static NAMED: Pattern = Pattern::new(
        r"(?i)^(?P<title>.+[.;,)]?)\s+(?P<name>owners?|assignee|assigned to|due(?: date)?|target(?: date)?|deadline|eta|priority|ticket|status):\s*(?P<value>.+?)[.;]?$",
    );
    // `Limit the cache. *(done)*`
    static MARKED: Pattern = Pattern::new(r"[*_]{1,2}(?P<inner>\([^()]*\))[*_]{1,2}\.?$");
    // `Limit the cache. *Owner: Ada. Due: 2024-04-01*`
    static EMPHASIS: Pattern = Pattern::new(r"^(?P<before>.+\s)(?P<sign>[*_])(?P<inner>[^*_]+:[^*_]+)[*_]$");
    let plain =
        short(line).and_then(|line| EMPHASIS.captures(line)).map(|found| format!("{}{}", &found["before"], &found["inner"]));
    let line = plain.as_deref().unwrap_or(line);
    if let Some(found) = short(line).and_then(|line| NAMED.captures(line))
        && !found["value"].contains(". ")
        // `owner: Ada, due 2024-04-01` are several details.
        && (found["value"].matches(',').count() <= usize::from(!found["name"].to_lowercase().starts_with("owner")))
        && found["title"].matches('(').count() == found["title"].matches(')').count()
        && detail(action, &found["name"], found["value"].trim_matches(SEPARATORS))
    {
        return Some(found["title"].trim_end_matches(SEPARATORS).to_owned());
    }
    // `Limit the cache. Completed 2024-04-01.`
    if let Some((title, tail)) = line.rsplit_once(". ").filter(|(_, tail)| tail.len() < 60)
        && understand(tail.trim_end_matches('.'), action)
    {
        return Some(title.to_owned());
    }
    let line = &*MARKED.replace_all(short(line)?, "$inner");
    TAILS.iter().enumerate().find_map(|(at, tail)| understood_tail(line, &tail.captures(line)?, at == 1, action, &is_person))
}

/// What stands before a tail, if all of the tail is understood.
fn understood_tail(
    line: &str,
    found: &Captures<'_>,
    is_dash: bool,
    action: &mut Action,
    is_person: &impl Fn(&str) -> bool,
) -> Option<String> {
    let tail = ["tail", "square", "mention"].iter().find_map(|name| found.name(name))?;
    // The parentheses of a link are not those of a remark.
    if line[..tail.start()].ends_with("](") {
        return None;
    }
    let separators: &[char] = if tail.as_str().contains(';') { &[';', '|'] } else { &[',', '|'] };
    let pieces = tail.as_str().split(separators).flat_map(|piece| piece.split(" / ")).flat_map(|piece| piece.split(" · "));
    let pieces: Vec<&str> = pieces.map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let mut known = action.clone();
    let mut is_marked = false;
    let mut rest = pieces.iter().peekable();
    while let Some(piece) = rest.next() {
        // `due March 6, 2024` has a comma of its own.
        let year = rest.peek().filter(|year| year.len() == 4 && year.parse::<u16>().is_ok());
        if let Some(year) = year
            && understand(&format!("{piece}, {year}"), &mut known)
        {
            rest.next();
            is_marked = true;
        } else if understand(piece, &mut known) {
            is_marked = true;
        } else {
            is_marked |= unlabelled(piece, pieces.len() == 1, is_dash, &mut known, is_person)?;
        }
    }
    // `(done, 2024-04-01)` says when it was done.
    if known.status == ActionStatus::Done
        && action.status != ActionStatus::Done
        && action.due.is_none()
        && known.closed.is_none()
        && pieces.len() > 1
    {
        known.closed = known.due.take();
    }
    is_marked.then(|| {
        *action = known;
        found["title"].trim().to_owned()
    })
}

/// Reads a piece of a tail that nothing marks as a detail: a name. `None` where it is none, otherwise whether it is enough for a
/// tail: a name is, if it is the only piece or known from elsewhere.
fn unlabelled(piece: &str, is_only: bool, is_dash: bool, known: &mut Action, is_person: &impl Fn(&str) -> bool) -> Option<bool> {
    if known.owner.is_none() && is_person(piece) {
        known.owner = Some(people::name(piece));
        return Some(true);
    }
    let is_team =
        piece.ends_with(" team") && (!is_dash || piece.split(' ').count() <= 3 && piece.starts_with(char::is_uppercase));
    if known.team.is_none() && is_team {
        known.team = Some(words(piece));
        return Some(true);
    }
    // A name behind a dash is one if another detail stands behind it.
    let is_apart = !is_only || piece.contains(' ') && (!is_dash || known.due.is_some() || known.url.is_some());
    let is_owner = known.owner.is_none() && is_apart && people::may_be_name(&words(piece));
    is_owner.then(|| {
        known.owner = Some(people::name(piece));
        is_only
    })
}

/// Reads one detail: an owner, a due date, a priority, a ticket. `false` where it is none.
fn understand(piece: &str, action: &mut Action) -> bool {
    let text = words(piece);
    if let Some(person) = people::mailed(piece) {
        return put(&mut action.owner, people::name(person));
    }
    if let [link] = references::links(piece).as_slice()
        && link.is_alone
        && references::is_web(&link.target)
    {
        return linked(&text, piece, &link.target, action);
    }
    if let Some(owner) = labelled(&text, OWNER).or_else(|| text.strip_prefix('@')) {
        return is_boilerplate(owner) || put(&mut action.owner, people::name(owner));
    }
    if let Some(team) = labelled(&text, &["team"]) {
        return put(&mut action.team, team.to_owned());
    }
    if labelled(&text, &["todo", "planned"]).is_some() {
        append(&mut action.description, &text);
        return true;
    }
    if let Some(due) = labelled(&text, DUE) {
        return due_date::set(action, due);
    }
    if let Some(priority) = vocabulary::priority(labelled(&text, &["priority", "prio"]).unwrap_or(&text)) {
        return put(&mut action.priority, priority);
    }
    if let Some(status) =
        vocabulary::action_status(labelled(&text, &["status"]).unwrap_or(&text).trim_start_matches(TICKED).trim())
    {
        action.status = status;
        return true;
    }
    if let Some(rest) = labelled(piece, &["done", "completed", "closed", "fixed"])
        && set_done(action, rest)
    {
        return true;
    }
    if let Some(ticket) = labelled(&text, &["ticket", "jira", "issue", "bug"]).filter(|ticket| is_ticket(ticket)) {
        return put(&mut action.id, ticket.to_owned());
    }
    if is_ticket(&text) {
        return put(&mut action.id, text);
    }
    due_date::set(action, &text)
}

/// The value behind one of the labels, ignoring ASCII case.
fn labelled<'a>(text: &'a str, labels: &[&str]) -> Option<&'a str> {
    labels.iter().find_map(|label| {
        let (name, value) = text.split_at_checked(label.len())?;
        (name.eq_ignore_ascii_case(label) && value.starts_with([':', ' '])).then(|| value.trim_start_matches([':', ' ']))
    })
}

/// Closes the action item if the rest of a detail, behind `done`, is a day or another detail.
fn set_done(action: &mut Action, rest: &str) -> bool {
    let rest = rest.trim_start_matches("on ").trim_start_matches("in ").trim_start_matches("by ");
    let mut known = action.clone();
    let is_understood = due_date::day(rest).is_some_and(|day| put(&mut known.closed, day)) || understand(rest, &mut known);
    if is_understood {
        *action = Action { status: ActionStatus::Done, ..known };
    }
    is_understood
}

/// Reads a detail that is a link: the ticket, or something to read.
fn linked(text: &str, written: &str, target: &str, action: &mut Action) -> bool {
    let is_tracker = text == target || is_ticket(text) || references::kind(target).is_some() || names::is("link", text);
    if !is_tracker || action.url.is_some() {
        append(&mut action.description, written.trim());
        return true;
    }
    action.url = Some(target.to_owned());
    if is_ticket(text) && action.id.is_none() {
        action.id = Some(text.to_owned());
    } else if text != target && !names::is("link", text) {
        append(&mut action.description, text);
    }
    true
}

/// `OPS-12`, `T38612`, `#812`, `org/repo#12`.
pub(super) fn is_ticket(text: &str) -> bool {
    static TICKET: Pattern = Pattern::new(r"^(?:[A-Z][A-Z0-9_]+-\d+|[TD]\d{4,}|[\w./-]*[#!]\d+)$");
    TICKET.is_match(text)
}

/// Reads what stands below an item: details, and more text.
pub(super) fn nested(more: &str, span: &Range<usize>, action: &mut Action) {
    if more.trim().is_empty() {
        return;
    }
    let mut rest: Vec<String> = Vec::new();
    for block in &Outline::of_text(more, span).blocks {
        match &block.kind {
            BlockKind::List(items) => {
                for item in items.iter().filter(|item| item.done.is_some() || !is_detail(&item.text, action)) {
                    rest.push(text::item(&item.text, item.done));
                }
            }
            BlockKind::Paragraph => {
                rest.extend(block.text.lines().filter(|line| !is_detail(line.trim(), action)).map(str::to_owned));
            }
            _ => rest.push(block.text.clone()),
        }
    }
    append(&mut action.description, &rest.join("\n"));
}

/// Reads a line such as `Owner: Ada`. `false` where it is no detail.
fn is_detail(line: &str, action: &mut Action) -> bool {
    facts::of(line).is_some_and(|fact| detail(action, &words(fact.name), fact.value))
}

/// A value of an action by the name of its column, or of its line. `false` where it is not understood.
pub(super) fn detail(action: &mut Action, name: &str, value: &str) -> bool {
    let text = words(value);
    if text.is_empty() || is_boilerplate(&text) || matches!(text.as_str(), "-" | "–" | "—") {
        return true;
    }
    let is = |kind: &str| names::is(kind, name);
    match () {
        () if is("action.owner") => put(&mut action.owner, people::name(&text)),
        () if is("action.team") => put(&mut action.team, text),
        () if is("action.due") => due_date::set(action, &text),
        () if is("action.closed") => due_date::day(&text).is_some_and(|day| put(&mut action.closed, day)),
        () if is("action.status") => match vocabulary::action_status_of_cell(&text) {
            Some(status) => {
                action.status = status;
                true
            }
            None => {
                // `✅ In version 1.2`
                action.status = if text.starts_with(TICKED) { ActionStatus::Done } else { action.status };
                false
            }
        },
        () if is("action.priority") => vocabulary::priority(&text).is_some_and(|priority| put(&mut action.priority, priority)),
        () if is("action.kind") => vocabulary::action_kind(&text)
            .is_some_and(|kind| put(&mut action.kind, kind) && names::plain(kind.label()) == names::plain(&text)),
        () if is("action.ticket") => ticket_link(value, action) || ticket(value.trim(), action),
        () if is("action.criteria") => put(&mut action.success_criteria, value.trim().to_owned()),
        () if is("action.description") => {
            append(&mut action.description, value);
            true
        }
        () => false,
    }
}

/// Reads a cell of a column for tickets that is a link alone, whatever its words.
fn ticket_link(value: &str, action: &mut Action) -> bool {
    let links = references::links(value);
    let [link] = links.as_slice() else { return false };
    let text = words(&value[link.bytes.clone()]);
    if action.url.is_some() || !link.is_alone || !references::is_web(&link.target) || is_ticket(&text) {
        return false;
    }
    action.url = Some(link.target.clone());
    if !link.target.contains(&text) && !names::is("link", &text) {
        append(&mut action.description, &text);
    }
    true
}

/// A ticket, with its status: `[OPS-12](https://...) **DONE**`.
pub(super) fn ticket(value: &str, action: &mut Action) -> bool {
    static STATE: Pattern = Pattern::new(
        r"(?i)^(?P<rest>.*?)[\s(\[]*\*\*\(?(?P<state>done|todo|fixed|closed|open|in progress|wip|completed?|resolved|not started)\)?\*\*[)\]]*$",
    );
    if let Some(found) = STATE.captures(value)
        && let Some(status) = vocabulary::action_status_of_cell(&found["state"])
    {
        action.status = status;
        return is_boilerplate(&found["rest"]) || ticket(&found["rest"], action);
    }
    let mut known = action.clone();
    let understood = understand(value, &mut known)
        || value.split_whitespace().all(|piece| {
            let bare = piece.trim_matches(['*', '(', ')', '[', ']']);
            is_boilerplate(piece) || understand(piece.trim_matches('*'), &mut known) || understand(bare, &mut known)
        });
    if understood {
        *action = known;
    }
    understood
}
