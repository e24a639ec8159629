// The reference's `choria` program with the plugins a server needs, the peer of the interop suite.
package main

import (
	"fmt"
	"os"

	"github.com/choria-io/go-choria/cmd"
	"github.com/choria-io/go-choria/plugin"
	"github.com/choria-io/go-choria/providers/agent/mcorpc/external"
	agents "github.com/choria-io/go-choria/providers/agent/mcorpc/golang"
	"github.com/choria-io/go-choria/providers/data/golang/choriadata"
	"github.com/choria-io/go-choria/providers/data/golang/configdata"
)

func main() {
	plugins := map[string]plugin.Pluggable{
		"golangmco":        agents.ChoriaPlugin(),
		"externalmco":      external.ChoriaPlugin(),
		"choria_data":      choriadata.ChoriaPlugin(),
		"config_item_data": configdata.ChoriaPlugin(),
	}
	for name, p := range plugins {
		stop("register "+name, plugin.Register(name, p))
	}
	stop("configure", cmd.ParseCLI())
	stop("run", cmd.Run())
}

func stop(step string, err error) {
	if err != nil {
		fmt.Fprintf(os.Stderr, "could not %s: %v\n", step, err)
		os.Exit(1)
	}
}
