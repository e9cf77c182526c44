//! The grammar of time expressions: a descent over their words.

use super::calendar::{Period, Which, date, midnight};
use super::dates::{moved, span};
use super::words::{Class, WORDS, tokens, year_of};
use super::{Context, Outlook, TimeInterval, TimeUnit};
use crate::lexicon::FIRST_OR_LAST;
use crate::lexicon::{
    BOUND_FILLERS, CLOCK_LINKS, PORTION_LINKS, RANGE_MARKS, TIME_HEDGES, TIME_LEADS, TIME_ZONES, WordSet,
};
use crate::propositions::numerals;
use jiff::civil::{Date, DateTime};

/// The interval of an expression, and the byte where what was understood ends.
pub(super) fn read(expression: &str, context: Context) -> Option<(TimeInterval, usize)> {
    let tokens = tokens(expression);
    let mut years = tokens.iter().filter_map(|t| year_of(&t.0));
    let year = years.next().filter(|_| years.next().is_none());
    let mut reader = Reader { tokens: &tokens, at: 0, context, year };
    let interval = reader.expression()?;
    let end = reader.behind(1)?.1;
    Some((interval, end))
}

/// Which side of the time an expression is on (*since*, *after*, *before*, *until*).
#[derive(Clone, Copy)]
enum Side {
    FromStart,
    FromEnd,
    UpToStart,
    UpToEnd,
}

fn interval(start: Option<DateTime>, end: Option<DateTime>, period: Period) -> TimeInterval {
    TimeInterval { start, end, granularity: period.unit, approximate: period.approximate }
}

/// Where the reading stands.
pub(super) struct Reader<'t> {
    pub(super) tokens: &'t [(String, usize)],
    pub(super) at: usize,
    pub(super) context: Context,
    /// The one year the whole expression names.
    pub(super) year: Option<i16>,
}

impl Reader<'_> {
    pub(super) fn peek(&self) -> &str {
        self.ahead(0)
    }

    pub(super) fn ahead(&self, by: usize) -> &str {
        self.tokens.get(self.at.saturating_add(by)).map_or("", |t| t.0.as_str())
    }

    pub(super) fn step(&mut self, by: usize) {
        self.at = self.at.saturating_add(by);
    }

    /// The token that many places back.
    pub(super) fn behind(&self, by: usize) -> Option<&(String, usize)> {
        self.tokens.get(self.at.checked_sub(by)?)
    }

    pub(super) fn class(&self) -> Option<Class> {
        WORDS.get(self.peek()).copied()
    }

    pub(super) fn eat(&mut self, words: &[&str]) -> bool {
        let found = words.contains(&self.peek());
        self.at = self.at.saturating_add(usize::from(found));
        found
    }

    /// Steps over a word of the class.
    pub(super) fn eat_one(&mut self, class: &WordSet) -> bool {
        let found = class.contains(self.peek());
        self.at = self.at.saturating_add(usize::from(found));
        found
    }

    /// What `read` reads, or nothing and no step forward.
    pub(super) fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let at = self.at;
        let found = read(self);
        if found.is_none() {
            self.at = at;
        }
        found
    }

    pub(super) fn today(&self) -> Option<Date> {
        self.context.published
    }

    pub(super) fn nearest(&self) -> Which {
        match self.context.outlook {
            Outlook::Back => Which::Begun,
            Outlook::Ahead => Which::Coming,
        }
    }

    /// The whole: a period with the preposition that opens or closes it, or a range of two.
    fn expression(&mut self) -> Option<TimeInterval> {
        let hedged = self.eat_one(&TIME_HEDGES);
        let found = self.whole()?;
        Some(TimeInterval { approximate: found.approximate || hedged, ..found })
    }

    fn whole(&mut self) -> Option<TimeInterval> {
        // *in two days*, said of what is to come
        let ahead = |r: &mut Self| {
            let in_time = r.context.outlook == Outlook::Ahead && r.eat(&["in"]);
            in_time.then(|| r.duration()).flatten().filter(|_| !matches!(r.peek(), "ago" | "to"))
        };
        if let Some((count, unit)) = self.attempt(ahead) {
            let period = moved(self.today()?, count, unit)?;
            return Some(interval(Some(period.start), Some(period.end), period));
        }
        if self.eat(&["within"]) {
            let (count, unit) = self.duration()?;
            let period = span(self.today()?, count, unit, Outlook::Ahead)?;
            return Some(interval(Some(period.start), Some(period.end), period));
        }
        let side = match self.peek() {
            _ if self.ahead(1) == "of" => None,
            "since" | "starting" | "beginning" => Some(Side::FromStart),
            "after" | "following" => Some(Side::FromEnd),
            "before" => Some(Side::UpToStart),
            "until" | "till" | "through" | "by" => Some(Side::UpToEnd),
            _ => None,
        };
        match side {
            Some(side) => self.bounded(side),
            None => self.ranged(),
        }
    }

    /// A period of which one side is open.
    fn bounded(&mut self, side: Side) -> Option<TimeInterval> {
        self.step(1);
        self.eat_one(&BOUND_FILLERS);
        let period = self.period()?;
        Some(match side {
            Side::FromStart => interval(Some(period.start), None, period),
            Side::FromEnd => interval(Some(period.end), None, period),
            Side::UpToStart => interval(None, Some(period.start), period),
            Side::UpToEnd => interval(None, Some(period.end), period),
        })
    }

    /// A period, or a range of two.
    fn ranged(&mut self) -> Option<TimeInterval> {
        let opening = self.peek().to_owned();
        if !self.eat(&["from", "between"]) {
            while self.eat_one(&TIME_LEADS) {}
        }
        let first = self.period()?;
        let second = self.attempt(|r| {
            let dash = r.peek() == "-";
            let joined = if opening == "between" { r.eat(&["and", "-"]) } else { r.eat_one(&RANGE_MARKS) };
            if !joined {
                return None;
            }
            if !r.eat(&["the"]) {
                r.eat(&["early", "late"]);
            }
            dash.then(|| r.short_end(first)).flatten().or_else(|| r.period())
        });
        Some(match second.filter(|s| s.end > first.start) {
            Some(second) => TimeInterval {
                start: Some(first.start),
                end: Some(second.end),
                granularity: second.unit,
                approximate: first.approximate || second.approximate,
            },
            None if opening == "from" => interval(Some(first.start), None, first),
            None => interval(Some(first.start), Some(first.end), first),
        })
    }

    /// The end of a range that leaves out what it shares: *May 4-6*, *2014-18*.
    fn short_end(&mut self, first: Period) -> Option<Period> {
        let number: i16 = self.peek().parse().ok()?;
        let start = first.start.date();
        let period = match first.unit {
            TimeUnit::Day if self.peek().len() <= 2 && WORDS.get(self.ahead(1)).is_none() => {
                Period::day(date(start.year(), start.month(), number.try_into().ok()?)?)?
            }
            TimeUnit::Year if self.peek().len() == 2 => Period::months(
                start.year().saturating_sub(start.year().rem_euclid(100)).saturating_add(number),
                1,
                12,
                TimeUnit::Year,
            )?,
            _ => return None,
        };
        self.at = self.at.saturating_add(1);
        if self.peek() == "," && year_of(self.ahead(1)).is_some() {
            self.at = self.at.saturating_add(2);
        }
        Some(period)
    }

    fn period(&mut self) -> Option<Period> {
        self.eat(&["the"]);
        if let Some(later) = match self.peek() {
            "earlier" => Some(false),
            "later" => Some(true),
            _ => None,
        } {
            let now = midnight(self.today()?);
            return self.attempt(|r| {
                r.at = r.at.saturating_add(1);
                r.eat(&["on", "in"]);
                let whole = r.period()?;
                let inside = whole.start < now && now < whole.end;
                Some(match (inside, later) {
                    (true, true) => Period { start: now, ..whole },
                    (true, false) => Period { end: now, ..whole },
                    _ => whole,
                })
            });
        }
        if let Some(Class::Portion(from, to)) = self.class()
            && let Some(period) = self.attempt(|r| {
                r.at = r.at.saturating_add(1);
                while r.eat_one(&PORTION_LINKS) {}
                let whole = r.attempt(Self::counted_part).or_else(|| r.base())?;
                whole.portion(from, to).map(Period::roughly)
            })
        {
            return Some(period);
        }
        self.attempt(Self::counted_part).or_else(|| self.attempt(Self::base))
    }

    /// *first half of 2023*, *third quarter*, *first three months of the year*, *19th century*.
    fn counted_part(&mut self) -> Option<Period> {
        if let Some(Class::Ordinal(n)) = self.class()
            && matches!(self.ahead(1), "half" | "quarter")
        {
            let parts: i64 = if self.ahead(1) == "half" { 2 } else { 4 };
            self.at = self.at.saturating_add(2);
            if n > parts {
                return None;
            }
            let whole = self.attempt(|r| {
                r.eat(&["of"]);
                r.eat(&["the"]);
                r.base()
            });
            let year = match (whole, self.year) {
                (Some(whole), _) => whole,
                (None, Some(year)) => Period::months(year, 1, 12, TimeUnit::Year)?,
                (None, None) => Period::around(self.today()?, TimeUnit::Year)?,
            };
            let thousandths = |parts_before: i64| parts_before.saturating_mul(1000).checked_div(parts);
            let part = year.portion(thousandths(n.saturating_sub(1))?, thousandths(n)?)?;
            let unit = if parts == 4 && year.unit == TimeUnit::Year { TimeUnit::Quarter } else { part.unit };
            return Some(Period { unit, ..part });
        }
        if FIRST_OR_LAST.contains(self.peek()) && self.ahead(1) != "of" {
            let first = self.eat(&["first"]);
            self.at = self.at.saturating_add(usize::from(!first));
            let (count, unit) = self.duration()?;
            if !self.eat(&["of"]) {
                return None;
            }
            self.eat(&["the"]);
            let whole = self.base()?;
            let (start, end) = (whole.start.date(), whole.end.date());
            let period = if first {
                Period::new(start, unit.shift(start, count)?, unit)
            } else {
                Period::new(unit.shift(end, count.saturating_neg())?, end, unit)
            };
            return Some(period);
        }
        let ordinal: i16 = self.peek().trim_end_matches(|c: char| c.is_alphabetic()).parse().ok()?;
        let century = self.peek().ends_with(|c: char| c.is_alphabetic()) && self.ahead(1) == "century";
        if !century || !(1..=21).contains(&ordinal) {
            return None;
        }
        self.at = self.at.saturating_add(2);
        Period::months(ordinal.saturating_sub(1).saturating_mul(100), 1, 1200, TimeUnit::Century)
    }

    /// A number and a unit: *three weeks*, *a year*, *24 hours*, *a few days* (no number).
    pub(super) fn duration(&mut self) -> Option<(i64, TimeUnit)> {
        let words: Vec<&str> = self.tokens.iter().skip(self.at).take(6).map(|t| t.0.as_str()).collect();
        let (count, used) = match words.first().copied() {
            Some("a" | "an" | "one") => (1.0, 1),
            _ => numerals::number(&words)?,
        };
        self.at = self.at.saturating_add(used);
        self.eat(&["-"]);
        let (unit, times) = match self.class()? {
            Class::Unit(unit) => (unit, 1.0),
            Class::Fortnight => (TimeUnit::Week, 2.0),
            _ => return None,
        };
        self.at = self.at.saturating_add(1);
        (count.fract() == 0.0 && (1.0..100_000.0).contains(&count)).then_some(((count * times) as i64, unit))
    }

    /// A period without what stands before it; then the part of the day or the clock, if it is a day.
    fn base(&mut self) -> Option<Period> {
        if let Some(clock) = self.attempt(Self::clock_time) {
            let day = self.attempt(|r| {
                r.eat(&[","]);
                r.eat(&["on", "of"]);
                r.eat(&["the"]);
                r.calendar().filter(|p| p.unit == TimeUnit::Day)
            });
            return self.of_day(clock, day);
        }
        let found = self.calendar()?;
        if found.unit != TimeUnit::Day {
            return Some(found);
        }
        let clock = self.attempt(|r| {
            r.eat(&[","]);
            r.eat_one(&CLOCK_LINKS);
            r.eat(&["the"]);
            r.clock_time()
        });
        match clock {
            Some(clock) => self.of_day(clock, Some(found)),
            None => Some(found),
        }
    }

    fn of_day(&self, (from, to, unit): (i64, i64, TimeUnit), day: Option<Period>) -> Option<Period> {
        let minutes = |start: DateTime, minutes: i64| {
            start.checked_add(jiff::Span::new().try_minutes(minutes).ok()?).ok()
        };
        let known = day.or_else(|| Period::day(self.context.day?));
        let start = match known {
            Some(day) => day.start,
            None => midnight(self.today()?),
        };
        Some(Period {
            start: minutes(start, from)?,
            end: minutes(start, to)?,
            unit,
            approximate: known.is_none_or(|d| d.approximate),
        })
    }

    /// A part of the day or a time of the clock, as minutes from midnight.
    fn clock_time(&mut self) -> Option<(i64, i64, TimeUnit)> {
        if let Some(Class::Part(from, to)) = self.class() {
            let noun_follows = matches!(WORDS.get(self.ahead(1)), Some(Class::Unit(_) | Class::Part(..)));
            self.at = self.at.saturating_add(1);
            let end =
                if from == to { from.saturating_mul(60).saturating_add(1) } else { to.saturating_mul(60) };
            let unit = if from == to { TimeUnit::Minute } else { TimeUnit::Part };
            return (!noun_follows).then_some((from.saturating_mul(60), end, unit));
        }
        let word = self.peek();
        let joined = word
            .strip_suffix("pm")
            .map(|w| (w, Some(true)))
            .or_else(|| word.strip_suffix("am").map(|w| (w, Some(false))));
        let (figures, mut half) = joined.filter(|(w, _)| !w.is_empty()).unwrap_or((word, None));
        let (hour, minute) = match figures.split_once([':', '.']) {
            Some((h, m)) => (h.parse::<i64>().ok()?, Some(m.parse::<i64>().ok()?)),
            None => (figures.parse::<i64>().ok()?, None),
        };
        self.at = self.at.saturating_add(1);
        if half.is_none() {
            half = match self.peek() {
                "pm" => Some(true),
                "am" => Some(false),
                _ => None,
            };
            self.at = self.at.saturating_add(usize::from(half.is_some()));
        }
        let o_clock = half.is_none() && self.eat(&["o’clock"]);
        let valid =
            if half.is_some() || o_clock { (1..=12).contains(&hour) } else { minute.is_some() && hour < 24 };
        if !valid || !(0..60).contains(&minute.unwrap_or(0)) {
            return None;
        }
        let hour = match half {
            Some(true) => (hour % 12).saturating_add(12),
            Some(false) => hour % 12,
            None => hour,
        };
        self.eat_one(&TIME_ZONES);
        let from = hour.saturating_mul(60).saturating_add(minute.unwrap_or(0));
        Some(if minute.is_some() {
            (from, from.saturating_add(1), TimeUnit::Minute)
        } else {
            (from, from.saturating_add(60), TimeUnit::Hour)
        })
    }
}
