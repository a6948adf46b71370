use crate::calculator::Calculator;

/// A page, as the path of its address names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// `/`
    Overview,
    /// `/performance`
    Performance,
    /// `/performance/p03`
    Programme(String),
    /// `/regions`
    Regions,
    /// `/finance`
    Finance,
    /// `/calculators`
    Calculators,
    /// `/calculators/pace`
    Calculator(Calculator),
    /// `/audit`
    Audit,
    /// `/search`
    Search,
    /// `/housing`: a topic of the data, if they have one of that code.
    Topic(String),
    /// Anything else.
    NotFound,
}

impl Route {
    /// The page of a path within the site; a slash at the end makes no difference.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [] => Self::Overview,
            ["performance"] => Self::Performance,
            ["performance", code] => Self::Programme((*code).to_owned()),
            ["regions"] => Self::Regions,
            ["finance"] => Self::Finance,
            ["calculators"] => Self::Calculators,
            ["calculators", code] => Calculator::of_code(code).map_or(Self::NotFound, Self::Calculator),
            ["audit"] => Self::Audit,
            ["search"] => Self::Search,
            [code] => Self::Topic((*code).to_owned()),
            _ => Self::NotFound,
        }
    }

    /// Whether it is of the program with the pages to work with, and not of the one that shows the report.
    /// `tools/tool-routes.txt` says the same to `tools/finish-site.mjs`.
    #[must_use]
    pub fn is_tool(&self) -> bool {
        matches!(self, Self::Audit | Self::Calculators | Self::Calculator(_) | Self::Regions | Self::Search)
    }

    /// The path within the site, without a slash in front.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Overview | Self::NotFound => String::new(),
            Self::Performance => "performance".to_owned(),
            Self::Programme(code) => format!("performance/{code}"),
            Self::Regions => "regions".to_owned(),
            Self::Finance => "finance".to_owned(),
            Self::Calculators => "calculators".to_owned(),
            Self::Calculator(calculator) => format!("calculators/{}", calculator.code()),
            Self::Audit => "audit".to_owned(),
            Self::Search => "search".to_owned(),
            Self::Topic(code) => code.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_its_page_with_or_without_a_slash() {
        let programme = Route::Programme("p03".to_owned());
        for route in [
            Route::Overview,
            Route::Performance,
            programme,
            Route::Regions,
            Route::Finance,
            Route::Calculators,
            Route::Calculator(Calculator::Pace),
            Route::Audit,
            Route::Search,
            Route::Topic("housing".to_owned()),
        ] {
            assert_eq!(Route::of(&route.path()), route);
            assert_eq!(Route::of(&format!("/{}/", route.path())), route);
        }
        assert_eq!(Route::of("/index.html"), Route::Overview);
        assert_eq!(Route::of("/calculators/nothing"), Route::NotFound);
        assert_eq!(Route::of("/nowhere/at/all"), Route::NotFound);
    }
}
