//! The distribution of a duration: all values, and summary statistics.

use super::super::view::VisibleIncident;
use super::super::{Measure, Metric};
use crate::config::MeasureFrom;

/// The value of one incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measurement {
    /// The index of the incident in the view.
    pub case: usize,
    /// The value, in the unit of the distribution.
    pub value: i64,
    /// Whether the value is an estimate.
    pub approximate: bool,
}

/// All known values in ascending order, and the number of incidents that could have one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Distribution {
    /// The known values, in ascending order.
    pub points: Vec<Measurement>,
    /// The number of values if all were known.
    pub of: usize,
}

/// The summary statistics of a distribution, in its unit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spread {
    /// The number of known values.
    pub known: usize,
    /// The number of values if all were known.
    pub of: usize,
    /// The median.
    pub median: Option<i64>,
    /// The 90th percentile.
    pub p90: Option<i64>,
    /// Whether any value is an estimate.
    pub approximate: bool,
}

impl Distribution {
    /// Collects the known values, out of `of`.
    pub(super) fn new(points: impl Iterator<Item = Measurement>, of: usize) -> Self {
        let mut points: Vec<Measurement> = points.collect();
        points.sort_by_key(|point| (point.value, point.case));
        Self { points, of }
    }

    /// The distribution of a metric over the given incidents, in seconds.
    pub(in crate::archive) fn of_metric(metric: Metric, cases: &[(usize, &VisibleIncident)], measure_from: MeasureFrom) -> Self {
        let point = |(case, it): &(usize, &VisibleIncident)| {
            let Measure { seconds, approximate } = it.measure(metric, measure_from)?;
            Some(Measurement { case: *case, value: seconds, approximate })
        };
        Self::new(cases.iter().filter_map(point), cases.len())
    }

    /// The number of known values.
    pub fn known(&self) -> usize {
        self.points.len()
    }

    /// The median. For an even number of values, the mean of the middle two, rounded to an integer.
    pub fn median(&self) -> Option<i64> {
        let middle = self.points.len() / 2;
        match self.points.len() {
            0 => None,
            count if count % 2 == 1 => Some(self.points[middle].value),
            _ => Some(i64::midpoint(self.points[middle - 1].value, self.points[middle].value)),
        }
    }

    /// The `p`-th percentile by nearest rank: the smallest known value such that at least `p` % of the known values are at or below
    /// it.
    pub fn percentile(&self, p: usize) -> Option<i64> {
        let rank = (p * self.points.len()).div_ceil(100).max(1);
        self.points.get(rank - 1).map(|point| point.value)
    }

    /// The arithmetic mean, rounded down. It is sensitive to outliers, so it is exported as data but never shown alone on a page.
    pub fn mean(&self) -> Option<i64> {
        let count = i64::try_from(self.points.len()).ok().filter(|count| *count > 0)?;
        Some(self.points.iter().map(|point| point.value).sum::<i64>() / count)
    }

    /// The summary statistics.
    pub fn spread(&self) -> Spread {
        Spread {
            known: self.known(),
            of: self.of,
            median: self.median(),
            p90: self.percentile(90),
            approximate: self.is_approximate(),
        }
    }

    /// Whether any value is an estimate, which makes the summary statistics estimates too.
    pub fn is_approximate(&self) -> bool {
        self.points.iter().any(|point| point.approximate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[i64]) -> Distribution {
        let points = values.iter().enumerate().map(|(case, value)| Measurement { case, value: *value, approximate: false });
        Distribution::new(points, values.len() + 1)
    }

    #[test]
    fn percentiles_are_nearest_ranks() {
        let ten = of(&[10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
        assert_eq!([1, 10, 50, 90, 91, 100].map(|p| ten.percentile(p)), [1, 1, 5, 9, 10, 10].map(Some));
        assert_eq!(of(&[7]).percentile(90), Some(7));
        assert_eq!(of(&[]).percentile(90), None);
    }

    #[test]
    fn the_median_of_evenly_many_is_the_mean_of_the_middle_two() {
        assert_eq!(of(&[50, 10, 30]).median(), Some(30));
        assert_eq!(of(&[40, 10, 20, 30]).median(), Some(25));
        assert_eq!((of(&[]).median(), of(&[]).mean(), of(&[]).known(), of(&[]).of), (None, None, 0, 1));
    }
}
