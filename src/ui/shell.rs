//! What is around every page: header, navigation, switches, footer, the working-out, loading and failure.

use std::sync::Arc;

use leptos::{ev, html, prelude::*};

use super::{
    El, Page, Shown, all,
    chart::Dark,
    data::{Data, Loader},
    el,
    working::working,
};
use crate::{
    browser,
    locale::{self, Key, Language},
    package::Problem,
    page,
    state::{Route, Theme},
};

/// Everything under the router.
#[component]
pub fn Shell(base: String) -> impl IntoView {
    let shown = Shown::new(base);
    let loader = Loader::start();
    let language = Memo::new(move |_| shown.view.with(|view| view.language));
    let system_dark = RwSignal::new(browser::system_is_dark());
    browser::watch_system_theme(move |dark| system_dark.set(dark));
    let theme = Memo::new(move |_| {
        let system = if system_dark.get() { Theme::Dark } else { Theme::Light };
        shown.view.with(|view| view.theme).unwrap_or(system)
    });
    provide_context(Dark(theme.into()));
    Effect::new(move |_| browser::set_language(language.get()));
    Effect::new(move |_| browser::set_theme(theme.get()));

    let page = Memo::new_with_compare(
        move |_| match loader.data.get() {
            Data::Ready(report, findings) => {
                let years = report.years();
                let wanted = shown.view.with(|view| view.year).filter(|year| years.contains(year));
                let year = wanted.or_else(|| years.last().copied()).unwrap_or_default();
                Some(Page { report, findings, language: language.get(), year, shown })
            }
            _ => None,
        },
        |before, after| match (before.flatten(), after.flatten()) {
            (Some(before), Some(after)) => {
                !Arc::ptr_eq(&before.report, &after.report)
                    || (before.language, before.year) != (after.language, after.year)
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
    let text = move |key: Key| move || language.get().text(key);
    let content = move || match (page.get(), loader.data.get()) {
        (Some(page), _) => all(vec![problems(&page, loader), page::view(&page, &shown.route.get())]),
        (None, Data::Failed(problems)) => failed(language.get(), &problems, loader),
        (None, Data::Loading(done, of)) => loading(language.get(), done, of),
        (None, Data::Ready(..)) => ().into_any(),
    };
    view! {
        <a class="skip" href="#main" rel="external" on:click=|event| { event.prevent_default(); browser::focus("main"); }>{text(Key::NAV_SKIP)}</a>
        <header class="bar">
            <a class="name" href=move || shown.link(&Route::Overview)>
                <strong>{text(Key::SITE_NAME)}</strong>
                <span>{text(Key::SITE_AGENCY)}</span>
            </a>
            <div class="switches">
                {language_switch(shown, language)}
                {theme_switch(shown, language, theme)}
            </div>
        </header>
        <div class="body">
            {navigation(shown, language)}
            <main id="main" tabindex="-1" on:click=open>{content}</main>
        </div>
        <footer class="foot" on:click=open>
            <p>{text(Key::FOOT_SOURCE)}</p>
            <p>{text(Key::FOOT_LICENCE)}</p>
            <p><a href="data/datapackage.json" rel="external">{text(Key::FOOT_DATA)}</a></p>
        </footer>
        {dialog(shown, page)}
    }
}

fn navigation(shown: Shown, language: Memo<Language>) -> AnyView {
    let item = |route: Route, key: Key| {
        let target = route.clone();
        let here = move || {
            let now = shown.route.get();
            let within = matches!((&now, &route), (Route::Programme(_), Route::Performance));
            match (now == route, within) {
                (true, _) => Some("page"),
                (_, true) => Some("true"),
                _ => None,
            }
        };
        view! {
            <li><a href=move || shown.link(&target) aria-current=here>{move || language.get().text(key)}</a></li>
        }
    };
    view! {
        <nav class="nav" aria-label=move || language.get().text(Key::NAV_LABEL)>
            <ul>
                {item(Route::Overview, Key::NAV_OVERVIEW)}
                {item(Route::Performance, Key::NAV_PERFORMANCE)}
                {item(Route::Finance, Key::NAV_FINANCE)}
            </ul>
        </nav>
    }
    .into_any()
}

fn language_switch(shown: Shown, language: Memo<Language>) -> AnyView {
    let other = move || if language.get().is_english() { Language::Thai } else { Language::English };
    view! {
        <button
            type="button"
            class="quiet"
            lang=move || other().code()
            on:click=move |_| shown.change(|view| view.language = other())
        >
            {move || other().text(Key::LANGUAGE_NAME)}
        </button>
    }
    .into_any()
}

fn theme_switch(shown: Shown, language: Memo<Language>, theme: Memo<Theme>) -> AnyView {
    let dark = move || theme.get() == Theme::Dark;
    let name = move || language.get().text(if dark() { Key::THEME_LIGHT } else { Key::THEME_DARK });
    let switch = move |_| {
        shown.change(|view| view.theme = Some(if dark() { Theme::Light } else { Theme::Dark }));
    };
    view! {
        <button type="button" class="quiet" aria-label=name title=name on:click=switch>
            <span aria-hidden="true">{move || if dark() { "☀" } else { "☾" }}</span>
        </button>
    }
    .into_any()
}

/// The dialog of the working-out: open as long as the address says so.
fn dialog(shown: Shown, page: Memo<Option<Page>>) -> AnyView {
    let dialog = NodeRef::<html::Dialog>::new();
    let open = Memo::new(move |_| shown.view.with(|view| view.open.clone()));
    let close = move || shown.change(|view| view.open = None);
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            browser::show_dialog(&dialog, open.with(Option::is_some) && page.with(Option::is_some));
        }
    });
    let content = move || Some(working(&page.get()?, &open.get()?, close));
    // A press on the dialog itself, not on what is in it, is one on the ground behind.
    let press = move |event: ev::MouseEvent| {
        if event.target() == event.current_target() {
            close();
        }
    };
    view! {
        <dialog class="working" node_ref=dialog aria-labelledby="working-title" on:close=move |_| close() on:click=press>
            {content}
        </dialog>
    }
    .into_any()
}

/// What is wrong with the package, over what could be read all the same.
fn problems(page: &Page, loader: Loader) -> AnyView {
    let problems = &page.report.problems;
    if problems.is_empty() {
        return ().into_any();
    }
    let count = problems.len().to_string();
    alert(page.language, el("h2").text(page.fill(Key::FAILURE_SOME, &[("count", &count)])), problems, loader)
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
    loading.child(el("p").text(words)).child(progress).child(blocks).view()
}
