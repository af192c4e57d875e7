# shellcheck shell=bash
# What every ./dev command uses: messages, package installation, configuring and building a tree.
# Sourced by ./dev, which sets $root; the commands stand beside this file, one each.

if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
  c_bold=$'\e[1m' c_green=$'\e[32m' c_red=$'\e[31m' c_dim=$'\e[2m' c_plain=$'\e[0m'
else
  c_bold='' c_green='' c_red='' c_dim='' c_plain=''
fi

jobs=${PENSTOCK_JOBS:-$(nproc)}

# ccache sees paths relative to the checkout, so that a second clone compiles nothing anew.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=true

say() { printf '%s==>%s %s\n' "$c_bold" "$c_plain" "$*"; }
good() { printf '%s%s%s\n' "$c_green" "$*" "$c_plain"; }
complain() { printf '%sdev: %s%s\n' "$c_red" "$*" "$c_plain" >&2; }
fail() {
  complain "$@"
  exit 1
}

# packages_of <group>...: the packages of tools/packages.txt in these groups, each once.
packages_of() {
  awk -v groups=" $* " 'index(groups, " " $1 " ") && !seen[$2]++ { print $2 }' \
    "$root/tools/packages.txt"
}

# need <group>...: installs what is missing of these groups; says nothing when nothing is.
need() {
  local missing=() package
  while read -r package; do
    [[ $(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null) == ii* ]] ||
      missing+=("$package")
  done < <(packages_of "$@")
  ((${#missing[@]})) || return 0

  command -v apt-get >/dev/null ||
    fail "these Debian packages are missing and there is no apt-get: ${missing[*]}"
  local as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null ||
      fail "to install ${missing[*]}: run as root, or install sudo"
    as_root=(sudo)
  fi
  say "Installing ${#missing[@]} packages: ${missing[*]}"
  apt_quietly "${as_root[@]}" apt-get update
  # A server package must not start a service on the machine it is only measured on.
  local policy=/usr/sbin/policy-rc.d
  if [[ ! -e $policy ]]; then
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
    "${as_root[@]}" chmod +x "$policy"
  else
    policy=
  fi
  local status=0
  apt_quietly "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "${missing[@]}" || status=$?
  [[ -z $policy ]] || "${as_root[@]}" rm -f "$policy"
  ((status == 0)) || fail "the packages could not be installed (apt-get's message is above)"
}

# Runs apt-get showing a line a package; everything it said only if it failed.
apt_quietly() {
  local log status=0
  log=$(mktemp)
  "$@" 2>&1 </dev/null | tee "$log" |
    { grep --line-buffered -oP '^(Unpacking|Setting up) \S+' || true; } |
    while read -r line; do printf '    %s%s%s\n' "$c_dim" "$line" "$c_plain"; done || status=$?
  ((status == 0)) || cat "$log" >&2
  rm -f "$log"
  return "$status"
}

# configure <preset>: configures build/<preset>, quietly when all is well.
configure() {
  local log="$root/build/$1/configure.log"
  mkdir -p "$root/build/$1"
  (cd "$root" && cmake --preset "$1") >"$log" 2>&1 || {
    cat "$log" >&2
    fail "build/$1 could not be configured (cmake's message is above)"
  }
}

# compile <preset> [targets...]: builds build/<preset>; ninja shows its progress.
compile() {
  local name=$1
  shift
  NINJA_STATUS="    [%f/%t] " ninja -C "$root/build/$name" -j "$jobs" "$@" && return
  complain "build/$name did not build (the first error is above)"
  return 1
}

# timed <label> <command...>: runs it and notes in step_times what it took.
step_times=()
timed() {
  local label=$1 start=$SECONDS status=0
  shift
  "$@" || status=$?
  ((status == 0)) || label+=' (red)'
  step_times+=("$(printf '%5d s  %s' "$((SECONDS - start))" "$label")")
  return "$status"
}

show_times() {
  say "Times"
  printf '    %s\n' "${step_times[@]}"
}
