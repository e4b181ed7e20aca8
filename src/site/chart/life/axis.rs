//! Time to scale, from the first moment to the last, but for long quiet stretches, where the axis is broken.
//!
//! A stretch between two recorded moments is quiet when it lasts an hour or more, and more than nine times as long as all shorter
//! stretches together: drawn to scale, it would leave them less than a tenth of the room. Where more than four would be quiet, none is
//! broken.

/// The width of a break.
const BREAK: i32 = 28;
/// The most breaks that one axis has.
const MOST: usize = 4;

/// A scale of time.
#[derive(Debug)]
pub(super) struct Axis {
    stretches: Vec<Stretch>,
    left: i32,
    right: i32,
}

/// From one recorded moment to the next.
#[derive(Debug)]
struct Stretch {
    from: i64,
    to: i64,
    x: i32,
    width: i32,
    broken: bool,
}

/// A place where the axis is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Break {
    /// Where it begins.
    pub(super) x: i32,
    /// How wide it is.
    pub(super) width: i32,
    /// How long nothing was recorded.
    pub(super) seconds: i64,
}

impl Axis {
    /// An axis of these moments, in seconds and in order, between two places.
    pub(super) fn new(moments: &[i64], left: i32, right: i32) -> Self {
        let quiet = quiet_from(moments);
        let is_broken = |from: i64, to: i64| quiet.is_some_and(|least| to - from >= least);
        let pairs = || moments.windows(2).map(|pair| (pair[0], pair[1])).filter(|(from, to)| to > from);
        let breaks = pairs().filter(|(from, to)| is_broken(*from, *to)).map(|_| BREAK).sum::<i32>();
        let drawn: i64 = pairs().filter(|(from, to)| !is_broken(*from, *to)).map(|(from, to)| to - from).sum();
        let room = i64::from(right - left - breaks);
        let scaled = |seconds: i64| narrow(seconds.saturating_mul(room) / drawn.max(1));
        let (mut passed, mut broken_before) = (0, 0);
        let mut stretches = Vec::with_capacity(moments.len());
        for (from, to) in pairs() {
            let x = left + scaled(passed) + broken_before;
            let broken = is_broken(from, to);
            let width = if broken { BREAK } else { scaled(passed + to - from) - scaled(passed) };
            passed += if broken { 0 } else { to - from };
            broken_before += if broken { BREAK } else { 0 };
            stretches.push(Stretch { from, to, x, width, broken });
        }
        Self { stretches, left, right }
    }

    /// Where a moment stands.
    pub(super) fn x(&self, at: i64) -> i32 {
        match self.stretches.get(self.stretches.partition_point(|stretch| stretch.to <= at)) {
            Some(stretch) if at <= stretch.from => stretch.x,
            Some(stretch) => {
                let part = (at - stretch.from).saturating_mul(i64::from(stretch.width)) / (stretch.to - stretch.from);
                stretch.x + narrow(part)
            }
            None if self.stretches.is_empty() => self.left,
            None => self.right,
        }
    }

    /// Where it is broken, in order.
    pub(super) fn breaks(&self) -> impl Iterator<Item = Break> {
        let broken = self.stretches.iter().filter(|stretch| stretch.broken);
        broken.map(|stretch| Break { x: stretch.x, width: stretch.width, seconds: stretch.to - stretch.from })
    }
}

/// The length from which on a stretch is quiet.
fn quiet_from(moments: &[i64]) -> Option<i64> {
    let mut lengths: Vec<i64> = moments.windows(2).map(|pair| pair[1] - pair[0]).filter(|length| *length > 0).collect();
    lengths.sort_unstable();
    let mut shorter = 0;
    for (index, length) in lengths.iter().enumerate() {
        if index > 0 && *length >= 3600 && *length > 9 * shorter && lengths.len() - index <= MOST {
            return Some(*length);
        }
        shorter += length;
    }
    None
}

fn narrow(units: i64) -> i32 {
    i32::try_from(units).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3600;
    const DAY: i64 = 24 * HOUR;

    fn breaks(moments: &[i64]) -> Vec<i64> {
        Axis::new(moments, 0, 800).breaks().map(|each| each.seconds).collect()
    }

    #[test]
    fn an_axis_is_to_scale_where_it_is_not_broken() {
        let axis = Axis::new(&[0, 600, HOUR, 2 * HOUR], 100, 820);
        assert_eq!([0, 600, HOUR, 2 * HOUR].map(|at| axis.x(at)), [100, 160, 460, 820]);
        let axis = Axis::new(&[0, 600, 1200, 1200 + DAY, 1800 + DAY], 0, 928);
        assert_eq!([0, 600, 1200, 1200 + DAY, 1800 + DAY].map(|at| axis.x(at)), [0, 300, 600, 628, 928]);
    }

    #[test]
    fn long_quiet_stretches_break_it_and_others_do_not() {
        assert_eq!(breaks(&[0, 60, 1800, HOUR, 11 * DAY]), [11 * DAY - HOUR]);
        assert_eq!(breaks(&[-21 * DAY, 0, 300, HOUR, 11 * DAY]), [21 * DAY, 11 * DAY - HOUR]);
        assert_eq!(breaks(&[0, 1, 600, 3000]), [0; 0], "less than an hour is not long");
        assert_eq!(breaks(&[0, HOUR, 10 * HOUR]), [0; 0], "nine times as long is to scale");
        assert_eq!(breaks(&[0, HOUR, 10 * HOUR + 1]), [9 * HOUR + 1]);
        assert_eq!(breaks(&[0, 11 * DAY]), [0; 0], "there is nothing to make room for");
        let daily: Vec<i64> = (0..30).map(|day| day * DAY).chain([30 * DAY - 60]).collect();
        assert_eq!(breaks(&daily), [0; 0], "a rhythm is not quiet");
    }

    #[test]
    fn every_moment_is_on_the_axis_and_in_order() {
        for moments in [vec![5], vec![0, 0], vec![0, 1], vec![0, 1, i64::from(u32::MAX)], (0..400).map(|x| x * x * x).collect()] {
            let axis = Axis::new(&moments, 10, 300);
            let places: Vec<i32> = moments.iter().map(|at| axis.x(*at)).collect();
            assert!(places.is_sorted() && places.iter().all(|x| (10..=300).contains(x)), "{moments:?}: {places:?}");
        }
    }
}
