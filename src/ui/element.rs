//! Elements by hand: one type for all of them.
//!
//! `view!` gives every piece of a page a type of its own, and the code for each adds up to more than a phone should
//! load. What is drawn once and does not change by itself is built of [`El`]s instead; what reacts stays with Leptos and
//! is added as a view.

use leptos::{
    attr::custom::custom_attribute,
    ev,
    html::custom,
    prelude::*,
    tachys::{
        html::{attribute::any_attribute::AnyAttribute, event::on},
        view::{any_view::AnyView, iterators::StaticVec},
    },
};

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
    pub fn bind(self, name: &'static str, value: Signal<String>) -> Self {
        self.with(custom_attribute(name, value).into_any_attr())
    }

    /// What a press does.
    #[must_use]
    pub fn press(self, handler: impl Fn() + 'static) -> Self {
        let handler: Box<dyn Fn()> = Box::new(handler);
        self.with(on(ev::click, move |_| handler()).into_any_attr())
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
