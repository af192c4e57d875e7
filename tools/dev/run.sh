# shellcheck shell=bash
# ./dev run: builds Release, installs the OnSendResponse example into a copy of the shipped
# configuration below build/run, and serves in the foreground until Ctrl-C.

dev_run() {
  local port=${1:-8080}
  [[ $port =~ ^[1-9][0-9]{0,4}$ && $port -lt 65536 ]] ||
    fail "the port must be a number from 1 to 65535, not '$port'"
  need build run
  say "Building (Release)"
  configure release
  compile release penstock examples
  local penstock="$root/build/release/bin/penstock"
  local config="$root/build/run/applicationHost.config"
  mkdir -p "$root/build/run"
  # Kept from run to run, with what was installed into it, until the shipped one is newer.
  [[ -e $config && ! $root/config/applicationHost.config -nt $config ]] ||
    cp "$root/config/applicationHost.config" "$config"
  sed -i "s|bindingInformation=\"\*:[0-9]*:|bindingInformation=\"*:$port:|" "$config"
  "$penstock" module install OnSendResponse \
    --image "$root/build/release/lib/modules/send_response.so" --config "$config" >/dev/null ||
    fail "the OnSendResponse example could not be installed into $config"
  cat <<END

  ${c_green}http://localhost:$port/${c_plain} with the OnSendResponse example installed. From another terminal:
    curl -i http://localhost:$port/
    build/release/bin/penstock events            what the example wrote to the event log
    build/release/bin/penstock events --follow   and what it writes next, live
  Ctrl-C drains and stops. Configuration: build/run/applicationHost.config

END
  cd "$root"
  exec "$penstock" serve --config "$config"
}
