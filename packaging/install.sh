#!/bin/sh
# Puts what `just dist` made, and what comes with it, below $DESTDIR where a Linux system expects it. PREFIX is /usr unless it is set.
set -eu
cd "$(dirname "$0")/.."
prefix=${DESTDIR-}${PREFIX-/usr}
units=$prefix/lib/systemd/system
made=${CARGO_TARGET_DIR-target}
shipped=$(mktemp -d)
trap 'rm -rf "$shipped"' EXIT

"$made/dist/mco" gen completions "$shipped/completions"
"$made/dist/mco" gen man "$shipped/man"

install -Dm755 -t "$prefix/bin" "$made/dist/mco" "$made/dist/mco-broker" "$made/node/mco-server"
install -Dm644 "$shipped/completions/mco.bash" "$prefix/share/bash-completion/completions/mco"
install -Dm644 "$shipped/completions/_mco" "$prefix/share/zsh/site-functions/_mco"
install -Dm644 "$shipped/completions/mco.fish" "$prefix/share/fish/vendor_completions.d/mco.fish"
install -Dm644 -t "$prefix/share/mco/completions" \
    "$shipped/completions/_mco.ps1" "$shipped/completions/mco.elv" "$shipped/completions/mco.nu"
install -Dm644 -t "$prefix/share/man/man1" "$shipped"/man/*.1
install -Dm644 -t "$units" packaging/systemd/*.service
