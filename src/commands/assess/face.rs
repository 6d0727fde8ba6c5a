//! Which face of the questionnaire the terminal can show.

#[cfg(feature = "tui")]
use std::{
    env,
    io::{self, IsTerminal},
};

/// The smallest terminal that the full screen fits into.
#[cfg(feature = "tui")]
const SMALLEST: (u16, u16) = (40, 15);

/// A face of the questionnaire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// It fills the terminal.
    #[cfg(feature = "tui")]
    FullScreen,
    /// It needs nothing but lines of text; why it was chosen.
    Line(&'static str),
}

impl Face {
    /// The full screen, where nothing speaks against it.
    pub fn choose(plain: bool) -> Face {
        if plain {
            return Face::Line("as --plain asks");
        }
        Face::by_terminal()
    }

    #[cfg(not(feature = "tui"))]
    fn by_terminal() -> Face {
        Face::Line("since this program was built without the full screen")
    }

    #[cfg(feature = "tui")]
    fn by_terminal() -> Face {
        let size = terminal_size::terminal_size_of(io::stderr());
        match size.map(|(width, height)| (width.0, height.0)) {
            _ if !io::stdin().is_terminal() => Face::Line("since standard input is no terminal"),
            _ if !io::stderr().is_terminal() => Face::Line("since standard error is no terminal"),
            _ if env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb") => {
                Face::Line("since the terminal says that it can do no more")
            }
            None | Some((0, _) | (_, 0)) => Face::Line("since the terminal does not tell its size"),
            Some((width, height)) if width < SMALLEST.0 || height < SMALLEST.1 => {
                Face::Line("since the terminal is smaller than 40 by 15")
            }
            Some(_) => Face::FullScreen,
        }
    }

    /// Which face it is, and why, in a line.
    pub fn why(self) -> String {
        match self {
            #[cfg(feature = "tui")]
            Face::FullScreen => "Full screen; --plain asks line by line.".to_owned(),
            Face::Line(why) => format!("Line by line, {why}; `help` lists the commands."),
        }
    }
}
