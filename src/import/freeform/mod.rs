//! Postmortems of any form: Markdown of whatever template, the bodies of issues, and tables.
//!
//! All of them are read the same way: a part has a name, the name stands for a field, and a part with an unknown name is kept as a
//! section. Times are resolved after the whole document was read, because its day and its zone may stand anywhere.

mod text;

mod blocks;
mod definitions;
mod due_date;
mod removed;

mod clock;
mod reader;
mod title;

mod facts;
mod milestones;
mod references;

mod action_details;
mod action_table;
mod action_title;
mod actions;
mod causes;
mod people;

mod entries;
mod timeline;

mod choice;
mod figures;
mod metadata;
mod parts;
mod untitled_timeline;
mod values;

mod settle;

mod postmortem;
mod sheet;

pub(super) use blocks::without_comments;
pub(super) use figures::figure;
pub(super) use postmortem::import as markdown;
pub(super) use reader::Reader;
pub(super) use sheet::import as csv;
pub(super) use text::words;
