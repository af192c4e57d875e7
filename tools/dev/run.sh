# shellcheck shell=bash
# ./dev run: builds Release, installs the OnSendResponse example into a configuration of its own
# below build/run, and serves in the foreground until Ctrl-C.

dev_run() {
  local port=${1:-8080}
  [[ $port =~ ^[1-9][0-9]{0,4}$ && $port -lt 65536 ]] ||
    fail "the port must be a number from 1 to 65535, not '$port'"
  need build run
  say "Building (Release)"
  configure release
  compile release penstock examples
  local penstock="$root/build/release/bin/penstock" place="$root/build/run"
  prepare_run_directory "$place" "$port"
  "$penstock" module install OnSendResponse \
    --image "$root/build/release/lib/modules/send_response.so" \
    --config "$place/applicationHost.config" >/dev/null ||
    fail "the example module could not be installed into $place/applicationHost.config"
  cat <<END

  ${c_green}Penstock is starting on http://localhost:$port/${c_plain}
  From another terminal:
    curl -i http://localhost:$port/           a page; the OnSendResponse example sees its response
    ${penstock#"$root/"} events --follow      what the example wrote to the event log, live
  Ctrl-C drains and stops. Configuration: ${place#"$root/"}/applicationHost.config

END
  cd "$root"
  exec "$penstock" serve --config "$place/applicationHost.config"
}

# The shipped configuration, serving examples/www on the port asked for, its data in build/run.
prepare_run_directory() {
  local place=$1 port=$2
  mkdir -p "$place"
  "$root/tools/dev/make_config" "$place/applicationHost.config" --root "$root/examples/www" \
    --binding "*:$port:" --data "$place"
}
