use super::{Key, Language};

/// A day (`2023-03-15`) in words: “15 มีนาคม 2566” of the Buddhist era, “15 March 2023”; none if it is no day.
#[must_use]
pub fn date(day: &str, language: Language) -> Option<String> {
    let number = |from: usize, to: usize| day.get(from..to)?.parse().ok();
    day_words([number(0, 4)?, number(5, 7)?, number(8, 10)?], language)
}

/// A year, month and day of the common era in words; none if there is no such month.
#[must_use]
pub fn day_words([year, month, day]: [usize; 3], language: Language) -> Option<String> {
    let name = language.text(Key::DATE_MONTHS).split(' ').nth(month.checked_sub(1)?)?;
    let year = if language.is_english() { year } else { year.saturating_add(BUDDHIST_ERA) };
    Some([&*day.to_string(), name, &year.to_string()].join(" "))
}

/// The Buddhist era is ahead of the common one by so many years.
const BUDDHIST_ERA: usize = 543;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_told_in_the_words_and_the_era_of_the_language() {
        assert_eq!(date("2023-03-15", Language::Thai).as_deref(), Some("15 มีนาคม 2566"));
        assert_eq!(date("2023-03-15", Language::English).as_deref(), Some("15 March 2023"));
        assert_eq!(date("2000-10-06", Language::Thai).as_deref(), Some("6 ตุลาคม 2543"));
        assert_eq!(date("2022-12-31", Language::English).as_deref(), Some("31 December 2022"));
    }

    #[test]
    fn what_is_no_day_has_no_words() {
        for text in ["", "2023", "2023-03", "2023-00-01", "2023-13-01", "March"] {
            assert_eq!(date(text, Language::Thai), None, "{text}");
        }
    }
}
