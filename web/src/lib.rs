//! The questionnaire and the reports for a browser.
//!
//! The page writes a request into a buffer, calls, and reads the answer from the same buffer. A request is one line of
//! JSON, with a [`Request`] and the lengths of its texts, and then those texts; an answer is JSON. Only numbers cross
//! the boundary, so the module needs no imports and no glue, and this crate reads no memory but its own.

mod request;
mod answer;
mod open;
mod results;
mod session;

use std::cell::RefCell;

use self::{request::Request, session::Session};

thread_local! {
    /// The text that the page and this module exchange.
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static SESSION: RefCell<Session> = RefCell::new(Session::default());
}

/// Makes room for a request of this length, and returns its address.
#[expect(
    unsafe_code,
    reason = "a symbol that the page calls by its name; no other library is linked that could have it"
)]
#[unsafe(no_mangle)]
pub extern "C" fn reserve(length: usize) -> *mut u8 {
    BUFFER.with_borrow_mut(|buffer| {
        buffer.clear();
        buffer.resize(length, 0);
        buffer.as_mut_ptr()
    })
}

/// Carries out the request in the buffer, and replaces it with the answer. Returns the answer's length.
#[expect(unsafe_code, reason = "as above")]
#[unsafe(no_mangle)]
pub extern "C" fn call() -> usize {
    let request = BUFFER.take();
    let answer = SESSION.with_borrow_mut(|session| match Request::read(&request) {
        Ok((request, parts)) => session.carry_out(request, &parts),
        Err(why) => answer::failure(&why),
    });
    let length = answer.len();
    BUFFER.set(answer.into_bytes());
    length
}

/// The address of the answer.
#[expect(unsafe_code, reason = "as above")]
#[unsafe(no_mangle)]
pub extern "C" fn buffer() -> *const u8 {
    BUFFER.with_borrow(|buffer| buffer.as_ptr())
}
