//! Elements by hand: one type for all of them.
//!
//! `view!` gives every piece of a page a type of its own, and the code for each adds up to more than a phone should
//! load. What is drawn once and does not change by itself is built of [`El`]s instead; what reacts stays with Leptos and
//! is added as a view.

use leptos::{
    attr::custom::custom_attribute,
    ev,
    html::{Custom, custom},
    prelude::*,
    tachys::{
        html::{attribute::any_attribute::AnyAttribute, event::on, node_ref::node_ref},
        view::{any_view::AnyView, iterators::StaticVec},
    },
};
use wasm_bindgen::JsCast;
use web_sys::Event;

/// The element that an [`El`] becomes, once it is in the document.
pub type ElRef = NodeRef<Custom<&'static str>>;

/// An element in the making.
pub struct El {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// Begins an element.
#[must_use]
pub fn el(tag: &'static str) -> El {
    El { tag, attributes: Vec::new(), children: Vec::new() }
}

/// Elements one after the other.
#[must_use]
pub fn all(elements: Vec<AnyView>) -> AnyView {
    StaticVec::from(elements).into_any()
}

/// Does something now and whenever anything changes that it reads.
pub fn effect(run: impl Fn() + 'static) {
    start(Box::new(run));
}

/// A truth that tells only when it changes.
#[must_use]
pub fn memo(truth: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    remember(Box::new(truth))
}

/// A word of the address that tells only when it changes.
#[must_use]
pub fn memo_word(word: impl Fn() -> Option<String> + Send + Sync + 'static) -> Memo<Option<String>> {
    remember_word(Box::new(word))
}

/// What is drawn anew whenever something changes that it reads.
#[must_use]
pub fn live(draw: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    redraw(Box::new(draw))
}

/// A text that follows what it is made of.
#[must_use]
pub fn live_text(text: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    derive(Box::new(text)).into_any()
}

// The reactive machinery behind these is large. It takes boxed closures, and is never inlined, so that it stands in the
// program once and not for each of them.

#[inline(never)]
fn start(run: Box<dyn Fn()>) {
    Effect::new(move |_| run());
}

#[inline(never)]
fn remember(truth: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<bool> {
    Memo::new(move |_| truth())
}

#[inline(never)]
fn remember_word(word: Box<dyn Fn() -> Option<String> + Send + Sync>) -> Memo<Option<String>> {
    Memo::new(move |_| word())
}

#[inline(never)]
fn redraw(draw: Box<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
    (move || draw()).into_any()
}

#[inline(never)]
fn derive(text: Box<dyn Fn() -> String + Send + Sync>) -> Signal<String> {
    Signal::derive(text)
}

#[inline(never)]
fn listen(name: &'static str, handler: Box<dyn Fn(Event)>) -> AnyAttribute {
    on(ev::Custom::new(name), handler).into_any_attr()
}

#[inline(never)]
fn bound(name: &'static str, value: Box<dyn Fn() -> String + Send + Sync>) -> AnyAttribute {
    custom_attribute(name, derive(value)).into_any_attr()
}

impl El {
    /// The class that the style sheet knows it by.
    #[must_use]
    pub fn class(self, name: &'static str) -> Self {
        self.attr("class", name)
    }

    /// An attribute.
    #[must_use]
    pub fn attr(self, name: &'static str, value: impl Into<String>) -> Self {
        self.with(custom_attribute(name, value.into()).into_any_attr())
    }

    /// An attribute that follows what it is computed from.
    #[must_use]
    pub fn bind(self, name: &'static str, value: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.with(bound(name, Box::new(value)))
    }

    /// What an event does; the handler says by its argument which kind of event it is.
    #[must_use]
    pub fn on<E: JsCast + 'static>(self, name: &'static str, handler: impl Fn(E) + 'static) -> Self {
        self.with(listen(name, Box::new(move |event| handler(event.unchecked_into()))))
    }

    /// What a press does.
    #[must_use]
    pub fn press(self, handler: impl Fn() + 'static) -> Self {
        self.on("click", move |_: Event| handler())
    }

    /// Tells which element it becomes.
    #[must_use]
    pub fn tell(self, reference: ElRef) -> Self {
        self.with(node_ref(reference).into_any_attr())
    }

    /// A text inside.
    #[must_use]
    pub fn text(self, text: impl Into<String>) -> Self {
        self.child(text.into())
    }

    /// What stands inside, after what is there already.
    #[must_use]
    pub fn child(mut self, child: impl Child) -> Self {
        child.put(&mut self.children);
        self
    }

    fn with(mut self, attribute: AnyAttribute) -> Self {
        self.attributes.push(attribute);
        self
    }

    /// The element as a view.
    #[must_use]
    pub fn view(self) -> AnyView {
        custom(self.tag).add_any_attr(self.attributes).child(StaticVec::from(self.children)).into_any()
    }
}

/// What can stand inside an element.
pub trait Child {
    /// Appends itself.
    fn put(self, to: &mut Vec<AnyView>);
}

impl Child for El {
    fn put(self, to: &mut Vec<AnyView>) {
        to.push(self.view());
    }
}

impl Child for AnyView {
    fn put(self, to: &mut Vec<AnyView>) {
        to.push(self);
    }
}

impl Child for String {
    fn put(self, to: &mut Vec<AnyView>) {
        to.push(self.into_any());
    }
}

impl Child for &str {
    fn put(self, to: &mut Vec<AnyView>) {
        self.to_owned().put(to);
    }
}

impl<C: Child> Child for Option<C> {
    fn put(self, to: &mut Vec<AnyView>) {
        if let Some(child) = self {
            child.put(to);
        }
    }
}

impl<C: Child> Child for Vec<C> {
    fn put(self, to: &mut Vec<AnyView>) {
        self.into_iter().for_each(|child| child.put(to));
    }
}
