//! Shells that are tried.

use std::path::PathBuf;

/// A shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shell {
    Bash,
    Zsh,
    Fish,
}

impl Shell {
    /// Its name, which is that of its program.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
        }
    }

    /// Its program; none, said on standard error, where it is not installed.
    pub(super) fn program(self) -> Option<PathBuf> {
        harness::peers::find(self.name())
    }

    /// How it is started, so that nobody's own settings count.
    pub(super) fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Bash => &["--noprofile", "--rcfile", "start", "-i"],
            // ZDOTDIR names the folder of its settings.
            Self::Zsh => &["-i"],
            Self::Fish => &["--no-config", "--init-command", "source start", "--interactive"],
        }
    }

    /// File it reads at its start.
    pub(super) fn start_file(self) -> &'static str {
        match self {
            Self::Zsh => ".zshrc",
            Self::Bash | Self::Fish => "start",
        }
    }

    /// What it reads at its start: the script, and `^X` for a key that writes the line to the file `line` and empties it.
    pub(super) fn start(self) -> &'static str {
        match self {
            Self::Bash => {
                "PS1='ready> '; bind 'set enable-bracketed-paste off' 'set bell-style none'\n\
                 source <(mco --completion-script-bash)\n\
                 alias orch=mco; complete -F _mco orch\n\
                 keep() { printf '%s' \"$READLINE_LINE\" >part; mv part line; READLINE_LINE=''; READLINE_POINT=0; }\n\
                 bind -x '\"\\C-x\": keep'\n"
            }
            Self::Zsh => {
                "PS1='ready> '; autoload -U compinit; compinit -D -u; unsetopt beep prompt_sp; setopt no_auto_menu\n\
                 source <(mco --completion-script-zsh); alias orch=mco\n\
                 keep() { print -rn -- \"$BUFFER\" >part; mv part line; BUFFER=''; }\n\
                 zle -N keep; bindkey -e; bindkey -r '^X'; bindkey '^X' keep\n"
            }
            Self::Fish => {
                "function fish_prompt; echo 'ready> '; end; set -g fish_autosuggestion_enabled 0; set -g fish_greeting\n\
                 mco completion --fish | source; alias orch mco\n\
                 function keep; commandline | string collect >part; mv part line; commandline ''; end\n\
                 bind \\cx keep\n"
            }
        }
    }
}
