//! Nothing vanishes: each word of a document is in its file, or is named in the report.

use pir_site::config::Config;
use pir_site::import::toml::{Remarks, write};
use pir_site::import::{Document, Format, Options};
use pir_site::incident::Moment;
use proptest::prelude::*;

use super::options;

/// Lines of a document. `@` stands for a word that is nowhere else.
const BLOCKS: [&str; 119] = [
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
    "- @\n  - Severity: SEV2 @\n  - Owner: @\n    - @ deeper still\n",
    "- **@:** value\n  - **Services:** @\n  - Started: 10:04 @\n",
    "## Details\n\n- Impact\n  - Users affected: @\n  - @ beside it\n- Timeline\n  - 10:04 @ fires\n  - 10:10 @ ends\n",
    "| | |\n|---|---|\n| **Severity** | SEV2 @ |\n| @ | |\n| | @ |\n",
    "| | @ | |\n|---|---|---|\n| @ | | @ |\n",
    "| |\n|---|\n| @ alone |\n",
    "## @ table\n\n| | Action | |\n|---|---|---|\n| @ | @ | @ |\n",
    "@\n: @ is its definition\n\n@ ::= @\n",
    "## Severity: SEV2 @\n\n@ below it\n",
    "## Date: 2024-03-05 @\n\n@ below it\n",
    "## Started: 10:04 @\n\n### Resolved: 11:20 @\n\n@ below\n",
    "## Incident: @\n\n- Commander: @\n",
    "> | Severity | @ |\n> |---|---|\n> | Services | @ |\n>\n> @ behind it\n",
    "> **Severity:** @\n> **@:** @\n>\n> > @ quoted twice\n",
    "> 10:04 @ begins\n> 10:20 @ ends\n",
    "<div>@ in a box <b>@</b></div>\n\n<p>@ in a paragraph</p>\n",
    "<details><summary>@</summary>\n\n@ is hidden\n\n- @ too\n\n</details>\n",
    "<table><tr><th>Severity</th><td>@</td></tr><tr><th>@</th><td>@</td></tr></table>\n",
    "<ul><li>@ one</li><li>@ two</li></ul>\n\n<br>@ after<br/>@ last\n",
    "<h2>@ heading</h2>\n\n<p>@ below</p>\n",
    "<aside>\n@ aside\n\n</aside>\n",
    "## Action items\n\n- [ ] @ task\n  - [x] @ inner\n  - Owner: @\n  - @ remark\n    - @ deepest\n- [x] @\n\n  @ paragraph of it\n",
    "## Action items\n\n- @ task\n  | Owner | @ |\n  |---|---|\n  | Due | @ |\n\n  ```\n  @ code\n  ```\n",
    "## Action items\n\nAction: @ it\nOwner: @\nDue: soon @\nStatus: @\n\nAction: @ other\n\nOwner: @\n",
    "## Action items\n\n- None\n- none @\n- ~~@~~ done in [@](https://example.com/@)\n- ~~@~~ @\n- @ by April 30\n- @, @, April 1, 2024\n- [@](mailto:a@b.example) @ it\n- @ [@](mailto:a@b.example)\n- @ (@ada) [OPS-12](https://example.com/@)\n- @. *(done @)*\n- @ (TODO: @)\n- Do @ — @ — ✅ @\n",
    "## Action items\n\n| Action | Status | Due |\n|---|---|---|\n| @ | ✅ @ | April 30 |\n| @ | done | @ April |\n| None | @ | |\n",
    "## Summary\n\n@ once.\n\n## Summary\n\n@ twice.\n\n## Summary\n\n| Severity | @ |\n|---|---|\n| @ | @ |\n",
    "## Timeline\n\n- 10:04 @\n\n## Timeline\n\n- 10:04 @\n\n@ loose\n",
    "## Root cause analysis\n\n@ was it.\n\n### @ part\n\n@ more.\n\n## RCA\n\n@ again.\n",
    "## Impact\n\n@ text\n\n## Impact\n\n- Duration: 2 hours @\n- Duration: @ minutes\n- Support tickets: @\n",
    "**Severity** SEV2 @\n**Services** @, @\n**@** @\n",
    "**Severity:** SEV1\n**Severity:** SEV2 @\n**Severity:** @\n",
    "**Commander:** @\n**Commander:** @\n**Author:** @\n**Author:** @, @\n",
    "**Status:** @ and more\n**Status:** resolved\n**Date:** @\n**Time zone:** @\n",
    "**Started:** @\n**Started:** 10:00 @\n**Ended:** 11:00\n**Ended:** @ 12:00\n",
    "**Incident ID:** @\n**Incident ID:** @\n**Ticket:** [@](https://example.com/@)\n**Ticket:** @\n**Recording:** @\n",
    "**Timeframe:** 10:00 – 11:00 @ (@)\n**Posted on** 6 March 2024 · Audience: @\n",
    "**Investigating**\n\n@ looks.\n\n*Posted Mar 5, 2024 - 10:00 UTC*\n\n**Resolved**\n\n@ is over.\n\n- @ item\n\n*Posted Mar 5, 2024 - 11:00 UTC*\n",
    "**Postmortem**\n\n@ happened.\n\n*Posted Mar 6, 2024 - 10:00 UTC*\n\n## Update\n\n@ goes on.\n\nPosted on Mar 5, 2024 at 10:00 UTC\n\n@ behind it\n",
    "**Incident report for @**\n\n@ e\\-mail \\(@\\) 1\\. @\n\n1\\. @\n\\- @\n",
    "@ text[^a].\n\n[^a]: @ one\n\n    @ two\n\n[^b]: @ unused\n",
    "![@](data:image/png;base64,AAAA) @ beside\n\n![@](pictures/@.png)\n",
    "```yaml\nseverity: @\n```\n\n    @ indented code\n",
    "1. @ first\n\n   @ below first\n2. **@** second\n   1. @ inner\n",
    "* * *\n\n@\n\n---\n\n*@*\n\n__@__\n",
    "## Timeline\n\n> @ quote\n\n| Time | |\n|---|---|\n| 10:04 | @ |\n| @ | |\n\n![@](@.png)\n",
    "## Timeline\n\n**10:04 @**\n\n@ text\n\n### @ phase\n\n- 10:10 @\n- @\n\n### @ empty phase\n",
    "## Timeline\n\n10:04: @\n@\n- @\n10:10 (@) @\n\n| @ | @ |\n|---|---|\n| @ | @ |\n",
    "## Timeline\n\n5 March 2024\n\n- 10:04 @\n\n6 March 2024 @\n\n7 March 2024\n",
    "## Communications\n\n| Time | Channel | Audience | Message |\n|---|---|---|---|\n| 10:04 | @ | @ | @ |\n| | | | @ |\n| @ | | | |\n",
    "## Lessons learned\n\n- What went well: @\n- @: @\n\n### What went well\n\n@ text\n\n| Good | Bad |\n|---|---|\n| @ | @ |\n",
    "## Five whys\n\n| Why? | Because |\n|---|---|\n| Why @? | @ |\n| @ | |\n\n1. Why @?\n   - @\n2. @\n",
    "## Links\n\n| Name | Link |\n|---|---|\n| @ | https://example.com/@ |\n\n- @: https://example.com/@ and @\n- <https://example.com/@>\n",
    "## Participants\n\n- @ (@)\n- @, @ and @\n- **Commander:** @\n  - @ deputy\n\n### @ team\n\n- @\n",
    "## Root cause\n\n- [x] @\n- [ ] @\n\n| Cause | @ |\n|---|---|\n| @ | @ |\n",
    "## Detection\n\n- Detected by: @\n- Time to detect: @\n\n@\n\n## How was it detected?\n\n@\n",
    "## Approvals\n\n- [ ] @\n- [x] @\n\nApproved by: @, @\n",
    "## Table of contents\n\n1. [@](#a)\n2. @\n\n[TOC]\n",
    "Tags: @, @\nLabels: @\nRegion: @\nRelated: @\n",
    "Revenue lost: @ EUR\nData loss: @\nSLA breached: @\nRequests failed: about @\nUsers affected: ~@\n",
    "@ | @ | @\n\n@: @ | Severity: @ | @\n\nSeverity: SEV3 @ · @: @ · Commander: @\n",
    "From 10:04 to 10:20 UTC @ failed. @\n\nBetween @ and @ it went on.\n",
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
