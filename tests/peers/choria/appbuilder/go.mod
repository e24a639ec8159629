module github.com/choria-io/appbuilder

go 1.26

require github.com/choria-io/fisk v0.9.0
