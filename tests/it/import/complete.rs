//! Nothing vanishes: each word of a document is in its file, or is named in the report.

use pir_site::config::Config;
use pir_site::import::toml::{Remarks, write};
use pir_site::import::{Document, Format, Options};
use pir_site::incident::Moment;
use proptest::prelude::*;

use super::options;

/// Lines of a document. `@` stands for a word that is nowhere else.
const BLOCKS: [&str; 57] = [
    "## @ and more\n\n@ is a part of its own.\n",
    "## Summary\n\n@ broke. It took @.\n",
    "## Impact\n\n- **Users affected:** 12\n- **Peak load:** @\n- @ people wrote\n",
    "## Timeline\n\n- 14:32 UTC - @ fires\n- 14:40 - @ looks\n  - @ below it\n- 25:99 - @ later\n- @ without a time\n",
    "## Timeline\n\n| Time | Event | Who |\n|---|---|---|\n| 09:05 | @ begins | @ |\n| | @ goes on | |\n| soon | @ ends | @ |\n",
    "## Timeline (UTC)\n\n### 2024-03-06 @\n\n09.05 @ deploys\n\n@ in between\n\n### 10:10\n\n@ under a heading\n",
    "## Timeline\n\n4 March 2024\n\n9.05 @ deploys\n\n5 March 2024\n\n10:40~ @ rolls back\n",
    "## Timeline\n\nOn 7 March 2024 @ wrote.\n\n```\n11:00 @ log\n11:05 @ more log\n```\n",
    "## Timeline\n\n**11:20** @ **bold**  \n**11:25** — @ dash\n",
    "## Timeline\n\n- T+5m @ after\n- Next day: @ and on\n- 2024-03-09 @ a day\n",
    "## Action items\n\n- [x] @ done (@ada)\n- [ ] @ open, see [@](https://example.com/x)\n- @: do it\n",
    "## Action items\n\n**@**\n- @ below a name\n\nA sentence about @.\n",
    "## Action items\n\n- In future, @:\n  - @ first\n  - [x] @ second\n",
    "## Action items\n\n| Action | Owner | @ | Tracker |\n|---|---|---|---|\n| @ it | @ | @ | [@](https://example.com/browse/OPS-3) |\n| | @ | | |\n",
    "## Actions\n\n### @ Prevent\n\n1. ✅ @ ticked\n2. ~~@ struck~~\n3. @ long. It goes on and on, so that it is longer than a title may be, and says more about @ than anybody asked for, twice.\n",
    "## Action items\n\n- https://example.com/@/issues/7\n- Read [@](https://example.com/a) and [@](https://example.com/b)\n",
    "## Root cause\n\n1. @ was full\n2. **Contributing factor:** @ was not seen\n",
    "## 5 Whys\n\n1. Why did @ break? Because of @.\n2. @ had no limit\n",
    "## Responders\n\n- @ - Lead\n- Scribe: @\n\n@ helped as well.\n",
    "## Responders\n\n| Name | Role | Floor |\n|---|---|---|\n| Ada @ | @ | @ |\n",
    "## What went well\n\n- @ was quick\n\n### @ inside\n\n- @ too\n",
    "## Lessons learned\n\n@ as prose.\n\n> @ as a quotation\n",
    "## Links\n\n- [@](https://example.com/@)\n- @ without an address\n",
    "## Detection\n\n@ called the desk.\n\n@ saw it too.\n",
    "## Remediation\n\n### Immediate (Completed)\n\n- @ moved\n\n### Later\n\n- **@**: @ with backoff\n",
    "## Resolution\n\n@ was put back.\n",
    "**Author:** @\n\n**Weather:** @\n\nServices: @, @\n",
    "- **Key events**\n  - First detected: 2024-03-05 14:22\n  - @ happened\n- **Context**:\n  - 2024-03-05 14:30: @ saw:\n\n```\n@ in code\n```\n",
    "- 2024-03-05 15:01 @ stands alone\n",
    "| @ | Value |\n|---|---|\n| Commander | @ |\n| @ | @ |\n",
    "| Customers affected | Duration | @ |\n|---|---|---|\n| @ | 15h | @ |\n",
    "## Owner: @\n\n- @ below\n",
    "### @\n",
    "## @\n\n### @ deeper\n\n#### @ deepest\n\n@ at the bottom.\n",
    "<!-- @ is a comment -->\n",
    "- [@](#timeline)\n- [@](#summary)\n",
    "## Communications\n\n- 14:50 UTC: @ is told\n- @ heard nothing\n",
    "## Background\n\n@ before.\n\n1. @ one\n2. @ two\n",
    "@ as a line.\n@ as the next.\n",
    "**Start:** 2024-03-05 14:00 UTC, @ says\n",
    "## Timeline of @\n\n- 16:00 @ again\n",
    "## @ log\n\n- 16:10 @ one\n- 16:20 @ two\n",
    "## Follow-ups\n\n- **Action**: @ it **Owner**: @ **Due**: 2024-04-01\n- @ (owner: @, due: soon)\n",
    "- [ ] @ ticked by nobody\n- @ in a list[^n]\n\n[^n]: @ in a note\n",
    "| Start | 2024-03-05 10:04 | End | 2024-03-05 10:55 |\n|---|---|---|---|\n| Commander | @ | | @ stray |\n| @ | @ | Weather | @ |\n",
    "## Details\n\n| Start | 10:04 | End | @ |\n|---|---|---|---|\n| | @ | | |\n",
    "**Services:**\n\n| Service | Affected | @ |\n|---|---|---|\n| @ | yes | @ |\n| @ | no | |\n",
    "**Services:**\n\n- [x] @\n- [ ] @\n- @: @\n",
    "## Affected services\n\n| Service | @ |\n|---|---|\n| @ | @ |\n| | @ |\n",
    "| Bridge | @ |\n|---|---|\n| PIN | 4432 @ |\n",
    "The incident began at 2024-03-05 10:00 @ and ended at 2024-03-05 11:00 @. @ more.\n",
    "@ is investigated.\n5 March 2024 10:00 UTC\n\n@ is fixed.\n5 March 2024 11:00 UTC\n",
    "## Details\n\n- @ Times:\n  - Started: 10:00 @\n  - @: 11:00\n  - Ended: @\n",
    "## @ plan\n\n| Task | Owner | Due | Status |\n|---|---|---|---|\n| @ | @ | @ | open |\n| | @ | | |\n",
    "10:02\n\n@ begins\n\n**10:20**\n\n@ ends\n\n**10:30** @ after\n",
    "## @ notes\n\n| 10:02 | @ begins |\n|---|---|\n| 10:20 | @ ends |\n| @ | @ between |\n",
    "## Action items\n\n- @ (Ada @, April 30, @ team)\n- @. Completed @.\n- @ - Ada Byron, due soon @\n- @ (done on @)\n",
];

/// The words of a text by which it is known again.
fn marks(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.starts_with("zq")).map(str::to_owned).collect()
}

/// What an import makes of a document: the file, and the report.
fn result(text: &str) -> Option<String> {
    let config = Config::default();
    let started = Some(Moment::Day(jiff::civil::date(2024, 3, 5)));
    let options = Options { zone_is_given: true, started, ..options(&config) };
    let mut import = Format::Markdown.import(&Document { name: "a.md", text }, &options);
    let imported = import.incidents.pop()?;
    let notes: Vec<String> = imported.notes.iter().map(|note| note.message.clone()).collect();
    Some(format!("{}\n{}", write(&imported.incident, &Remarks::default()), notes.join("\n")))
}

fn assert_complete(text: &str) {
    let Some(result) = result(text) else { panic!("it is refused:\n{text}") };
    let found = marks(&result);
    let lost: Vec<String> = marks(text).into_iter().filter(|mark| !found.contains(mark)).collect();
    assert!(lost.is_empty(), "{lost:?} vanished from\n{text}\n--- which is\n{result}");
}

/// A document of these blocks, each `@` a word of its own.
fn document(blocks: &[usize]) -> String {
    let text = std::iter::once("# @ outage @\n\n**Date:** 2024-03-05\n").chain(blocks.iter().map(|block| BLOCKS[*block]));
    let mut count = 0;
    let mut out = String::new();
    for piece in text.collect::<Vec<_>>().join("\n").replace("@ada", "&ada").split_inclusive('@') {
        out.push_str(piece.trim_end_matches('@'));
        if piece.ends_with('@') {
            count += 1;
            out.extend(["zq".to_owned(), count.to_string()]);
        }
    }
    out.replace("&ada", "@ada")
}

#[test]
fn each_word_of_each_kind_of_part_is_in_the_file_or_in_the_report() {
    for block in 0..BLOCKS.len() {
        assert_complete(&document(&[block]));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn each_word_of_a_document_is_in_the_file_or_in_the_report(blocks in prop::collection::vec(0..BLOCKS.len(), 1..9)) {
        assert_complete(&document(&blocks));
    }
}
