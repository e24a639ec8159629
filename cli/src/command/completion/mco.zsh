#compdef @PROGRAM@
# Completion of @PROGRAM@ for zsh: it asks @PROGRAM@ itself.
_mco() {
    local -a told whole open
    local line said mco=${~words[1]}
    # Behind another program's name there is still this one.
    whence -p -- $mco >/dev/null || mco=@PROGRAM@
    told=("${(@f)$($mco completion --zsh -- "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    if [[ -z $told[1] ]]; then
        # Nobody answers: at least the commands of this version.
        ((CURRENT == 2)) && compadd -- @COMMANDS@
        return
    fi
    said=" $told[1] "
    for line in "${(@)told[2,-1]}"; do
        case $line in
            ('+'*) open+=("${line#?}") ;;
            ('='*) whole+=("${line#?}") ;;
        esac
    done
    local found=1
    ((${#whole})) && _describe -V -t values value whole && found=0
    ((${#open})) && _describe -V -t parts 'beginning of a value' open -S '' && found=0
    [[ $said == *' folders '* ]] && _files -/ && found=0
    [[ $said == *' files '* ]] && _files && found=0
    return found
}

if [[ $funcstack[1] == _mco ]]; then
    _mco "$@"
else
    compdef _mco @PROGRAM@
fi
