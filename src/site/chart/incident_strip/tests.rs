//! Strips of incidents with various durations and milestones: no overlaps, no bands squeezed, nothing shown that is not known.

use std::sync::LazyLock;

use roxmltree::Document;

use super::*;
use crate::site::chart::geometry::{TEXTS, check_all};

/// The English messages.
fn english() -> &'static Locale {
    static ENGLISH: LazyLock<Locale> = LazyLock::new(|| Locale::english().unwrap());
    &ENGLISH
}

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

fn at(from: i64) -> TimeSpan {
    TimeSpan { from, to: from }
}

/// An incident with the given milestones, in order. The last one is the resolution.
fn strip(moments: &[(Milestone, TimeSpan)], approximate: bool) -> Strip {
    let mark = |(milestone, at): &(Milestone, TimeSpan)| Mark {
        milestone: *milestone,
        at: *at,
        time: if at.is_day() { "2024-03-15".to_owned() } else { "14:30:05".to_owned() },
        approximate,
    };
    let find = |milestone| moments.iter().find(|(known, _)| *known == milestone).map(|(_, at)| *at);
    let from = find(Milestone::Started).unwrap().from;
    let (to, end) = match find(Milestone::Resolved) {
        Some(at) => (at.to, End::Resolved),
        None => (moments.iter().map(|(_, at)| at.to).max().unwrap() + 60, End::Ongoing(Status::Investigating)),
    };
    let window = TimeSpan { from, to };
    let mut milestones: Vec<Mark> = moments.iter().map(mark).collect();
    milestones.sort_by_key(|mark| mark.at.from);
    let phases = phases(&milestones, window, end);
    let severities = vec![Severity { at: window, class: "fill-red", label: "SEV1".to_owned() }];
    Strip { window, end, milestones, phases, severities, events: Vec::new(), messages: Vec::new(), zone: TimeZone::UTC }
}

fn usual(seconds: [i64; 7]) -> Strip {
    let moments: Vec<_> = Milestone::ALL.iter().copied().zip(seconds.map(at)).collect();
    strip(&moments, false)
}

/// The moments of all seven milestones, for incidents of various durations.
const LENGTHS: [[i64; 7]; 7] = [
    [-3 * DAY, 0, 120, 240, 480, 6300, 3 * HOUR],
    [-1, 0, 1, 2, 3, 40, 60],
    [-400 * DAY, 0, 12, 372, 931, HOUR, 11 * DAY],
    [0, 0, 0, 0, 0, 1, 1],
    [-10, 0, 30 * DAY, 30 * DAY, 30 * DAY, 30 * DAY + 60, 30 * DAY + 120],
    [-9000 * DAY, 0, DAY, 10 * DAY, 100 * DAY, 1000 * DAY, 9000 * DAY],
    [5, 0, -60, 90, 2 * HOUR, 50, HOUR],
];

fn html(picture: &Html) -> String {
    serde_json::to_value(picture).unwrap().as_str().unwrap().to_owned()
}

#[test]
fn labels_keep_apart_at_every_length_and_with_any_number_of_events() {
    for seconds in LENGTHS {
        for text in TEXTS {
            for count in [0, 1, 3, 40, 400] {
                let mut strip = usual(seconds);
                let (from, to) = (strip.window.from - HOUR, strip.window.to + HOUR);
                let spread = |index: i64| from + (to - from) * index / count.max(1);
                strip.events = (0..count).map(spread).collect();
                strip.messages =
                    (0..count.min(40)).map(|index| Message { at: spread(index), channel: text.to_owned() }).collect();
                let window = strip.window;
                strip.severities = (0..count.clamp(1, 9))
                    .map(|index| {
                        let cut = |index: i64| window.from + (window.to - window.from) * index / count.clamp(1, 9);
                        Severity {
                            at: TimeSpan { from: cut(index), to: cut(index + 1) },
                            class: "fill-red",
                            label: text.to_owned(),
                        }
                    })
                    .collect();
                check_all(&strip.masthead(english()), 3);
            }
        }
    }
}

/// The left edge and the width of each band of each layout.
fn bands(picture: &Html) -> Vec<Vec<(i32, i32)>> {
    let text = format!("<body>{}</body>", html(picture));
    let document = Document::parse(&text).unwrap();
    let number = |node: &roxmltree::Node<'_, '_>, name| node.attribute(name).unwrap().parse::<i32>().unwrap();
    let layouts = document.root_element().children();
    layouts
        .map(|svg| {
            let bands = svg.descendants().filter(|node| node.attribute("class").is_some_and(|class| class.starts_with("phase ")));
            bands.map(|node| (number(&node, "x"), number(&node, "width"))).collect()
        })
        .collect()
}

#[test]
fn what_lies_before_and_after_takes_nothing_of_the_strip() {
    let plain = bands(&usual([0, 0, 120, 240, 480, 6300, 3 * HOUR]).masthead(english()));
    for lead in [HOUR, 3 * DAY, 4000 * DAY] {
        let mut strip = usual([-lead, 0, 120, 240, 480, 6300, 3 * HOUR]);
        strip.messages.push(Message { at: 90 * DAY, channel: "E-mail".to_owned() });
        assert_eq!(bands(&strip.masthead(english())), plain, "introduced {lead} s before the start");
    }
    let wide: i32 = plain[0].iter().map(|(_, width)| width).sum();
    assert!(wide >= 840, "the strip has {wide} units of 1158");
    assert!(plain[2].iter().map(|(_, width)| width).sum::<i32>() >= 320);
}

#[test]
fn bands_are_to_scale_and_the_shortest_can_be_seen() {
    for seconds in LENGTHS {
        let strip = usual(seconds);
        let length = strip.window.to - strip.window.from;
        for (layout, whole) in bands(&strip.masthead(english())).iter().zip([842, 422, 324]) {
            for (phase, (_, width)) in strip.phases.iter().zip(layout) {
                let exact = (phase.at.to - phase.at.from) * whole / length;
                assert!((i64::from(*width) - exact).abs() <= 1 && *width >= 1, "{phase:?} is {width} of {whole}");
            }
        }
    }
}

#[test]
fn the_row_of_a_list_has_the_same_proportions() {
    for seconds in LENGTHS {
        let strip = usual(seconds);
        let (row, wide) = (&bands(&strip.row())[0], &bands(&strip.masthead(english()))[0]);
        assert_eq!(row.len(), wide.len());
        for ((_, small), (_, large)) in row.iter().zip(wide) {
            assert!((small * 842 - large * 160).abs() <= 842 + 160, "{small} of 160, {large} of 842");
        }
    }
}

#[test]
fn forty_events_stay_apart_and_of_four_hundred_each_is_counted() {
    let mut strip = usual(LENGTHS[0]);
    for count in [40, 400] {
        strip.events = (0..count).map(|index| 3 * HOUR * index / count).collect();
        let picture = html(&strip.masthead(english()));
        let path = picture.split("class=\"tick\" d=\"").nth(1).unwrap().split('"').next().unwrap();
        let places: Vec<i32> = path.split('M').skip(1).map(|tick| tick.split(' ').next().unwrap().parse().unwrap()).collect();
        assert!(places.windows(2).all(|pair| pair[1] - pair[0] >= 4), "{places:?}");
        assert!(picture.contains(&format!("{count} events</text>")) && picture.contains(&format!("{count} timeline entries.")));
    }
}

#[test]
fn a_day_has_no_length_and_an_estimate_is_marked() {
    let day = |from: i64| TimeSpan { from, to: from + DAY };
    let days = strip(&[(Milestone::Started, day(0)), (Milestone::Resolved, day(2 * DAY))], false);
    let picture = html(&days.masthead(english()));
    check_all(&days.masthead(english()), 3);
    assert_eq!(picture.matches("class=\"day\"").count(), 6);
    assert!(picture.contains("phase responding inexact") && !picture.contains("start to resolution"), "{picture}");
    assert!(!picture.contains(" d</text>") && !picture.contains("Responding\u{a0}"));

    let rough = strip(&[(Milestone::Started, at(0)), (Milestone::Resolved, at(HOUR))], true);
    let picture = html(&rough.masthead(english()));
    check_all(&rough.masthead(english()), 3);
    assert_eq!(picture.matches("class=\"estimate\"").count(), 6);
    assert!(picture.contains("about 1\u{a0}h</text>") && picture.contains("Started about"));
}

#[test]
fn an_incident_without_an_end_is_open_and_has_no_length() {
    let ongoing = strip(&[(Milestone::Started, at(0)), (Milestone::Detected, at(60))], false);
    check_all(&ongoing.masthead(english()), 3);
    let picture = html(&ongoing.masthead(english()));
    assert_eq!(picture.matches("class=\"open-end\"").count(), 3);
    assert!(picture.contains("phase responding inexact") && picture.contains("Ongoing: Investigating."), "{picture}");
    assert!(!html(&usual(LENGTHS[0]).masthead(english())).contains("open-end"));
}
