# shellcheck shell=bash
# ./dev test: builds and runs the whole suite in each mode, a preset of CMakePresets.json: plain,
# asan, tsan. A mode is green only if its tests ran and every one passed.

dev_test() {
  local modes=() filter=()
  while (($#)); do
    case $1 in
      plain | asan | tsan) modes+=("$1") ;;
      --filter)
        (($# > 1)) || fail "--filter needs a regular expression of test names"
        filter=(-R "$2")
        shift
        ;;
      *) fail "unknown argument '$1'; usage: ./dev test [plain|asan|tsan]... [--filter RE]" ;;
    esac
    shift
  done
  ((${#modes[@]})) || modes=(plain asan tsan)
  need build run test
  local mode red=0 passed=0 failed=0 closing=()
  for mode in "${modes[@]}"; do
    timed "test $mode" run_mode "$mode" "${filter[@]}" || red=1
  done
  show_times
  say "Tests"
  printf '    %s\n' "${closing[@]}"
  printf '%d passed, %d failed\n' "$passed" "$failed"
  return "$red"
}

# run_mode <mode> [ctest arguments...]: builds and runs one mode; adds to passed, failed and
# closing of dev_test.
run_mode() {
  local mode=$1 launcher=() status=0
  local tree="$root/build/$mode"
  shift
  say "$mode: build"
  configure "$mode"
  compile "$mode" || {
    closing+=("$(printf '%-6s did not build' "$mode")")
    return 1
  }
  say "$mode: test"
  # ThreadSanitizer's shadow memory needs the address layout that randomization disturbs.
  [[ $mode != tsan ]] || launcher=(setarch -R)
  (
    export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1
    export UBSAN_OPTIONS=print_stacktrace=1
    export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1
    "${launcher[@]}" ctest --test-dir "$tree" -j "$jobs" --output-on-failure --no-tests=error "$@"
  ) 2>&1 | tee "$tree/ctest.log" | hide_passed || status=$?
  count_tests "$mode" "$tree/ctest.log"
  # docs/status.md counts conformance tests as proofs: they have run, and passed.
  if ((status == 0 && $# == 0)); then
    "$root/tools/gen_api_status" --passed "$tree/Testing/Temporary/LastTest.log" || status=1
  fi
  return "$status"
}

# Of ctest's lines, those about a test that started or passed are noise.
hide_passed() {
  grep --line-buffered -vE '^ *(Start +[0-9]+:|[0-9]+/[0-9]+ +Test +#.* Passed +)' || true
}

count_tests() {
  local line bad all
  line=$(grep -E '^[0-9]+% tests passed' "$2" || echo 'no tests ran')
  closing+=("$(printf '%-6s %s' "$1" "$line")")
  if [[ $line =~ ([0-9]+)\ tests\ failed\ out\ of\ ([0-9]+) ]]; then
    bad=${BASH_REMATCH[1]} all=${BASH_REMATCH[2]}
    passed=$((passed + all - bad))
    failed=$((failed + bad))
  fi
}
