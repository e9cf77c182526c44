use super::*;

/// Published on Wednesday, 6 May 2026. Bounds are shown without a time of midnight; `~` marks an estimate.
fn shown(expression: &str, published: Option<&str>, outlook: Outlook) -> String {
    let published = published.map(|d| d.parse().expect("a date"));
    let Some(found) = TimeInterval::read(expression, published, outlook) else { return "-".to_owned() };
    let side = |time: Option<DateTime>| {
        let text = time.map_or("..".to_owned(), |t| t.to_string());
        text.strip_suffix("T00:00:00").map_or(text.clone(), str::to_owned)
    };
    let unit = format!("{:?}", found.granularity).to_lowercase();
    let mark = if found.approximate { "~" } else { "" };
    format!("{} {} {mark}{unit}", side(found.start), side(found.end))
}

#[test]
fn what_is_placed_against_the_day_of_publication() {
    let back = [
        ("on Friday", "2026-05-01 2026-05-02 day"),
        ("on Wednesday", "2026-05-06 2026-05-07 day"),
        ("last Friday", "2026-05-01 2026-05-02 day"),
        ("last Wednesday", "2026-04-29 2026-04-30 day"),
        ("this Friday", "2026-05-08 2026-05-09 day"),
        ("next Friday", "2026-05-08 2026-05-09 day"),
        ("on Tuesday evening", "2026-05-05T18:00:00 2026-05-05T22:00:00 part"),
        ("late on Tuesday", "2026-05-05T16:00:00 2026-05-06 ~part"),
        ("early Monday", "2026-05-04 2026-05-04T08:00:00 ~part"),
        ("at 5 p.m. on Friday", "2026-05-01T17:00:00 2026-05-01T18:00:00 hour"),
        ("on Friday at 5:30 p.m.", "2026-05-01T17:30:00 2026-05-01T17:31:00 minute"),
        ("at 5 p.m.", "2026-05-06T17:00:00 2026-05-06T18:00:00 ~hour"),
        ("at 5.30pm on Friday", "2026-05-01T17:30:00 2026-05-01T17:31:00 minute"),
        ("on Friday to 5 people", "2026-05-01 2026-05-02 day"),
        ("at midnight on Sunday", "2026-05-03 2026-05-03T00:01:00 minute"),
        ("from Monday to Wednesday", "2026-05-04 2026-05-07 day"),
        ("yesterday", "2026-05-05 2026-05-06 day"),
        ("yesterday morning", "2026-05-05T06:00:00 2026-05-05T12:00:00 part"),
        ("last night", "2026-05-05T20:00:00 2026-05-06T06:00:00 part"),
        ("this morning", "2026-05-06T06:00:00 2026-05-06T12:00:00 part"),
        ("the day before yesterday", "2026-05-04 2026-05-05 day"),
        ("two days ago", "2026-05-04 2026-05-05 day"),
        ("two weeks ago", "2026-04-20 2026-04-27 ~week"),
        ("a year ago", "2025-01-01 2026-01-01 ~year"),
        ("years ago", "2016-05-06 2025-05-06 ~year"),
        ("last week", "2026-04-27 2026-05-04 week"),
        ("last month", "2026-04-01 2026-05-01 month"),
        ("last year", "2025-01-01 2026-01-01 year"),
        ("this year", "2026-01-01 2027-01-01 year"),
        ("later this month", "2026-05-06 2026-06-01 month"),
        ("earlier this week", "2026-05-04 2026-05-06 week"),
        ("over the past three years", "2023-05-06 2026-05-07 year"),
        ("in the last 24 hours", "2026-05-05 2026-05-07 hour"),
        ("in recent weeks", "2026-04-06 2026-05-07 ~week"),
        ("over the weekend", "2026-05-02 2026-05-04 weekend"),
        ("last weekend", "2026-05-02 2026-05-04 weekend"),
        ("in May", "2026-05-01 2026-06-01 month"),
        ("in June", "2025-06-01 2025-07-01 month"),
        ("last December", "2025-12-01 2026-01-01 month"),
        ("on March 12", "2026-03-12 2026-03-13 day"),
        ("on 12 June", "2025-06-12 2025-06-13 day"),
        ("on the 4th of May", "2026-05-04 2026-05-05 day"),
        ("last summer", "2025-06-01 2025-09-01 ~season"),
        ("this spring", "2026-03-01 2026-06-01 ~season"),
        ("since January", "2026-01-01 .. month"),
        ("until Friday", ".. 2026-05-02 day"),
        ("at the end of the year", "2026-10-01 2027-01-01 ~month"),
        ("in the first quarter", "2026-01-01 2026-04-01 quarter"),
        ("on Christmas Day", "2025-12-25 2025-12-26 day"),
        ("about two decades ago", "2000-01-01 2010-01-01 ~decade"),
        ("May 4-6", "2026-05-04 2026-05-07 day"),
        ("on Monday, May 4", "2026-05-04 2026-05-05 day"),
        ("now", "2026-05-06 2026-05-07 day"),
        ("tonight", "2026-05-06T18:00:00 2026-05-07T06:00:00 part"),
    ];
    for (expression, expected) in back {
        assert_eq!(shown(expression, Some("2026-05-06"), Outlook::Back), expected, "{expression}");
    }
    let ahead = [
        ("on Friday", "2026-05-08 2026-05-09 day"),
        ("in June", "2026-06-01 2026-07-01 month"),
        ("on March 12", "2027-03-12 2027-03-13 day"),
        ("in the weeks to come", "2026-05-06 2026-06-06 ~week"),
        ("in the coming days", "2026-05-06 2026-05-13 ~day"),
        ("over the next two years", "2026-05-06 2028-05-06 year"),
        ("in two weeks", "2026-05-18 2026-05-25 ~week"),
        ("within 48 hours", "2026-05-06 2026-05-08 hour"),
        ("next month", "2026-06-01 2026-07-01 month"),
        ("next weekend", "2026-05-09 2026-05-11 weekend"),
        ("tomorrow at noon", "2026-05-07T12:00:00 2026-05-07T12:01:00 minute"),
        ("by Friday", ".. 2026-05-09 day"),
        ("this summer", "2026-06-01 2026-09-01 ~season"),
        ("after Sunday", "2026-05-11 .. day"),
    ];
    for (expression, expected) in ahead {
        assert_eq!(shown(expression, Some("2026-05-06"), Outlook::Ahead), expected, "{expression}");
    }
}

#[test]
fn what_names_its_year_needs_no_day_of_publication() {
    let table = [
        ("in 2021", "2021-01-01 2022-01-01 year"),
        ("early 2022", "2022-01-01 2022-05-01 ~month"),
        ("in mid-2022", "2022-05-01 2022-09-01 ~month"),
        ("in late March 2020", "2020-03-22 2020-04-01 ~day"),
        ("since 1994", "1994-01-01 .. year"),
        ("before 1994", ".. 1994-01-01 year"),
        ("in the 1990s", "1990-01-01 2000-01-01 decade"),
        ("the late 1990s", "1996-09-01 2000-01-01 ~month"),
        ("in the ’80s", "1980-01-01 1990-01-01 decade"),
        ("in the 19th century", "1800-01-01 1900-01-01 century"),
        ("in the early 20th century", "1900-01-01 1933-05-01 ~month"),
        ("spring 2021", "2021-03-01 2021-06-01 ~season"),
        ("in the fall of 2021", "2021-09-01 2021-12-01 ~season"),
        ("May 4, 2020", "2020-05-04 2020-05-05 day"),
        ("on 4 May 2020", "2020-05-04 2020-05-05 day"),
        ("Monday, May 4, 2020", "2020-05-04 2020-05-05 day"),
        ("2020-05-04", "2020-05-04 2020-05-05 day"),
        ("Feb. 29, 2024", "2024-02-29 2024-03-01 day"),
        ("Feb. 30, 2024", "-"),
        ("in May of 2020", "2020-05-01 2020-06-01 month"),
        ("from 2014 to 2018", "2014-01-01 2019-01-01 year"),
        ("between 2014 and 2018", "2014-01-01 2019-01-01 year"),
        ("2014-18", "2014-01-01 2019-01-01 year"),
        ("from March to May 2022", "2022-03-01 2022-06-01 month"),
        ("in the first half of 2023", "2023-01-01 2023-07-01 month"),
        ("the third quarter of 2024", "2024-07-01 2024-10-01 quarter"),
        ("in the first three months of 2023", "2023-01-01 2023-04-01 month"),
        ("on Friday", "-"),
        ("for three days", "-"),
        ("on the day of the attack", "-"),
        ("in Lisbon", "-"),
        ("", "-"),
        ("in 99999999999999999999 years", "-"),
        ("at 25:99", "-"),
    ];
    for (expression, expected) in table {
        assert_eq!(shown(expression, None, Outlook::Back), expected, "{expression}");
    }
}

#[test]
fn a_dateline_says_when_a_text_was_published() {
    let day = |text: &str| dateline(text).map(|d| d.to_string());
    assert_eq!(
        day("A strike ends\nOSLO, May 4, 2026 (Agency) — The crews went back.").as_deref(),
        Some("2026-05-04")
    );
    assert_eq!(day("A strike ends\nMonday 4 May 2026\nThe crews went back.").as_deref(), Some("2026-05-04"));
    assert_eq!(day("OSLO, May 4 — The crews went back."), None);
    assert_eq!(
        day(
            "The crews that had struck since May 4, 2026, for a raise in pay, went back to their work today."
        ),
        None
    );
}
