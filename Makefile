.PHONY: build test race bench check

build:
	go build -o bin/dateline ./cmd/dateline

test:
	go test ./...

race:
	go test -race ./...

bench:
	go test -run '^$$' -bench . -benchmem ./...

check:
	.ci/run
