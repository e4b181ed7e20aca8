//! Patterns of dates, times and what stands around them.

use crate::import::pattern::Pattern;

/// What the names of each month begin with, in English, German, French, Spanish and Portuguese.
pub(super) const MONTHS: [&[&str]; 12] = [
    &["jan", "ene"],
    &["feb", "fev", "fév"],
    &["mar", "mär"],
    &["apr", "abr", "avr"],
    &["may", "mai"],
    &["jun", "juin"],
    &["jul", "juil"],
    &["aug", "ago", "aoû"],
    &["sep", "set"],
    &["oct", "okt", "out"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

/// The name of a month.
macro_rules! month {
    () => {
        r"(?:jan(?:uary|uar|vier|eiro)?|enero|feb(?:ruary|ruar|rero)?|fév(?:rier)?|fevereiro|mar(?:ch|s|zo|ço)?|märz|apr(?:il)?|avril|abril|mayo?|maio?|june|junio?|juin|junho|jun|july|julio?|juillet|julho|jul|aug(?:ust)?|août|agosto|sept(?:ember|embre|iembre)?|sep|setembro|oct(?:ober|obre|ubre)?|okt(?:ober)?|outubro|nov(?:ember|embre|iembre|embro)?|dec(?:ember)?|dez(?:ember|embro)?|déc(?:embre)?|dic(?:iembre)?)\b\.?"
    };
}
pub(super) use month;

pub(super) static WEEKDAY: Pattern =
    Pattern::new(r"(?i)^(?:mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday|s|rs|r)?\.?,?\s+");

/// The spellings of a date, each with the groups that it names.
pub(super) static DATES: [Pattern; 8] = [
    Pattern::new(r"^(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"),
    Pattern::new(concat!(r"(?i)^(?P<y>\d{4})[\s/-]+(?P<name>", month!(), r")[\s/-]+(?P<d>\d{1,2})(?:st|nd|rd|th)?")),
    Pattern::new(r"^(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"),
    Pattern::new(r"^(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<y>\d{4}|\d{2})"),
    Pattern::new(r"^(?P<first>\d{1,2})-(?P<second>\d{1,2})-(?P<y>\d{4})"),
    Pattern::new(concat!(r"(?i)^(?P<name>", month!(), r")\s+(?P<d>\d{1,2})\s*[-–—]\s*\d{1,2},?\s+(?P<y>\d{4})")),
    Pattern::new(concat!(r"(?i)^(?P<name>", month!(), r")\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?P<y>\d{4}))?")),
    Pattern::new(concat!(
        r"(?i)^(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s-]+(?:(?:of|de)\s+)?(?P<name>",
        month!(),
        r")(?:,?[\s-]+(?:de\s+)?(?P<y>\d{4}))?"
    )),
];

/// The spellings of a time of day.
pub(super) static TIMES: [Pattern; 4] = [
    Pattern::new(
        r"(?i)^(?P<h>\d{1,2})[:h](?P<m>[0-5]\d)(?::(?P<s>[0-6]\d)(?:[.,]\d+)?)?(?:\s*(?P<half>[ap])\.?m\b\.?|(?P<letter>[ap]|\s+p)\b|\s*(?:uhr|hrs)\b)?",
    ),
    // `1a.` and `2a)` are the numbers of items.
    Pattern::new(r"(?i)^(?P<h>\d{1,2})(?:\s*(?P<half>[ap])\.?m\b\.?|(?P<letter>[ap])(?P<whole>\b))"),
    Pattern::new(r"^(?P<h>\d{2})(?P<m>[0-5]\d)(?:Z|h\b|\s*(?:UTC|hrs|hours)\b)"),
    Pattern::new(r"(?i)^(?P<h>\d{1,2})\.(?P<m>[0-5]\d)(?:\s*(?P<half>[ap])\.?m\b\.?|\s*(?:uhr|hrs)\b|(?P<dotted>\b))"),
];

pub(super) static ABOUT: Pattern =
    Pattern::new(r"(?i)^(?:~|≈|approx(?:\.|imately)?|about|around|circa|ca?\.|roughly|(?:just|shortly) (?:after|before))\s*");
/// A word before a moment that says no more than that one follows.
pub(super) static LEAD: Pattern = Pattern::new(r"(?i)^(?:at|on|à|le|am|um|às)\s+");
pub(super) static BETWEEN: Pattern =
    Pattern::new(r"(?i)^\s*(?:–|—|-{1,2}|~|→|->|to\b|until\b|till\b|and\b|bis\b|et\b|à\b|até\b|às\b|hasta\b)\s*");
/// `10:45~`, `10:45ish`.
pub(super) static ISH: Pattern = Pattern::new(r"(?i)^(?:\s?~|-?ish\b)");
/// `T+5m`, `T+1h 5m`, `T-00:10`, `T0`.
pub(super) static AFTER: Pattern = Pattern::new(
    r"(?i)^T\s?(?:(?P<sign>[+−-])\s?)?(?:(?P<hh>\d+):(?P<mm>[0-5]\d)(?::(?P<ss>[0-5]\d))?|(?:(?P<d>\d+)\s?d(?:ays?)?\s?)?(?:(?P<h>\d+)\s?h(?:ours?|rs?)?\s?)?(?:(?P<m>\d+)\s?m(?:in(?:ute)?s?)?\s?)?(?:(?P<s>\d+)\s?s(?:ec(?:ond)?s?)?)?(?P<zero>0)?)(?:\b|$)",
);
/// What follows a number that is an amount and no time: `1.25 million`, `2.50%`.
pub(super) static UNIT: Pattern = Pattern::new(
    r"(?i)^(?:[.\d%€$£]|\s*(?:%|[kmgt]i?b\b|m?s\b|x\b|sec|min|hours?\b|days?\b|million|billion|thousand|percent|times\b))",
);
pub(super) static SEPARATOR: Pattern =
    Pattern::new(r"^(?:\s*(?:[-–—:|,→•»]|->|=>|\x{2212})+\s+|\s*(?:[–—:|→•»]|->|=>)+\s*|\s+|$)");
