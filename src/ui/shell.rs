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
    let system_dark = RwSignal::new(browser::system_is_dark());
    browser::watch_system_theme(move |dark| system_dark.set(dark));
    let dark = Memo::new(move |_| match shown.view(|view| view.theme) {
        Some(theme) => theme == Theme::Dark,
        None => system_dark.get(),
    });
    provide_context(Dark(dark));
    Effect::new(move |_| browser::dress(shown.language(), if dark.get() { Theme::Dark } else { Theme::Light }));

    let page = Memo::new_with_compare(
        move |_| match loader.data.get() {
            Data::Ready(report, findings) => {
                let years = report.years();
                let wanted = shown.view(|view| view.year).filter(|year| years.contains(year));
                let year = wanted.or_else(|| years.last().copied()).unwrap_or_default();
                Some(Page { report, findings, language: shown.language(), year, shown })
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
    let text = move |key: Key| move || shown.language().text(key);
    let content = move || match (page.get(), loader.data.get()) {
        (Some(page), _) => all(vec![problems(&page, loader), page::view(&page, &shown.route())]),
        (None, Data::Failed(problems)) => failed(shown.language(), &problems, loader),
        (None, Data::Loading(done, of)) => loading(shown.language(), done, of),
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
                {language_switch(shown)}
                {theme_switch(shown, dark)}
            </div>
        </header>
        <div class="body">
            {navigation(shown)}
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

fn navigation(shown: Shown) -> AnyView {
    let item = |route: Route, key: Key| {
        let target = route.clone();
        let link = Signal::derive(move || shown.link(&target));
        // Nothing but an empty value takes the attribute's meaning away: it has no false that styles could miss.
        let here = Signal::derive(move || match (shown.route(), &route) {
            (now, route) if now == *route => "page",
            (Route::Programme(_), Route::Performance) => "true",
            _ => "false",
        }.to_owned());
        el("li").child(el("a").bind("href", link).bind("aria-current", here).child(words(shown, key)))
    };
    let items = vec![
        item(Route::Overview, Key::NAV_OVERVIEW),
        item(Route::Performance, Key::NAV_PERFORMANCE),
        item(Route::Finance, Key::NAV_FINANCE),
    ];
    let label = Signal::derive(move || shown.language().text(Key::NAV_LABEL).to_owned());
    el("nav").class("nav").bind("aria-label", label).child(el("ul").child(items)).view()
}

/// A text that follows the language.
fn words(shown: Shown, key: Key) -> AnyView {
    Signal::derive(move || shown.language().text(key).to_owned()).into_any()
}

fn language_switch(shown: Shown) -> AnyView {
    let other = move || if shown.language().is_english() { Language::Thai } else { Language::English };
    el("button")
        .attr("type", "button")
        .class("quiet")
        .bind("lang", Signal::derive(move || other().code().to_owned()))
        .press(move || shown.change(|view| view.language = untrack(other)))
        .child(Signal::derive(move || other().text(Key::LANGUAGE_NAME).to_owned()).into_any())
        .view()
}

fn theme_switch(shown: Shown, dark: Memo<bool>) -> AnyView {
    let name = Signal::derive(move || {
        shown.language().text(if dark.get() { Key::THEME_LIGHT } else { Key::THEME_DARK }).to_owned()
    });
    let sign = Signal::derive(move || if dark.get() { "☀" } else { "☾" }.to_owned());
    let switch = move || {
        let theme = if dark.get_untracked() { Theme::Light } else { Theme::Dark };
        shown.change(|view| view.theme = Some(theme));
    };
    let sign = el("span").attr("aria-hidden", "true").child(sign.into_any());
    el("button").attr("type", "button").class("quiet").bind("aria-label", name).bind("title", name).press(switch).child(sign).view()
}

/// The dialog of the working-out: open as long as the address says so.
fn dialog(shown: Shown, page: Memo<Option<Page>>) -> AnyView {
    let dialog = NodeRef::<html::Dialog>::new();
    let open = move || shown.view(|view| view.open.clone());
    let close = move || shown.change(|view| view.open = None);
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            browser::show_dialog(&dialog, open().is_some() && page.with(Option::is_some));
        }
    });
    let content = move || Some(working(&page.get()?, &open()?, close));
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
