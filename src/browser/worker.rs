use js_sys::Array;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};

#[cfg(feature = "app")]
pub use page::{ask, ask_further, stop_listening};
#[cfg(feature = "worker")]
pub use work::answer;

/// The texts of a message.
#[cfg(feature = "app")]
fn texts(event: &JsValue) -> Option<Vec<String>> {
    let message = event.dyn_ref::<web_sys::MessageEvent>()?;
    Some(Array::from(&message.data()).iter().filter_map(|text| text.as_string()).collect())
}

#[cfg(feature = "app")]
mod page {
    use std::cell::{Cell, RefCell};

    use web_sys::{Worker, WorkerOptions, WorkerType};

    use super::*;

    /// The worker's script, beside the page.
    const SCRIPT: &str = "codi-worker_loader.js";

    /// Who waits for what the worker answers; none if it fails.
    type Answered = Box<dyn FnOnce(Option<String>)>;

    /// The worker, how often it was asked, and who waits for the answer to the last question.
    struct Service {
        worker: Worker,
        asked: u32,
        waiting: Option<Answered>,
    }

    thread_local! {
        static SERVICE: RefCell<Option<Service>> = const { RefCell::new(None) };
    }

    /// Starts the worker and hands over the texts that it answers with first; none if it could not do its work. One that
    /// was at work before is stopped.
    pub fn ask(answered: impl FnOnce(Option<Vec<String>>) + 'static) {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let Ok(worker) = Worker::new_with_options(SCRIPT, &options) else { return answered(None) };
        // Both events end in the same place; what comes after the first answer is for those who asked further.
        let answered = Cell::new(Some(answered));
        let handler = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
            let texts = super::texts(&event);
            match answered.take() {
                Some(answered) => answered(texts.filter(|texts| !texts.is_empty())),
                None => further(texts),
            }
        });
        worker.set_onmessage(Some(handler.as_ref().unchecked_ref()));
        worker.set_onerror(Some(handler.as_ref().unchecked_ref()));
        // For as long as the page lives: there is hardly more than one.
        handler.forget();
        if let Some(before) = SERVICE.replace(Some(Service { worker, asked: 0, waiting: None })) {
            before.worker.terminate();
        }
    }

    /// Asks the worker, once it has answered first. Only who asked last is answered.
    pub fn ask_further(question: &str, answered: Answered) {
        SERVICE.with_borrow_mut(|service| {
            let Some(service) = service else { return };
            service.asked += 1;
            service.waiting = Some(answered);
            let text = [&service.asked.to_string(), "\n", question].concat();
            // Refused only for what cannot be copied, which texts can.
            _ = service.worker.post_message(&JsValue::from_str(&text));
        });
    }

    /// Whoever waits for an answer waits no more.
    pub fn stop_listening() {
        SERVICE.with_borrow_mut(|service| {
            if let Some(service) = service {
                service.waiting = None;
            }
        });
    }

    /// An answer, behind the number of its question; none where the worker broke down.
    fn further(texts: Option<Vec<String>>) {
        let waiting = SERVICE.with_borrow_mut(|service| {
            let service = service.as_mut()?;
            let is_late = texts.as_ref().is_some_and(|texts| texts.first() != Some(&service.asked.to_string()));
            if is_late { None } else { service.waiting.take() }
        });
        if let Some(answered) = waiting {
            answered(texts.and_then(|mut texts| texts.pop()));
        }
    }
}

#[cfg(feature = "worker")]
mod work {
    use web_sys::DedicatedWorkerGlobalScope;

    use super::*;
    use crate::{package::Json, report::Report};

    /// In the worker: answers with texts, then each question about the report by itself. Where there is no report it says
    /// so by no texts at all, and is done.
    pub fn answer(work: Option<(Vec<String>, Report)>, further: impl Fn(&Report, &str) -> Json + 'static) {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let tell = |scope: &DedicatedWorkerGlobalScope, texts: &[String]| {
            // Refused only for what cannot be copied, which texts can.
            let texts: Array = texts.iter().map(|text| JsValue::from_str(text)).collect();
            _ = scope.post_message(&texts);
        };
        let Some((texts, report)) = work else {
            tell(&scope, &[]);
            return scope.close();
        };
        tell(&scope, &texts);
        let answering = scope.clone();
        let handler = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
            let text = event.dyn_ref::<web_sys::MessageEvent>().and_then(|message| message.data().as_string());
            if let Some((number, question)) = text.as_deref().and_then(|text| text.split_once('\n')) {
                tell(&answering, &[number.to_owned(), further(&report, question).to_string()]);
            }
        });
        scope.set_onmessage(Some(handler.as_ref().unchecked_ref()));
        // For as long as the worker lives.
        handler.forget();
    }
}
