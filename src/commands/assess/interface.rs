//! Chooses the interface of the questionnaire that suits the terminal.

#[cfg(feature = "tui")]
use std::{
    env,
    io::{self, IsTerminal},
};

use crate::console;

/// The smallest terminal that the full screen fits into.
#[cfg(feature = "tui")]
const SMALLEST: (u16, u16) = (40, 15);

/// An interface of the questionnaire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Interface {
    /// It fills the terminal.
    #[cfg(feature = "tui")]
    FullScreen,
    /// It needs nothing but lines of text; with the reason why it was chosen.
    Line(&'static str),
}

impl Interface {
    /// The full screen, unless something prevents it or the operator asks for lines.
    pub(super) fn choose(plain: bool) -> Interface {
        if plain {
            return Interface::Line("because of --plain");
        }
        if console::is_accessible() {
            return Interface::Line("because ACCESSIBLE is set");
        }
        Interface::by_terminal()
    }

    #[cfg(not(feature = "tui"))]
    fn by_terminal() -> Interface {
        Interface::Line("because this program was built without the full screen")
    }

    #[cfg(feature = "tui")]
    fn by_terminal() -> Interface {
        let size = terminal_size::terminal_size_of(io::stderr());
        match size.map(|(width, height)| (width.0, height.0)) {
            _ if !io::stdin().is_terminal() => Interface::Line("because standard input is not a terminal"),
            _ if !io::stderr().is_terminal() => Interface::Line("because standard error is not a terminal"),
            _ if console::is_simple() || env::var_os("TERM").is_none_or(|term| term.is_empty()) => {
                Interface::Line("because TERM says that the terminal is a simple one")
            }
            None | Some((0, _) | (_, 0)) => Interface::Line("because the size of the terminal is unknown"),
            Some((width, height)) if width < SMALLEST.0 || height < SMALLEST.1 => {
                Interface::Line("because the terminal is smaller than 40 by 15")
            }
            Some(_) => Interface::FullScreen,
        }
    }

    /// Which interface it is and why, in one line.
    pub(super) fn why(self) -> String {
        match self {
            #[cfg(feature = "tui")]
            Interface::FullScreen => "Full screen; use --plain to be asked line by line.".to_owned(),
            Interface::Line(why) => format!("Line by line, {why}; `help` lists the commands."),
        }
    }
}
