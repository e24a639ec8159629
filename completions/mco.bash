# Completion of mco for bash: it asks mco itself.
_mco() {
    local IFS=$'\n' line said mco="${1/#\~\//$HOME/}"
    local -a told=()
    COMPREPLY=()
    # Behind an alias or another program's name there is still this one.
    type -P -- "$mco" >/dev/null || mco=mco
    while read -r line; do
        told+=("$line")
    done < <("$mco" completion --bash --breaks="$COMP_WORDBREAKS" --line="${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    if ((${#told[@]} == 0)); then
        # Nobody answers: at least the commands of this version.
        ((COMP_CWORD == 1)) && COMPREPLY=($(IFS=' ' && compgen -W "ping find rpc run facts filter inventory package service puppet shell process filemgr nettest jobs resume history set cache kv governor plugin ddl tool broker pki jwt keys login demo tui buildinfo cheat" -- "$2"))
        return
    fi
    said=" ${told[0]} "
    COMPREPLY=("${told[@]:1}")
    [[ $said == *" nospace "* ]] && compopt -o nospace 2>/dev/null
    compopt -o nosort 2>/dev/null
    if [[ $said == *" folders "* ]]; then
        compopt -o filenames 2>/dev/null
        while read -r line; do COMPREPLY+=("$line"); done < <(compgen -d -- "$2")
    elif [[ $said == *" files "* ]] && ((${#COMPREPLY[@]} == 0)); then
        compopt -o default 2>/dev/null
    elif [[ $said == *" files "* ]]; then
        compopt -o filenames 2>/dev/null
        while read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$2")
    fi
}

complete -F _mco mco
