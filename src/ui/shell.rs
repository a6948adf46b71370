//! What is around every page: header, navigation, switches, footer, the working-out, loading and failure.

use std::sync::Arc;

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;

use super::{
    El, ElRef, Page, Shown, all, audit,
    data::{Data, Loader, has_all},
    effect, el, live, live_text, memo,
    working::working,
};
use crate::{
    browser,
    locale::{self, Key, Language},
    package::Problem,
    page::Pages,
    report::Report,
    state::{LONGEST_WORDS, Route, Theme},
};

/// A page that is drawn, and where it is.
type Drawn = Option<(Page, Route)>;

/// The fiscal year that the address asks for, if there is one; the newest otherwise.
fn year_of(report: &Report, shown: Shown) -> i32 {
    let years = report.years();
    let wanted = shown.view(|view| view.year).filter(|year| years.contains(year));
    wanted.or_else(|| years.last().copied()).unwrap_or_default()
}

/// Everything on the page, which is one of the program's.
#[must_use]
pub fn shell(shown: Shown, pages: &'static Pages) -> AnyView {
    let needs = move |report: &Report| {
        let (route, open, year) =
            untrack(|| (shown.route(), shown.view(|view| view.open.clone()), year_of(report, shown)));
        let mut names = (pages.needs)(&route, report, untrack(|| shown.view(|view| view.data)));
        names.extend(open.into_iter().flat_map(|open| report.tables_of_working(&open, year)));
        names
    };
    let on_overview = untrack(|| shown.route()) == Route::Overview;
    let loader = Loader::start(on_overview, Arc::new(needs));
    let system_dark = RwSignal::new(browser::system_is_dark());
    browser::watch_system_theme(move |dark| system_dark.set(dark));
    let printing = RwSignal::new(false);
    browser::watch_printing(move |now| printing.set(now));
    // Paper is light.
    let dark = memo(move || match shown.view(|view| view.theme) {
        _ if printing.get() => false,
        Some(theme) => theme == Theme::Dark,
        None => system_dark.get(),
    });
    effect(move || browser::dress(shown.language(), if dark.get() { Theme::Dark } else { Theme::Light }));

    // Another page, or another figure's working-out, may need more than has been loaded.
    effect(move || {
        _ = shown.route();
        _ = shown.view(|view| (view.open.clone(), view.data));
        if let Data::Ready(report) = loader.data.get()
            && !loader.is_enough(&report)
        {
            loader.more();
        }
    });

    // Drawn anew when one of these changes; what else the address says changes in place.
    let page = Memo::new_with_compare(
        move |before: Option<&Drawn>| {
            let Data::Ready(report) = loader.data.get() else { return None };
            let (route, language, year) = (shown.route(), shown.language(), year_of(&report, shown));
            let mut page =
                Page { report, data: loader.data, audited: loader.audited, language, year, shown, dark, printing };
            match before {
                // More has arrived, but nothing that this page needs.
                Some(Some((drawn, of)))
                    if (of, drawn.language, drawn.year) == (&route, language, year)
                        && drawn.report.problems == page.report.problems =>
                {
                    page.report = Arc::clone(&drawn.report);
                }
                _ if !has_all(&page.report, &(pages.needs)(&route, &page.report, false)) => return None,
                _ => {}
            }
            Some((page, route))
        },
        |before, after| match (before.and_then(Option::as_ref), after.and_then(Option::as_ref)) {
            (Some((before, from)), Some((after, to))) => {
                !Arc::ptr_eq(&before.report, &after.report)
                    || (before.language, before.year, from) != (after.language, after.year, to)
            }
            (None, None) => false,
            _ => true,
        },
    );
    // One listener for every figure on the page.
    let open = move |event: ev::MouseEvent| {
        if let Some(name) = browser::closest_attribute(&event, "data-open") {
            shown.open(name);
        }
    };
    // What arrives for other pages and figures does not draw this one anew.
    let content = move || match page.get() {
        Some((page, route)) => (pages.view)(&page, &route),
        None => match loader.data.get() {
            Data::Failed(problems) => failed(shown.language(), &problems, loader),
            Data::Loading(done, of) => loading(shown.language(), done, of),
            Data::Ready(..) => loading(shown.language(), 0, 0),
        },
    };
    let mute = move || {
        let words = el("p").class("problems").attr("role", "alert");
        if shown.mute.get() { words.text(shown.language().text(Key::LANGUAGE_FAILED)).view() } else { ().into_any() }
    };
    let trouble = move || match loader.data.get() {
        Data::Ready(report) => problems(shown.language(), &report, loader),
        _ => ().into_any(),
    };
    let words = move |tag, key: Key| el(tag).child(live_text(move || shown.language().text(key).to_owned()));
    let skip = words("a", Key::NAV_SKIP).class("skip").attr("href", "#main").attr("rel", "external");
    let skip = skip.on("click", |event: ev::MouseEvent| {
        // The document has a base, which would make the fragment another page's.
        event.prevent_default();
        browser::focus("main");
    });
    let name = el("a")
        .class("name")
        .bind("href", move || shown.link(&Route::Overview))
        .child(words("strong", Key::SITE_NAME))
        .child(words("span", Key::SITE_AGENCY));
    let switches = el("div").class("switches").child(search_link(shown));
    let switches = switches.child(language_switch(shown)).child(theme_switch(shown, dark));
    let main = el("main")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .on("click", open)
        .child(live(mute))
        .child(live(trouble))
        .child(live(content));
    let data = words("a", Key::FOOT_DATA).attr("href", "data/datapackage.json").attr("rel", "external");
    let foot = el("footer")
        .class("foot")
        .child(el("p").child(audit::flag()).child(words("span", Key::FOOT_MARK)))
        .child(words("p", Key::FOOT_SOURCE))
        .child(words("p", Key::FOOT_LICENCE));
    // Where a sheet of paper comes from, and when.
    let origin = move || {
        shown.view(|_| ());
        // Made when it is printed, which may be long after it was drawn.
        _ = printing.get();
        let date = locale::date(browser::today(), shown.language());
        shown.language().fill(Key::PRINT_ORIGIN, &[("date", &date), ("address", &browser::whole_address())])
    };
    let foot = foot.child(el("p").class("print-only").child(live_text(origin)));
    all(vec![
        skip.view(),
        el("header").class("bar").child(name).child(switches).view(),
        el("div").class("body").child(navigation(shown, loader)).child(main).view(),
        foot.child(el("p").child(data)).view(),
        dialog(shown, page, loader).view(),
    ])
}

/// The way to every page. On a small screen it is folded, and says where one is.
fn navigation(shown: Shown, loader: Loader) -> El {
    let open = RwSignal::new(false);
    // Going somewhere folds it.
    effect(move || {
        _ = shown.route();
        open.set(false);
    });
    // Drawn anew only when they change, not with everything that arrives.
    let pages = Memo::new(move |_| {
        let language = shown.language();
        let page = |route: Route, key: Key| (route, language.text(key).to_owned());
        let mut pages = vec![
            page(Route::Overview, Key::NAV_OVERVIEW),
            page(Route::Performance, Key::NAV_PERFORMANCE),
            page(Route::Regions, Key::NAV_REGIONS),
        ];
        let own = [page(Route::Finance, Key::NAV_FINANCE), page(Route::Audit, Key::NAV_AUDIT)];
        if let Data::Ready(report) = loader.data.get() {
            let topics = report.topics().into_iter().map(|topic| {
                let title = topic.title.get(language.is_english()).to_owned();
                (Route::Topic(topic.code), title)
            });
            // Some topics have pages of their own.
            pages.extend(topics.filter(|(route, _)| own.iter().all(|(other, _)| other.path() != route.path())));
        }
        pages.push(page(Route::Calculators, Key::NAV_CALCULATORS));
        pages.extend(own);
        pages
    });
    let is_here = move |route: &Route| match (shown.route(), route) {
        (now, route) if now == *route => "page",
        (Route::Programme(_), Route::Performance) | (Route::Calculator(_), Route::Calculators) => "true",
        _ => "false",
    };
    let items = move || {
        let item = |(route, title): (Route, String)| {
            let target = route.clone();
            let link = el("a").bind("href", move || shown.link(&target)).text(title);
            el("li").child(link.bind("aria-current", move || is_here(&route).to_owned())).view()
        };
        all(pages.get().into_iter().map(item).collect())
    };
    let here = move || {
        let here = pages.get().into_iter().find(|(route, _)| is_here(route) != "false").map(|(_, title)| title);
        let language = shown.language();
        let search = (shown.route() == Route::Search).then(|| language.text(Key::SEARCH_TITLE).to_owned());
        [language.text(Key::NAV_MENU), ": ", &here.or(search).unwrap_or_default()].concat()
    };
    let button = el("button")
        .attr("type", "button")
        .class("menu")
        .attr("aria-controls", "pages")
        .bind("aria-expanded", move || open.get().to_string())
        .press(move || open.update(|open| *open = !*open))
        .child(el("span").attr("aria-hidden", "true").text("☰ "))
        .child(live_text(here));
    el("nav")
        .class("nav")
        .bind("aria-label", move || shown.language().text(Key::NAV_LABEL).to_owned())
        .child(search_form(shown))
        .child(button)
        .child(
            el("ul")
                .attr("id", "pages")
                .press(move || open.set(false))
                .bind("class", move || if open.get() { "open" } else { "" }.to_owned())
                .child(live(items)),
        )
}

/// The way to the search on a small screen: a magnifier, drawn by the style sheet.
fn search_link(shown: Shown) -> El {
    el("a")
        .class("quiet to-search")
        .bind("href", move || shown.link(&Route::Search))
        .bind("aria-label", search_name(shown))
        .child(el("span").class("glass").attr("aria-hidden", "true"))
}

/// The way to the search where there is room for a field.
fn search_form(shown: Shown) -> El {
    let field = ElRef::new();
    let submit = move |event: ev::Event| {
        event.prevent_default();
        if let Some(field) = field.get_untracked() {
            let field: &HtmlInputElement = field.unchecked_ref();
            shown.search(field.value());
            field.set_value("");
        }
    };
    let input = el("input").attr("type", "search").attr("maxlength", LONGEST_WORDS.to_string()).tell(field);
    let input = input.bind("aria-label", search_name(shown)).bind("placeholder", search_name(shown));
    el("form").attr("role", "search").on("submit", submit).child(input)
}

fn search_name(shown: Shown) -> impl Fn() -> String + Send + Sync + 'static {
    move || shown.language().text(Key::SEARCH_TITLE).to_owned()
}

fn language_switch(shown: Shown) -> El {
    let other = move || if shown.language().is_english() { Language::Thai } else { Language::English };
    el("button")
        .attr("type", "button")
        .class("quiet")
        .bind("lang", move || other().code().to_owned())
        .press(move || shown.change(|view| view.language = untrack(other)))
        .child(live_text(move || shown.language().text(Key::LANGUAGE_OTHER).to_owned()))
}

fn theme_switch(shown: Shown, dark: Memo<bool>) -> El {
    let name = move || shown.language().text(if dark.get() { Key::THEME_LIGHT } else { Key::THEME_DARK }).to_owned();
    let switch = move || {
        let theme = if dark.get_untracked() { Theme::Light } else { Theme::Dark };
        shown.change(|view| view.theme = Some(theme));
    };
    let sign = live_text(move || if dark.get() { "☀" } else { "☾" }.to_owned());
    el("button")
        .attr("type", "button")
        .class("quiet")
        .bind("aria-label", name)
        .bind("title", name)
        .press(switch)
        .child(el("span").attr("aria-hidden", "true").child(sign))
}

/// The dialog of the working-out: open as long as the address says so.
fn dialog(shown: Shown, page: Memo<Drawn>, loader: Loader) -> El {
    let dialog = ElRef::new();
    let open = move || shown.view(|view| view.open.clone());
    let close = move || shown.change(|view| view.open = None);
    effect(move || {
        if let Some(dialog) = dialog.get() {
            browser::show_dialog(&dialog, open().is_some() && page.with(Option::is_some));
        }
    });
    let content = move || match (page.get(), open(), loader.data.get()) {
        (Some((page, _)), Some(open), Data::Ready(report)) if loader.is_enough(&report) => {
            working(&Page { report, ..page }, &open, close)
        }
        (_, Some(_), _) => loading(shown.language(), 0, 0),
        _ => ().into_any(),
    };
    // A press on the dialog itself, not on what is in it, is one on the ground behind.
    let press = move |event: ev::MouseEvent| {
        if event.target() == event.current_target() {
            close();
        }
    };
    el("dialog")
        .class("working")
        .tell(dialog)
        .attr("aria-labelledby", "working-title")
        .on("close", move |_: ev::Event| close())
        .on("click", press)
        .child(live(content))
}

/// What is wrong with the package, over what could be read all the same.
fn problems(language: Language, report: &Report, loader: Loader) -> AnyView {
    let problems = &report.problems;
    if problems.is_empty() {
        return ().into_any();
    }
    let count = problems.len().to_string();
    alert(language, el("h2").text(language.fill(Key::FAILURE_SOME, &[("count", &count)])), problems, loader)
}

fn failed(language: Language, problems: &[Problem], loader: Loader) -> AnyView {
    alert(language, el("h1").text(language.text(Key::FAILURE_ALL)), problems, loader)
}

/// More than this many are counted, not listed.
const LISTED: usize = 20;

fn alert(language: Language, title: El, problems: &[Problem], loader: Loader) -> AnyView {
    let mut items: Vec<El> =
        problems.iter().take(LISTED).map(|problem| el("li").text(locale::problem(problem, language))).collect();
    let rest = problems.len().saturating_sub(LISTED);
    if rest > 0 {
        items.push(el("li").text(language.fill(Key::FAILURE_MORE, &[("count", &rest.to_string())])));
    }
    let retry = el("button").attr("type", "button").press(move || loader.retry());
    let alert = el("section").class("alert").attr("role", "alert").child(title).child(el("ul").child(items));
    alert.child(retry.text(language.text(Key::FAILURE_RETRY))).view()
}

fn loading(language: Language, done: usize, of: usize) -> AnyView {
    let words = language.text(Key::LOADING);
    let progress = el("progress").attr("max", of.max(1).to_string()).attr("aria-label", words);
    // Without a value it says that something is going on, not how much.
    let progress = if of > 0 { progress.attr("value", done.to_string()) } else { progress };
    let blocks: Vec<El> = (0..6).map(|_| el("i")).collect();
    let blocks = el("div").class("blocks").attr("aria-hidden", "true").child(blocks);
    let loading = el("div").class("loading").attr("role", "status");
    loading.child(el("h1").text(words)).child(progress).child(blocks).view()
}
