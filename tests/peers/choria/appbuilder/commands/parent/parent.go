// Package parent stands in for App Builder.
package parent

// Register does nothing.
func Register() error { return nil }
