# shellcheck shell=bash
# ./dev docs: regenerates what is generated (docs/status.md), then checks all documentation.

dev_docs() {
  need lint
  cd "$root"
  say "docs: status"
  tools/gen_api_status
  say "docs: check"
  tools/check_docs
  good "docs: links, commands, paths and snippets are true"
}
