//! Periods of the calendar, and which of those that recur is meant.

use super::TimeUnit;
use jiff::Span;
use jiff::civil::{Date, DateTime, Time};

/// A stretch of time, its end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) start: DateTime,
    pub(super) end: DateTime,
    pub(super) unit: TimeUnit,
    pub(super) approximate: bool,
}

/// Which of the periods that recur: Fridays, Mays, summers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// The last one begun.
    Begun,
    /// The first one not over.
    Coming,
    /// The last one that is over.
    Last,
    /// The first one not begun.
    Next,
    /// The one of the same week or year.
    This,
}

pub(super) fn midnight(date: Date) -> DateTime {
    date.to_datetime(Time::midnight())
}

pub(super) fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

impl Period {
    pub(super) fn new(start: Date, end: Date, unit: TimeUnit) -> Self {
        Self { start: midnight(start), end: midnight(end), unit, approximate: false }
    }

    pub(super) fn day(day: Date) -> Option<Self> {
        Some(Self::new(day, day.tomorrow().ok()?, TimeUnit::Day))
    }

    /// `months` months from the first of a month.
    pub(super) fn months(year: i16, month: i8, months: i64, unit: TimeUnit) -> Option<Self> {
        let start = date(year, month, 1)?;
        Some(Self::new(start, TimeUnit::Month.shift(start, months)?, unit))
    }

    /// The period of a unit that holds the day.
    pub(super) fn around(day: Date, unit: TimeUnit) -> Option<Self> {
        let weekday = i64::from(day.weekday().to_monday_zero_offset());
        let year = day.year();
        match unit {
            TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Part | TimeUnit::Day => Self::day(day),
            TimeUnit::Weekend => {
                let saturday = TimeUnit::Day.shift(day, 5_i64.saturating_sub(weekday))?;
                Some(Self::new(saturday, TimeUnit::Day.shift(saturday, 2)?, unit))
            }
            TimeUnit::Week => {
                let monday = TimeUnit::Day.shift(day, weekday.saturating_neg())?;
                Some(Self::new(monday, TimeUnit::Week.shift(monday, 1)?, unit))
            }
            TimeUnit::Month => Self::months(year, day.month(), 1, unit),
            TimeUnit::Quarter => {
                let passed = day.month().saturating_sub(1) % 3;
                Self::months(year, day.month().saturating_sub(passed), 3, unit)
            }
            TimeUnit::Season => {
                // seasons begin in March, June, September, December
                let back = TimeUnit::Month.shift(day, i64::from(day.month() % 3).saturating_neg())?;
                Self::months(back.year(), back.month(), 3, unit)
            }
            TimeUnit::Year => Self::months(year, 1, 12, unit),
            TimeUnit::Decade => Self::months(year.saturating_sub(year.rem_euclid(10)), 1, 120, unit),
            TimeUnit::Century => Self::months(year.saturating_sub(year.rem_euclid(100)), 1, 1200, unit),
        }
    }

    /// The hours from `from` to `to` of the period's first day; hours beyond 24 are the next day's.
    pub(super) fn hours(self, from: i64, to: i64) -> Option<Self> {
        let at = |hours: i64| self.start.checked_add(Span::new().try_hours(hours).ok()?).ok();
        Some(Self { start: at(from)?, end: at(to)?, unit: TimeUnit::Part, ..self })
    }

    /// A part of the period, in thousandths, at months, days or hours.
    pub(super) fn portion(self, from: i64, to: i64) -> Option<Self> {
        let unit = match self.unit {
            TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century => TimeUnit::Month,
            TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Part | TimeUnit::Day => TimeUnit::Hour,
            _ => TimeUnit::Day,
        };
        let length = self.start.until((smallest(unit), self.end)).ok()?;
        let length = match unit {
            TimeUnit::Month => i64::from(length.get_months()),
            TimeUnit::Day => i64::from(length.get_days()),
            _ => i64::from(length.get_hours()),
        };
        let at = |thousandths: i64| {
            let steps = length.saturating_mul(thousandths).saturating_add(500) / 1000;
            let span = match unit {
                TimeUnit::Month => Span::new().try_months(steps),
                TimeUnit::Day => Span::new().try_days(steps),
                _ => Span::new().try_hours(steps),
            };
            self.start.checked_add(span.ok()?).ok()
        };
        let unit = if unit == TimeUnit::Hour { TimeUnit::Part } else { unit };
        Some(Self { start: at(from)?, end: at(to)?, unit, approximate: self.approximate })
    }

    pub(super) fn roughly(self) -> Self {
        Self { approximate: true, ..self }
    }
}

fn smallest(unit: TimeUnit) -> jiff::Unit {
    match unit {
        TimeUnit::Month => jiff::Unit::Month,
        TimeUnit::Day => jiff::Unit::Day,
        _ => jiff::Unit::Hour,
    }
}

impl TimeUnit {
    /// The day a number of units later; units below a day count as parts of days.
    pub(super) fn shift(self, day: Date, by: i64) -> Option<Date> {
        let span = Span::new();
        let span = match self {
            Self::Minute => span.try_days(by / 1440),
            Self::Hour => span.try_days(by / 24),
            Self::Part | Self::Day => span.try_days(by),
            Self::Weekend | Self::Week => span.try_weeks(by),
            Self::Month => span.try_months(by),
            Self::Season | Self::Quarter => span.try_months(by.checked_mul(3)?),
            Self::Year => span.try_years(by),
            Self::Decade => span.try_years(by.checked_mul(10)?),
            Self::Century => span.try_years(by.checked_mul(100)?),
        };
        day.checked_add(span.ok()?).ok()
    }

    /// The next larger unit: how far *recent weeks* reach that nobody counted.
    pub(super) fn larger(self) -> Self {
        match self {
            Self::Minute => Self::Hour,
            Self::Hour | Self::Part => Self::Day,
            Self::Day => Self::Week,
            Self::Weekend | Self::Week => Self::Month,
            Self::Month | Self::Season | Self::Quarter => Self::Year,
            Self::Year => Self::Decade,
            Self::Decade | Self::Century => Self::Century,
        }
    }
}

/// Chooses among the periods that `candidate` gives for the weeks or years -2 to 2 from now.
pub(super) fn choose(today: Date, which: Which, candidate: impl Fn(i64) -> Option<Period>) -> Option<Period> {
    let now = midnight(today);
    let all: Vec<Period> = (-2..=2).filter_map(&candidate).collect();
    match which {
        Which::Begun => all.into_iter().rfind(|p| p.start <= now),
        Which::Coming => all.into_iter().find(|p| p.end > now),
        Which::Last => all.into_iter().rfind(|p| p.end <= now),
        Which::Next => all.into_iter().find(|p| p.start > now),
        Which::This => candidate(0),
    }
}
