//! Colours of a chart, light and dark, and the arithmetic of contrast.

/// A colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// From 0xRRGGBB.
    pub const fn hex(code: u32) -> Self {
        Self((code >> 16) as u8, (code >> 8) as u8, code as u8)
    }

    /// As CSS and SVG write it: `#rrggbb`.
    pub fn css(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// Red, green, blue as light, each 0 to 1.
    fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|channel| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// Relative luminance of WCAG, 0 to 1.
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast ratio of WCAG, 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Near black or white, whichever is read better on this colour.
    pub fn ink(self) -> Self {
        const DARK: Rgb = Rgb::hex(0x0b_0f_11);
        const WHITE: Rgb = Rgb::hex(0xff_ff_ff);
        if self.contrast(WHITE) >= self.contrast(DARK) { WHITE } else { DARK }
    }
}

/// The colours of a chart by what they are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The page behind the chart.
    pub ground: Rgb,
    /// A card behind the chart.
    pub surface: Rgb,
    /// Labels and figures.
    pub text: Rgb,
    /// Tick labels, captions, connectors.
    pub muted: Rgb,
    /// Gridlines and the track of a bullet: faint, they carry nothing.
    pub grid: Rgb,
    /// The one colour of a bar.
    pub accent: Rgb,
    /// A faint tint of it, for fills behind something.
    pub accent_soft: Rgb,
    /// The target is met; an increase.
    pub met: Rgb,
    /// The target is not met; a decrease.
    pub not_met: Rgb,
    /// Neither: no target, the period before.
    pub neutral: Rgb,
    /// The parts of a stack, in order; told apart with any colour vision.
    pub series: [Rgb; 6],
}

impl Theme {
    /// The colour of the n-th series; after the sixth they come round again.
    pub fn series_color(&self, index: usize) -> Rgb {
        self.series.get(index % self.series.len()).copied().unwrap_or(self.accent)
    }
}

/// On white.
pub const LIGHT: Theme = Theme {
    ground: Rgb::hex(0xff_ff_ff),
    surface: Rgb::hex(0xf7_f8_f8),
    text: Rgb::hex(0x1b_23_27),
    muted: Rgb::hex(0x55_63_6a),
    grid: Rgb::hex(0xe1_e6_e8),
    accent: Rgb::hex(0x0b_6b_6f),
    accent_soft: Rgb::hex(0xd3_e6_e6),
    met: Rgb::hex(0x0b_6b_6f),
    not_met: Rgb::hex(0xb8_4a_12),
    neutral: Rgb::hex(0x7d_89_90),
    series: [
        Rgb::hex(0x0b_6b_6f),
        Rgb::hex(0xc2_7a_12),
        Rgb::hex(0x45_4f_9c),
        Rgb::hex(0x8a_8f_98),
        Rgb::hex(0x76_3a_07),
        Rgb::hex(0x1e_34_66),
    ],
};

/// On near black.
pub const DARK: Theme = Theme {
    ground: Rgb::hex(0x12_18_1b),
    surface: Rgb::hex(0x1b_23_26),
    text: Rgb::hex(0xe8_ed_ef),
    muted: Rgb::hex(0xa7_b4_ba),
    grid: Rgb::hex(0x2e_38_3d),
    accent: Rgb::hex(0x4f_b8_b3),
    accent_soft: Rgb::hex(0x1f_40_42),
    met: Rgb::hex(0x4f_b8_b3),
    not_met: Rgb::hex(0xee_8a_55),
    neutral: Rgb::hex(0x76_83_8a),
    series: [
        Rgb::hex(0x4f_b8_b3),
        Rgb::hex(0xe3_a9_4f),
        Rgb::hex(0x7f_86_d9),
        Rgb::hex(0xdf_e6_e9),
        Rgb::hex(0xaa_58_46),
        Rgb::hex(0x79_6e_92),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Machado, Oliveira and Fernandes 2009, severity 1.0, on linear light: protanopia, deuteranopia.
    const VISION: [[[f64; 3]; 3]; 3] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ];

    /// OKLab of a colour as seen.
    fn seen(color: Rgb, vision: &[[f64; 3]; 3]) -> [f64; 3] {
        let light = color.linear();
        let times = |m: &[[f64; 3]; 3], v: [f64; 3]| m.map(|row| row.iter().zip(v).map(|(a, b)| a * b).sum::<f64>());
        let light = times(vision, light).map(|x| x.clamp(0.0, 1.0));
        let cones = times(
            &[
                [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
                [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
                [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
            ],
            light,
        )
        .map(f64::cbrt);
        times(
            &[
                [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
                [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
                [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
            ],
            cones,
        )
    }

    /// The least distance of two colours over the three kinds of colour vision.
    fn apart(a: Rgb, b: Rgb) -> f64 {
        VISION
            .iter()
            .map(|vision| seen(a, vision).iter().zip(seen(b, vision)).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt())
            .fold(f64::INFINITY, f64::min)
    }

    #[test]
    fn text_is_read_on_page_and_card() {
        for theme in [LIGHT, DARK] {
            for behind in [theme.ground, theme.surface] {
                for text in [theme.text, theme.muted] {
                    assert!(text.contrast(behind) >= 4.5, "{text:?} on {behind:?}: {}", text.contrast(behind));
                }
            }
        }
    }

    #[test]
    fn marks_stand_out_from_page_and_card() {
        for theme in [LIGHT, DARK] {
            for behind in [theme.ground, theme.surface] {
                for mark in [theme.accent, theme.met, theme.not_met, theme.neutral].iter().chain(&theme.series) {
                    assert!(mark.contrast(behind) >= 3.0, "{mark:?} on {behind:?}: {}", mark.contrast(behind));
                }
            }
        }
    }

    #[test]
    fn ink_is_read_on_each_mark() {
        for theme in [LIGHT, DARK] {
            for mark in [theme.accent, theme.met, theme.not_met, theme.neutral].iter().chain(&theme.series) {
                assert!(mark.contrast(mark.ink()) >= 4.5, "{mark:?}: {}", mark.contrast(mark.ink()));
            }
        }
    }

    #[test]
    fn series_are_told_apart_with_any_colour_vision() {
        for theme in [LIGHT, DARK] {
            for (at, a) in theme.series.iter().enumerate() {
                for b in theme.series.iter().skip(at + 1) {
                    assert!(apart(*a, *b) >= 0.1, "{a:?} {b:?}: {}", apart(*a, *b));
                }
            }
            assert!(apart(theme.met, theme.not_met) >= 0.1);
            assert!(apart(theme.met, theme.neutral) >= 0.1, "{}", apart(theme.met, theme.neutral));
            assert!(apart(theme.accent, theme.neutral) >= 0.1);
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((Rgb(0, 0, 0).contrast(Rgb(255, 255, 255)) - 21.0).abs() < 1e-9);
        assert_eq!(LIGHT.accent.css(), "#0b6b6f");
    }
}
