# shellcheck shell=bash
# ./dev bench: builds the server and bench/ optimized and hands over to bench/run.py.

dev_bench() {
  need build bench
  say "Building (Release)"
  configure bench
  compile bench
  "$root/bench/run.py" --build "$root/build/bench" "$@"
}
