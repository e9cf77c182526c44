//! The grammar of time expressions: a descent over their words.

use super::calendar::{Period, Which, choose, date, midnight};
use super::{Context, Outlook, TimeInterval, TimeUnit};
use crate::lexicon;
use crate::propositions::numerals;
use jiff::civil::{Date, DateTime};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Whether the word, in lower case, names a month or weekday.
pub(in crate::propositions) fn is_calendar_name(word: &str) -> bool {
    matches!(WORDS.get(word.trim_end_matches('.')), Some(Class::Month(_) | Class::Weekday(_)))
}

#[derive(Clone, Copy, Debug)]
enum Class {
    Weekday(i8),
    Month(i8),
    Season(i8),
    Unit(TimeUnit),
    Fortnight,
    Part(i64, i64),
    Portion(i64, i64),
    Deictic(i64),
    Holiday(i8, i8),
    Ordinal(i64),
}

static WORDS: LazyLock<FxHashMap<&'static str, Class>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../../data/words/times.tsv"))
        .filter_map(|row| Some((*row.first()?, class(row.get(1)?, row.get(2)?)?)))
        .collect()
});

fn class(name: &str, value: &str) -> Option<Class> {
    let pair = || value.split_once('-').filter(|(a, _)| !a.is_empty());
    Some(match name {
        "weekday" => Class::Weekday(value.parse().ok()?),
        "month" => Class::Month(value.parse().ok()?),
        "season" => Class::Season(value.parse().ok()?),
        "part" => Class::Part(pair()?.0.parse().ok()?, pair()?.1.parse().ok()?),
        "portion" => Class::Portion(pair()?.0.parse().ok()?, pair()?.1.parse().ok()?),
        "holiday" => Class::Holiday(pair()?.0.parse().ok()?, pair()?.1.parse().ok()?),
        "deictic" => Class::Deictic(value.parse().ok()?),
        "ordinal" => Class::Ordinal(value.parse().ok()?),
        "unit" => Class::Unit(match value {
            "minute" => TimeUnit::Minute,
            "hour" => TimeUnit::Hour,
            "day" => TimeUnit::Day,
            "weekend" => TimeUnit::Weekend,
            "week" => TimeUnit::Week,
            "fortnight" => return Some(Class::Fortnight),
            "month" => TimeUnit::Month,
            "quarter" => TimeUnit::Quarter,
            "year" => TimeUnit::Year,
            "decade" => TimeUnit::Decade,
            "century" => TimeUnit::Century,
            _ => return None,
        }),
        _ => return None,
    })
}

/// The interval of an expression, and the byte where what was understood ends.
pub(super) fn read(expression: &str, context: Context) -> Option<(TimeInterval, usize)> {
    let tokens = tokens(expression);
    let mut years = tokens.iter().filter_map(|t| year_of(&t.0));
    let year = years.next().filter(|_| years.next().is_none());
    let mut reader = Reader { tokens: &tokens, at: 0, context, year };
    let interval = reader.expression()?;
    let end = reader.tokens[reader.at - 1].1;
    Some((interval, end))
}

/// Words in lower case without periods, marks each one, with the byte where each ends.
fn tokens(text: &str) -> Vec<(String, usize)> {
    let mut found: Vec<(String, usize)> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match c {
            c if c.is_alphanumeric() || c == '’' || c == '\'' => {
                let c = if c == '\'' { '’' } else { c };
                match found.last_mut().filter(|_| open) {
                    Some((word, to)) => (word.extend(c.to_lowercase()), *to = end).1,
                    None => found.push((c.to_lowercase().collect(), end)),
                }
                open = true;
            }
            // *p.m.*, *Jan.*; a clock's colon, a number's comma and point stay inside
            '.' if open && !text[end..].starts_with(|n: char| n.is_ascii_digit()) => {
                if let Some(last) = found.last_mut() {
                    last.1 = end;
                }
            }
            ':' | ',' | '.' if open && text[end..].starts_with(|n: char| n.is_ascii_digit()) => {
                match found.last_mut() {
                    Some((word, to)) if word.ends_with(|d: char| d.is_ascii_digit()) => {
                        word.push(c);
                        *to = end;
                    }
                    _ => open = false,
                }
            }
            _ => {
                open = false;
                if !c.is_whitespace() {
                    found.push((if c == '–' || c == '—' { '-' } else { c }.to_string(), end));
                }
            }
        }
    }
    found
}

fn year_of(token: &str) -> Option<i16> {
    (token.len() == 4).then(|| token.parse().ok()).flatten().filter(|y| (1000..2200).contains(y))
}

struct Reader<'t> {
    tokens: &'t [(String, usize)],
    at: usize,
    context: Context,
    /// The one year the whole expression names.
    year: Option<i16>,
}

impl Reader<'_> {
    fn peek(&self) -> &str {
        self.ahead(0)
    }

    fn ahead(&self, by: usize) -> &str {
        self.tokens.get(self.at + by).map_or("", |t| t.0.as_str())
    }

    fn class(&self) -> Option<Class> {
        WORDS.get(self.peek()).copied()
    }

    fn eat(&mut self, words: &[&str]) -> bool {
        let found = words.contains(&self.peek());
        self.at += usize::from(found);
        found
    }

    /// What `read` reads, or nothing and no step forward.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let at = self.at;
        let found = read(self);
        if found.is_none() {
            self.at = at;
        }
        found
    }

    fn today(&self) -> Option<Date> {
        self.context.published
    }

    fn nearest(&self) -> Which {
        match self.context.outlook {
            Outlook::Back => Which::Begun,
            Outlook::Ahead => Which::Coming,
        }
    }

    /// The whole: a period with the preposition that opens or closes it, or a range of two.
    fn expression(&mut self) -> Option<TimeInterval> {
        let hedged = self.eat(&["about", "around", "approximately", "roughly", "circa", "sometime"]);
        let opening = self.peek().to_owned();
        let made = |start, end, period: Period| TimeInterval {
            start,
            end,
            granularity: period.unit,
            approximate: period.approximate || hedged,
        };
        match opening.as_str() {
            "since" | "after" | "until" | "till" | "through" | "before" | "by" | "starting" | "beginning"
            | "following"
                if self.ahead(1) != "of" =>
            {
                self.at += 1;
                self.eat(&["at", "in", "on", "late", "sometime"]);
                let period = self.period()?;
                Some(match opening.as_str() {
                    "since" | "starting" | "beginning" => made(Some(period.start), None, period),
                    "after" | "following" => made(Some(period.end), None, period),
                    "before" => made(None, Some(period.start), period),
                    _ => made(None, Some(period.end), period),
                })
            }
            "within" => {
                self.at += 1;
                let (count, unit) = self.duration()?;
                let today = self.today()?;
                let period = span(today, count, unit, Outlook::Ahead)?;
                Some(made(Some(period.start), Some(period.end), period))
            }
            "in" if self.context.outlook == Outlook::Ahead
                && let Some((count, unit)) = self.attempt(|r| {
                    r.at += 1;
                    r.duration().filter(|_| !matches!(r.peek(), "ago" | "to"))
                }) =>
            {
                let period = moved(self.today()?, count, unit)?;
                Some(made(Some(period.start), Some(period.end), period))
            }
            _ => {
                let ranged = self.eat(&["from", "between"]);
                if !ranged {
                    while self.eat(&[
                        "on",
                        "at",
                        "in",
                        "during",
                        "over",
                        "for",
                        "throughout",
                        "across",
                        "upon",
                        "as",
                        "of",
                        "all",
                        "only",
                        "just",
                        "some",
                    ]) {}
                }
                let first = self.period()?;
                let joined = if opening == "between" {
                    vec!["and", "-"]
                } else {
                    vec!["to", "until", "till", "through", "-"]
                };
                let second = self.attempt(|r| {
                    let dash = r.peek() == "-";
                    if !r.eat(&joined) {
                        return None;
                    }
                    r.eat(&["the", "early", "late"]);
                    dash.then(|| r.short_end(first)).flatten().or_else(|| r.period())
                });
                match second.filter(|s| s.end > first.start) {
                    Some(second) => Some(TimeInterval {
                        start: Some(first.start),
                        end: Some(second.end),
                        granularity: second.unit,
                        approximate: first.approximate || second.approximate || hedged,
                    }),
                    None if opening == "from" => Some(made(Some(first.start), None, first)),
                    None => Some(made(Some(first.start), Some(first.end), first)),
                }
            }
        }
    }

    /// The end of a range that leaves out what it shares: *May 4-6*, *2014-18*.
    fn short_end(&mut self, first: Period) -> Option<Period> {
        let number: i16 = self.peek().parse().ok()?;
        let start = first.start.date();
        let period = match first.unit {
            TimeUnit::Day if self.peek().len() <= 2 && WORDS.get(self.ahead(1)).is_none() => {
                Period::day(date(start.year(), start.month(), number.try_into().ok()?)?)?
            }
            TimeUnit::Year if self.peek().len() == 2 => {
                Period::months(start.year() - start.year().rem_euclid(100) + number, 1, 12, TimeUnit::Year)?
            }
            _ => return None,
        };
        self.at += 1;
        if self.peek() == "," && year_of(self.ahead(1)).is_some() {
            self.at += 2;
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
                r.at += 1;
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
                r.at += 1;
                while r.eat(&["-", "of", "on", "in", "the", "part"]) {}
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
            let parts = if self.ahead(1) == "half" { 2 } else { 4 };
            self.at += 2;
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
            let part = year.portion((n - 1) * 1000 / parts, n * 1000 / parts)?;
            let unit = if parts == 4 && year.unit == TimeUnit::Year { TimeUnit::Quarter } else { part.unit };
            return Some(Period { unit, ..part });
        }
        if matches!(self.peek(), "first" | "last" | "final") && self.ahead(1) != "of" {
            let first = self.eat(&["first"]);
            self.at += usize::from(!first);
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
                Period::new(unit.shift(end, -count)?, end, unit)
            };
            return Some(period);
        }
        let ordinal: i16 = self.peek().trim_end_matches(|c: char| c.is_alphabetic()).parse().ok()?;
        let century = self.peek().ends_with(|c: char| c.is_alphabetic()) && self.ahead(1) == "century";
        if !century || !(1..=21).contains(&ordinal) {
            return None;
        }
        self.at += 2;
        Period::months((ordinal - 1) * 100, 1, 1200, TimeUnit::Century)
    }

    /// A number and a unit: *three weeks*, *a year*, *24 hours*, *a few days* (no number).
    fn duration(&mut self) -> Option<(i64, TimeUnit)> {
        let words: Vec<&str> = self.tokens[self.at..].iter().take(6).map(|t| t.0.as_str()).collect();
        let (count, used) = match words.first().copied() {
            Some("a" | "an" | "one") => (1.0, 1),
            _ => numerals::number(&words)?,
        };
        self.at += used;
        self.eat(&["-"]);
        let (unit, times) = match self.class()? {
            Class::Unit(unit) => (unit, 1.0),
            Class::Fortnight => (TimeUnit::Week, 2.0),
            _ => return None,
        };
        self.at += 1;
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
            r.eat(&["at", "in", "around", "about"]);
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
            self.at += 1;
            let end = if from == to { from * 60 + 1 } else { to * 60 };
            let unit = if from == to { TimeUnit::Minute } else { TimeUnit::Part };
            return (!noun_follows).then_some((from * 60, end, unit));
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
        self.at += 1;
        if half.is_none() {
            half = match self.peek() {
                "pm" => Some(true),
                "am" => Some(false),
                _ => None,
            };
            self.at += usize::from(half.is_some());
        }
        let o_clock = half.is_none() && self.eat(&["o’clock"]);
        let valid =
            if half.is_some() || o_clock { (1..=12).contains(&hour) } else { minute.is_some() && hour < 24 };
        if !valid || !(0..60).contains(&minute.unwrap_or(0)) {
            return None;
        }
        let hour = match half {
            Some(true) => hour % 12 + 12,
            Some(false) => hour % 12,
            None => hour,
        };
        self.eat(&["gmt", "utc", "est", "edt", "cet", "cest", "pst", "pdt", "bst"]);
        let from = hour * 60 + minute.unwrap_or(0);
        Some(if minute.is_some() {
            (from, from + 1, TimeUnit::Minute)
        } else {
            (from, from + 60, TimeUnit::Hour)
        })
    }

    fn calendar(&mut self) -> Option<Period> {
        let which = match self.peek() {
            "last" | "past" | "previous" | "preceding" => Some(Which::Last),
            "next" | "coming" | "upcoming" | "following" => Some(Which::Next),
            "this" | "current" => Some(Which::This),
            _ => None,
        };
        if let Some(which) = which {
            let whole = matches!(self.peek(), "past" | "coming");
            self.at += 1;
            return self.relative(which, whole);
        }
        if self.eat(&["recent"]) {
            let Class::Unit(unit) = self.class()? else { return None };
            self.at += 1;
            return span(self.today()?, 1, unit.larger(), Outlook::Back)
                .map(|p| Period { unit, ..p.roughly() });
        }
        if self.eat(&["tonight"]) {
            return Period::day(self.today()?)?.hours(18, 30);
        }
        if self.eat(&["overnight"]) {
            return Period::day(self.today()?.yesterday().ok()?)?.hours(20, 30).map(Period::roughly);
        }
        if self.eat(&["now", "currently", "nowadays"]) {
            return Period::day(self.today()?);
        }
        for (words, days) in [(["day", "before", "yesterday"], -2), (["day", "after", "tomorrow"], 2)] {
            if (0..3).all(|i| self.ahead(i) == words[i]) {
                self.at += 3;
                return Period::day(TimeUnit::Day.shift(self.today()?, days)?);
            }
        }
        self.attempt(Self::holiday)
            .or_else(|| self.attempt(Self::counted))
            .or_else(|| self.attempt(Self::figures))
            .or_else(|| self.attempt(|r| r.recurring(None)))
    }

    /// After *last*, *next*, *this*: a unit, units with or without number, or something that recurs.
    fn relative(&mut self, which: Which, whole: bool) -> Option<Period> {
        let outlook = if which == Which::Next { Outlook::Ahead } else { Outlook::Back };
        let counted =
            self.attempt(|r| r.duration().filter(|_| !matches!(r.tokens[r.at - 2].0.as_str(), "a" | "an")));
        if let Some((count, unit)) = counted {
            return span(self.today()?, count, unit, outlook);
        }
        let few = self.eat(&["few", "several", "couple"]);
        if few {
            self.eat(&["of"]);
        }
        match self.class()? {
            Class::Unit(unit) => {
                let plural = self.peek().ends_with('s') || self.peek().ends_with("ies");
                self.at += 1;
                let today = self.today()?;
                if plural {
                    return span(today, 1, unit.larger(), outlook).map(|p| Period { unit, ..p.roughly() });
                }
                if whole && unit != TimeUnit::Weekend {
                    return span(today, 1, unit, outlook);
                }
                if unit == TimeUnit::Weekend {
                    return choose(today, which, |n| Period::around(unit.shift(today, n)?, unit));
                }
                let by = match which {
                    Which::Last => -1,
                    Which::Next => 1,
                    _ => 0,
                };
                Period::around(unit.shift(today, by)?, unit)
            }
            // *last night*, *this morning*
            Class::Part(from, to) => {
                self.at += 1;
                let back = i64::from(which == Which::Last);
                Period::day(TimeUnit::Day.shift(self.today()?, -back)?)?.hours(from, to)
            }
            _ => self.attempt(Self::holiday).or_else(|| self.recurring(Some(which))),
        }
    }

    fn holiday(&mut self) -> Option<Period> {
        let two = format!("{} {}", self.peek(), self.ahead(1));
        let (found, used) = match (WORDS.get(two.as_str()), self.class()) {
            (Some(&found), _) => (found, 2),
            (None, Some(found)) => (found, 1),
            _ => return None,
        };
        let Class::Holiday(month, day) = found else { return None };
        self.at += used;
        let year = self.year_behind();
        self.of_year(year, None, |year| Period::day(date(year, month, day)?))
    }

    fn year_behind(&mut self) -> Option<i16> {
        self.attempt(|r| {
            r.eat(&[","]);
            r.eat(&["of", "in"]);
            let year = year_of(r.peek())?;
            r.at += 1;
            Some(year)
        })
        .or(self.year)
    }

    /// What comes once a year, in that year or in the one that is meant.
    fn of_year(
        &self,
        year: Option<i16>,
        which: Option<Which>,
        make: impl Fn(i16) -> Option<Period>,
    ) -> Option<Period> {
        if let Some(year) = year {
            return make(year);
        }
        let today = self.today()?;
        choose(today, which.unwrap_or(self.nearest()), |n| make(today.year() + i16::try_from(n).ok()?))
    }

    /// *two days ago*, *three weeks from now*, *weeks to come*, *years ago*, *the week*.
    fn counted(&mut self) -> Option<Period> {
        let counted = self.attempt(Self::duration);
        let (count, unit) = match counted {
            Some((count, unit)) => (Some(count), unit),
            None => {
                self.eat(&["several", "few", "many"]);
                let Class::Unit(unit) = self.class()? else { return None };
                self.at += 1;
                (None, unit)
            }
        };
        let plural = self.tokens[self.at - 1].0.ends_with('s');
        let today = self.today();
        if self.eat(&["ago", "back"]) {
            return match count {
                Some(count) => moved(today?, -count, unit),
                None if plural => {
                    let far = unit.larger().shift(today?, -1)?;
                    Some(Period::new(far, unit.shift(today?, -1)?, unit).roughly())
                }
                None => None,
            };
        }
        let ahead = self.eat(&["ahead"])
            || self.attempt(|r| (r.eat(&["to"]) && r.eat(&["come"])).then_some(())).is_some();
        if ahead {
            return match count {
                Some(count) => span(today?, count, unit, Outlook::Ahead),
                None => {
                    span(today?, 1, unit.larger(), Outlook::Ahead).map(|p| Period { unit, ..p.roughly() })
                }
            };
        }
        if self.attempt(|r| (r.eat(&["from"]) && r.eat(&["now"])).then_some(())).is_some() {
            return moved(today?, count?, unit);
        }
        // *the weekend*, *the end of the year*: the one at hand, where nothing says of which
        let definite = self.at >= 2
            && self.tokens[self.at - 2].0 == "the"
            && !matches!(self.peek(), "of" | "before" | "after");
        if count.is_some() || plural || !definite || unit < TimeUnit::Weekend {
            return None;
        }
        let today = today?;
        match unit {
            TimeUnit::Weekend => {
                choose(today, self.nearest(), |n| Period::around(unit.shift(today, n)?, unit))
            }
            TimeUnit::Week | TimeUnit::Month | TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century => {
                Period::around(today, unit)
            }
            _ => None,
        }
    }

    /// Dates in figures, years, decades.
    fn figures(&mut self) -> Option<Period> {
        let token = self.peek().to_owned();
        // 2026-05-04
        if let (Some(year), "-", "-") = (year_of(&token), self.ahead(1), self.ahead(3))
            && let (Ok(month), Ok(day)) = (self.ahead(2).parse(), self.ahead(4).parse())
        {
            self.at += 5;
            return Period::day(date(year, month, day)?);
        }
        let decade = token.strip_suffix('s').map(|d| d.trim_end_matches('’'));
        if let Some(digits) = decade {
            let figures = digits.trim_start_matches('’');
            let year: i16 = figures.parse().ok().filter(|y| y % 10 == 0)?;
            let year = match figures.len() {
                4 => year,
                2 if year >= 30 => 1900 + year,
                2 => 2000 + year,
                _ => return None,
            };
            self.at += 1;
            let century = year % 100 == 0
                && self.tokens.get(self.at - 1).is_some_and(|t| t.0.len() == 5)
                && year < 2000;
            return if century {
                Period::months(year, 1, 1200, TimeUnit::Century)
            } else {
                Period::months(year, 1, 120, TimeUnit::Decade)
            };
        }
        if let Some(year) = year_of(&token) {
            self.at += 1;
            return Period::months(year, 1, 12, TimeUnit::Year);
        }
        // *4 May 2020*, *the 4th of May*
        let figures = token.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let suffix = &token[figures.len()..];
        let day: i8 = figures.parse().ok().filter(|_| matches!(suffix, "" | "st" | "nd" | "rd" | "th"))?;
        self.at += 1;
        self.eat(&["of"]);
        let Some(Class::Month(month)) = self.class() else { return None };
        self.at += 1;
        let year = self.year_behind();
        self.of_year(year, None, |year| Period::day(date(year, month, day)?))
    }

    /// Weekdays, months with or without day, seasons.
    fn recurring(&mut self, which: Option<Which>) -> Option<Period> {
        match self.class()? {
            Class::Weekday(weekday) => {
                self.at += 1;
                let exact = self.attempt(|r| {
                    r.eat(&[","]);
                    r.eat(&["the"]);
                    r.attempt(Self::figures)
                        .or_else(|| r.attempt(|r| r.recurring(None)))
                        .filter(|p| p.unit == TimeUnit::Day)
                });
                if exact.is_some() {
                    return exact;
                }
                let today = self.today()?;
                let monday = Period::around(today, TimeUnit::Week)?.start.date();
                choose(today, which.unwrap_or(self.nearest()), |n| {
                    Period::day(TimeUnit::Day.shift(monday, n * 7 + i64::from(weekday) - 1)?)
                })
            }
            Class::Month(month) => {
                self.at += 1;
                let day = self.attempt(|r| {
                    let figures = r.peek().trim_end_matches(|c: char| c.is_ascii_alphabetic());
                    let day: i8 = figures.parse().ok().filter(|d| (1..=31).contains(d))?;
                    r.at += 1;
                    Some(day)
                });
                let year = self.year_behind();
                self.of_year(year, which, |year| match day {
                    Some(day) => Period::day(date(year, month, day)?),
                    None => Period::months(year, month, 1, TimeUnit::Month),
                })
            }
            Class::Season(month) => {
                self.at += 1;
                let year = self.year_behind();
                self.of_year(year, which, |year| {
                    Period::months(year, month, 3, TimeUnit::Season).map(Period::roughly)
                })
            }
            Class::Deictic(days) => {
                self.at += 1;
                Period::day(TimeUnit::Day.shift(self.today()?, days)?)
            }
            _ => None,
        }
    }
}

/// `count` units back from or ahead of the day.
fn span(today: Date, count: i64, unit: TimeUnit, outlook: Outlook) -> Option<Period> {
    Some(match outlook {
        Outlook::Back => Period::new(unit.shift(today, -count)?, today.tomorrow().ok()?, unit),
        Outlook::Ahead => Period::new(today, unit.shift(today, count)?.max(today.tomorrow().ok()?), unit),
    })
}

/// The period of a unit, `count` units from the day; roughly, where the unit is longer than a day.
fn moved(today: Date, count: i64, unit: TimeUnit) -> Option<Period> {
    let day = unit.shift(today, count)?;
    let period = Period::around(day, unit)?;
    Some(if unit == TimeUnit::Day { period } else { period.roughly() })
}
