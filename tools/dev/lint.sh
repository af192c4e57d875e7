# shellcheck shell=bash
# ./dev lint: every check that needs no running program. Prints what is wrong and where; green
# checks print a line each.

lint_checks=(tools format shell layers sizes docs tidy)

dev_lint() {
  local checks=("$@") check red=0
  ((${#checks[@]})) || checks=("${lint_checks[@]}")
  need build lint
  cd "$root"
  for check in "${checks[@]}"; do
    declare -F "lint_$check" >/dev/null ||
      fail "unknown check '$check'; there are: ${lint_checks[*]}"
    say "lint: $check"
    timed "lint $check" "lint_$check" || red=1
  done
  show_times
  ((red == 0)) || fail "lint found what is listed above"
  good "lint: clean"
}

# sources <pathspec...>: the files of the project, those not yet committed included.
sources() {
  local listed file
  listed=$(git ls-files --cached --others --exclude-standard -- "$@") || return
  while read -r file; do
    [[ ! -e $file ]] || printf '%s\n' "$file"
  done <<<"$listed"
}

lint_format() {
  local files wrong
  files=$(sources '*.h' '*.cc' '*.cpp' '*.c') || return
  wrong=$(xargs -r clang-format --dry-run -Werror <<<"$files" 2>&1 |
    sed -n 's/^\([^:]*\):[0-9]*:.*should be clang-formatted.*/\1: clang-format -i mends it/p' | uniq)
  [[ -z $wrong ]] || { echo "$wrong" && return 1; }
}
lint_tools() { python3 tools/checks_test.py --quiet; }
lint_shell() { shellcheck -x dev .ci/run tools/dev/*.sh; }
lint_layers() { tools/check_layers; }
lint_sizes() { tools/check_sizes; }
lint_docs() { tools/gen_api_status --check && tools/check_docs; }

# Only what changed since it was last found clean is read again: a file's key is the hash of its
# preprocessed text, its flags included, and of the rules.
lint_tidy() {
  configure lint
  mkdir -p build/lint/clean
  tools/dev/tidy --list | xargs -r -n 1 -P "$jobs" tools/dev/tidy
}
