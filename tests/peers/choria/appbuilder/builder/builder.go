// Package builder stands in for App Builder, which the interop suite does not use: every entry point does nothing or refuses.
package builder

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/choria-io/fisk"
)

var errAbsent = errors.New("app builder is not part of this build")

type (
	AppBuilder     struct{}
	Option         func(*AppBuilder) error
	KingpinCommand interface {
		Command(name, help string) *fisk.CmdClause
	}
	Logger interface {
		Debugf(format string, v ...any)
		Infof(format string, v ...any)
		Warnf(format string, v ...any)
		Errorf(format string, v ...any)
	}
	Command     interface{ String() string }
	GenericFlag struct {
		Name, Description, PlaceHolder, EnvVar, Short string
		Required, Bool                                bool
		Enum                                          []string
		Default                                       any
	}
	GenericCommand struct {
		Name  string
		Type  string
		Flags []GenericFlag
	}
	GenericSubCommands struct{ Commands []json.RawMessage }
	Transform          struct{}
	NewCommand[C any]  func(*AppBuilder, json.RawMessage, Logger) (C, error)
)

func (*AppBuilder) Configuration() map[string]any   { return nil }
func (*AppBuilder) Context() context.Context        { return context.Background() }
func (*AppBuilder) CreateBuilderApp(KingpinCommand) {}
func (*GenericCommand) Validate(Logger) error       { return errAbsent }
func (*Transform) Validate(Logger) error            { return errAbsent }
func (*Transform) TransformBytes(context.Context, []byte, map[string]any, map[string]any, *AppBuilder) ([]byte, error) {
	return nil, errAbsent
}

func New(context.Context, string, ...Option) (*AppBuilder, error)           { return &AppBuilder{}, nil }
func RunTaskCLI(context.Context, bool, ...Option) error                     { return errAbsent }
func RunStandardCLI(context.Context, string, bool, []byte, ...Option) error { return errAbsent }
func WithConfigPaths(...string) Option                                      { return func(*AppBuilder) error { return nil } }
func WithContextualUsageOnError() Option                                    { return func(*AppBuilder) error { return nil } }
func RegisterCommand[C any](string, NewCommand[C]) error                    { return nil }
func MustRegisterCommand[C any](string, NewCommand[C])                      {}
func ParseStateTemplate(string, map[string]any, map[string]any, any) (string, error) {
	return "", errAbsent
}

func CreateGenericCommand(app KingpinCommand, cmd *GenericCommand, _, _ map[string]any, _ *AppBuilder, _ func(*fisk.ParseContext) error) *fisk.CmdClause {
	return app.Command(cmd.Name, "")
}
