//! Days, months, years and what recurs: the part of the grammar that reads a period by itself.

use super::calendar::{Period, Which, choose, date};
use super::grammar::Reader;
use super::words::{Class, WORDS, year_of};
use super::{Outlook, TimeUnit};
use crate::lexicon::{FEW, LIMITING_PREPOSITIONS, MANY, ORDINAL_SUFFIXES, PRESENT_ADVERBS};
use jiff::civil::Date;

impl Reader<'_> {
    pub(super) fn calendar(&mut self) -> Option<Period> {
        let which = match self.peek() {
            "last" | "past" | "previous" | "preceding" => Some(Which::Last),
            "next" | "coming" | "upcoming" | "following" => Some(Which::Next),
            "this" | "current" => Some(Which::This),
            _ => None,
        };
        if let Some(which) = which {
            let whole = matches!(self.peek(), "past" | "coming");
            self.at = self.at.saturating_add(1);
            return self.relative(which, whole);
        }
        if self.eat(&["recent"]) {
            let Class::Unit(unit) = self.class()? else { return None };
            self.at = self.at.saturating_add(1);
            return span(self.today()?, 1, unit.larger(), Outlook::Back)
                .map(|p| Period { unit, ..p.roughly() });
        }
        if self.eat(&["tonight"]) {
            return Period::day(self.today()?)?.hours(18, 30);
        }
        if self.eat(&["overnight"]) {
            return Period::day(self.today()?.yesterday().ok()?)?.hours(20, 30).map(Period::roughly);
        }
        if self.eat_one(&PRESENT_ADVERBS) {
            return Period::day(self.today()?);
        }
        let days = match [self.ahead(0), self.ahead(1), self.ahead(2)].join(" ").as_str() {
            "day before yesterday" => Some(-2),
            "day after tomorrow" => Some(2),
            _ => None,
        };
        if let Some(days) = days {
            self.at = self.at.saturating_add(3);
            return Period::day(TimeUnit::Day.shift(self.today()?, days)?);
        }
        self.attempt(Self::holiday)
            .or_else(|| self.attempt(Self::counted))
            .or_else(|| self.attempt(Self::figures))
            .or_else(|| self.attempt(|r| r.recurring(None)))
    }

    /// After *last*, *next*, *this*: a unit, units with or without number, or something that recurs.
    fn relative(&mut self, which: Which, whole: bool) -> Option<Period> {
        let outlook = if which == Which::Next { Outlook::Ahead } else { Outlook::Back };
        let counted = self.attempt(|r| {
            r.duration().filter(|_| !matches!(r.behind(2).map_or("", |t| t.0.as_str()), "a" | "an"))
        });
        if let Some((count, unit)) = counted {
            return span(self.today()?, count, unit, outlook);
        }
        let few = self.eat_one(&FEW);
        if few {
            self.eat(&["of"]);
        }
        match self.class()? {
            Class::Unit(unit) => {
                let plural = self.peek().ends_with('s') || self.peek().ends_with("ies");
                self.at = self.at.saturating_add(1);
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
                self.at = self.at.saturating_add(1);
                let back = i64::from(which == Which::Last);
                Period::day(TimeUnit::Day.shift(self.today()?, back.saturating_neg())?)?.hours(from, to)
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
        self.at = self.at.saturating_add(used);
        let year = self.year_behind();
        self.of_year(year, None, |year| Period::day(date(year, month, day)?))
    }

    fn year_behind(&mut self) -> Option<i16> {
        self.attempt(|r| {
            r.eat(&[","]);
            r.eat(&["of", "in"]);
            let year = year_of(r.peek())?;
            r.at = r.at.saturating_add(1);
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
        choose(today, which.unwrap_or(self.nearest()), |n| {
            make(today.year().saturating_add(i16::try_from(n).ok()?))
        })
    }

    /// *two days ago*, *three weeks from now*, *weeks to come*, *years ago*, *the week*.
    fn counted(&mut self) -> Option<Period> {
        let counted = self.attempt(Self::duration);
        let (count, unit) = match counted {
            Some((count, unit)) => (Some(count), unit),
            None => {
                self.eat_one(&MANY);
                let Class::Unit(unit) = self.class()? else { return None };
                self.at = self.at.saturating_add(1);
                (None, unit)
            }
        };
        let plural = self.behind(1).is_some_and(|t| t.0.ends_with('s'));
        let today = self.today();
        if self.eat(&["ago", "back"]) {
            return match count {
                Some(count) => moved(today?, count.saturating_neg(), unit),
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
            && self.behind(2).is_some_and(|t| t.0 == "the")
            && !LIMITING_PREPOSITIONS.contains(self.peek());
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
            self.at = self.at.saturating_add(5);
            return Period::day(date(year, month, day)?);
        }
        let decade = token.strip_suffix('s').map(|d| d.trim_end_matches('’'));
        if let Some(digits) = decade {
            let figures = digits.trim_start_matches('’');
            let year: i16 = figures.parse().ok().filter(|y| y % 10 == 0)?;
            let year = match figures.len() {
                4 => year,
                2 if year >= 30 => year.saturating_add(1900),
                2 => year.saturating_add(2000),
                _ => return None,
            };
            self.at = self.at.saturating_add(1);
            let century = year % 100 == 0
                && self.tokens.get(self.at.saturating_sub(1)).is_some_and(|t| t.0.len() == 5)
                && year < 2000;
            return if century {
                Period::months(year, 1, 1200, TimeUnit::Century)
            } else {
                Period::months(year, 1, 120, TimeUnit::Decade)
            };
        }
        if let Some(year) = year_of(&token) {
            self.at = self.at.saturating_add(1);
            return Period::months(year, 1, 12, TimeUnit::Year);
        }
        // *4 May 2020*, *the 4th of May*
        let figures = token.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let suffix = token.strip_prefix(figures)?;
        let day: i8 =
            figures.parse().ok().filter(|_| suffix.is_empty() || ORDINAL_SUFFIXES.contains(suffix))?;
        self.at = self.at.saturating_add(1);
        self.eat(&["of"]);
        let Some(Class::Month(month)) = self.class() else { return None };
        self.at = self.at.saturating_add(1);
        let year = self.year_behind();
        self.of_year(year, None, |year| Period::day(date(year, month, day)?))
    }

    /// Weekdays, months with or without day, seasons.
    fn recurring(&mut self, which: Option<Which>) -> Option<Period> {
        match self.class()? {
            Class::Weekday(weekday) => {
                self.at = self.at.saturating_add(1);
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
                    Period::day(TimeUnit::Day.shift(
                        monday,
                        n.saturating_mul(7).saturating_add(i64::from(weekday)).saturating_sub(1),
                    )?)
                })
            }
            Class::Month(month) => {
                self.at = self.at.saturating_add(1);
                let day = self.attempt(|r| {
                    let figures = r.peek().trim_end_matches(|c: char| c.is_ascii_alphabetic());
                    let day: i8 = figures.parse().ok().filter(|d| (1..=31).contains(d))?;
                    r.at = r.at.saturating_add(1);
                    Some(day)
                });
                let year = self.year_behind();
                self.of_year(year, which, |year| match day {
                    Some(day) => Period::day(date(year, month, day)?),
                    None => Period::months(year, month, 1, TimeUnit::Month),
                })
            }
            Class::Season(month) => {
                self.at = self.at.saturating_add(1);
                let year = self.year_behind();
                self.of_year(year, which, |year| {
                    Period::months(year, month, 3, TimeUnit::Season).map(Period::roughly)
                })
            }
            Class::Deictic(days) => {
                self.at = self.at.saturating_add(1);
                Period::day(TimeUnit::Day.shift(self.today()?, days)?)
            }
            _ => None,
        }
    }
}

/// `count` units back from or ahead of the day.
pub(super) fn span(today: Date, count: i64, unit: TimeUnit, outlook: Outlook) -> Option<Period> {
    Some(match outlook {
        Outlook::Back => {
            Period::new(unit.shift(today, count.saturating_neg())?, today.tomorrow().ok()?, unit)
        }
        Outlook::Ahead => Period::new(today, unit.shift(today, count)?.max(today.tomorrow().ok()?), unit),
    })
}

/// The period of a unit, `count` units from the day; roughly, where the unit is longer than a day.
pub(super) fn moved(today: Date, count: i64, unit: TimeUnit) -> Option<Period> {
    let day = unit.shift(today, count)?;
    let period = Period::around(day, unit)?;
    Some(if unit == TimeUnit::Day { period } else { period.roughly() })
}
