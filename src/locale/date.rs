use super::{Key, Language};

/// A year, month and day of the common era in words: “15 มีนาคม 2566” of the Buddhist era, “15 March 2023”.
#[must_use]
pub fn date([year, month, day]: [u16; 3], language: Language) -> String {
    let name = language.text(Key::DATE_MONTHS).split(' ').nth(usize::from(month).saturating_sub(1));
    let year = if language.is_english() { year } else { year.saturating_add(BUDDHIST_ERA) };
    [&*day.to_string(), name.unwrap_or_default(), &year.to_string()].join(" ")
}

/// The Buddhist era is ahead of the common one by so many years.
const BUDDHIST_ERA: u16 = 543;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_told_in_the_words_and_the_era_of_the_language() {
        assert_eq!(date([2023, 3, 15], Language::Thai), "15 มีนาคม 2566");
        assert_eq!(date([2023, 3, 15], Language::English), "15 March 2023");
        assert_eq!(date([2000, 10, 6], Language::Thai), "6 ตุลาคม 2543");
        assert_eq!(date([2022, 12, 31], Language::English), "31 December 2022");
    }

    #[test]
    fn there_are_twelve_months() {
        for language in [Language::Thai, Language::English] {
            assert_eq!(language.text(Key::DATE_MONTHS).split(' ').count(), 12);
        }
    }
}
