//! Time expressions as intervals of the calendar (the task of TIMEX3 in TimeML, Pustejovsky et al. 2003).
//!
//! In: the words of an adjunct of time, the day of publication, whether the clause looks back or ahead. Out: an
//! interval. Without a day of publication only what names its year is resolved.

mod adjuncts;
mod calendar;
mod dates;
mod grammar;
mod words;

use crate::error::named_values;
pub(crate) use adjuncts::times;
use calendar::Period;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
pub(super) use words::is_calendar_name;

/// The unit a time is given in.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
#[allow(missing_docs)]
pub enum TimeUnit {
    Minute,
    Hour,
    /// A part of a day: the morning, the small hours.
    Part,
    Day,
    Weekend,
    Week,
    Month,
    Season,
    Quarter,
    Year,
    Decade,
    Century,
}

named_values!(TimeUnit, "unit of time");

/// A stretch of civil time: from `start` up to, not including, `end`. A side that is open is `None`
/// (*since 1994* has no end).
///
/// In JSON, times are ISO 8601 without zone, as the text gives none: `"2026-05-04T00:00:00"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TimeInterval {
    /// The first instant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<DateTime>,
    /// The instant after the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<DateTime>,
    /// The unit the text speaks in: *on Friday* says the day, *in 2021* no more than the year.
    pub granularity: TimeUnit,
    /// Whether the bounds are an estimate (*early 2022*, *in the weeks to come*, *about two years ago*).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
}

/// Whether what recurs (*on Friday*, *in May*) is looked for before or after the day of publication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Outlook {
    /// The clause tells of what was.
    #[default]
    Back,
    /// The clause tells of what is to come.
    Ahead,
}

impl TimeInterval {
    /// The interval of an expression with or without its preposition; `None` where it is none that can be placed.
    ///
    /// `published` is the day the text was published; without it, only expressions that name their year are placed.
    ///
    /// ```
    /// use relata::propositions::{Outlook, TimeInterval, TimeUnit};
    /// let published = "2026-05-04".parse()?; // a Monday
    /// let friday = TimeInterval::read("on Friday", Some(published), Outlook::Back).expect("a day");
    /// assert_eq!(friday.start, Some("2026-05-01T00:00".parse()?));
    /// assert_eq!(friday.granularity, TimeUnit::Day);
    /// assert!(TimeInterval::read("on Friday", None, Outlook::Back).is_none());
    /// assert!(TimeInterval::read("early 2022", None, Outlook::Back).is_some_and(|t| t.approximate));
    /// # Ok::<(), jiff::Error>(())
    /// ```
    #[must_use]
    pub fn read(expression: &str, published: Option<Date>, outlook: Outlook) -> Option<Self> {
        Self::read_at(expression, Context { published, day: None, outlook }, 0)
    }

    /// As [`TimeInterval::read`], where the byte `needed` has to be among what was understood.
    pub(crate) fn read_at(expression: &str, context: Context, needed: usize) -> Option<Self> {
        let (interval, end) = grammar::read(expression, context)?;
        (needed < end).then_some(interval)
    }

    /// The single day the interval lies in, if it is one.
    pub(crate) fn single_day(&self) -> Option<Date> {
        let (start, end) = (self.start?, self.end?);
        (Period::day(start.date())?.end >= end).then(|| start.date())
    }
}

/// What an expression is read against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context {
    /// The day of publication.
    pub(crate) published: Option<Date>,
    /// The day that clock times belong to, if it is known.
    pub(crate) day: Option<Date>,
    /// Where recurring times are looked for.
    pub(crate) outlook: Outlook,
}

/// The day a text says it was published: the first date with day, month and year in a short line at its head or before
/// the dash or bracket of a dateline (*OSLO, May 4, 2026 (Agency) —*).
pub(crate) fn dateline(text: &str) -> Option<Date> {
    let head = text.lines().map(str::trim).filter(|l| !l.is_empty()).take(4);
    for line in head {
        let opening =
            line.char_indices().find(|&(_, c)| matches!(c, '—' | '–' | '(')).map_or(line.len(), |(i, _)| i);
        let short = line.split_whitespace().count() <= 12;
        let part = if short { line } else { line.get(..opening).unwrap_or_default() };
        if part.split_whitespace().count() > 12 {
            continue;
        }
        let starts = std::iter::once(0).chain(part.match_indices(' ').map(|(i, _)| i.saturating_add(1)));
        for start in starts {
            let context = Context { published: None, day: None, outlook: Outlook::Back };
            let found =
                grammar::read(part.get(start..).unwrap_or_default(), context).map(|(interval, _)| interval);
            if let Some(interval) = found
                && interval.granularity == TimeUnit::Day
                && let Some(day) = interval.single_day()
            {
                return Some(day);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests;
