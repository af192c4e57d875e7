# shellcheck shell=bash
# ./dev fuzz: builds the targets of fuzz/ and runs each for a bounded time on a scratch copy of
# its corpus. A crash stops everything, and its input stays below build/fuzz/crashes.

dev_fuzz() {
  local targets=() seconds=60 target
  while (($#)); do
    case $1 in
      --seconds)
        [[ ${2:-} =~ ^[0-9]+$ ]] || fail "--seconds needs a number"
        seconds=$2
        shift
        ;;
      -*) fail "unknown argument '$1'; usage: ./dev fuzz [TARGET]... [--seconds N]" ;;
      *) targets+=("$1") ;;
    esac
    shift
  done
  need build fuzz
  say "fuzz: build"
  configure fuzz
  if ((${#targets[@]} == 0)); then
    mapfile -t targets < <(fuzz_targets)
  fi
  compile fuzz "${targets[@]/#/fuzz_}"
  for target in "${targets[@]}"; do
    say "fuzz: $target, $seconds seconds"
    fuzz_one "$target" "$seconds" || fail "$target found an input that breaks it: build/fuzz/crashes"
  done
  good "fuzz: nothing found"
}

# The names fuzz/CMakeLists.txt declares.
fuzz_targets() { sed -n 's/^penstock_fuzz(\([a-z0-9_]*\) .*/\1/p' "$root/fuzz/CMakeLists.txt"; }

fuzz_one() {
  local target=$1 seconds=$2
  local work="$root/build/fuzz/work/$target" crashes="$root/build/fuzz/crashes"
  mkdir -p "$work" "$crashes"
  "$root/build/fuzz/bin/fuzz_$target" "$work" "$root/fuzz/corpus/$target" \
    -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -verbosity=0 \
    -artifact_prefix="$crashes/$target-"
}
