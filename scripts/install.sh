#!/bin/sh
# Installs registry-maturity from a release. The archive's checksum is compared with the release's before anything in it
# is unpacked or run.
#   curl -LsSf https://github.com/OWNER/registry-maturity/releases/latest/download/install.sh | sh
#   sh install.sh [--version VERSION] [--to FOLDER] [--sha256 CHECKSUM] [--from FOLDER-OR-ADDRESS]
set -eu

usage() {
  cat <<'END'
Usage: install.sh [OPTION]...

  --version VERSION   the release to install, such as 0.1.0 (default: the latest)
  --to FOLDER         where the program goes (default: ~/.local/bin)
  --sha256 CHECKSUM   the checksum to expect, instead of the one in the release's SHA256SUMS
  --from PLACE        a folder, or its address, with the archives and SHA256SUMS (default: the releases on GitHub)
END
}

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 2
}

# The target whose program runs on this machine.
target() {
  case $(uname -s) in
    Linux) system=unknown-linux-musl ;;
    Darwin) system=apple-darwin ;;
    MINGW* | MSYS* | CYGWIN*) system=pc-windows-msvc ;;
    *) fail "there is no program for $(uname -s); build it with cargo" ;;
  esac
  case $(uname -m) in
    x86_64 | amd64) printf 'x86_64-%s\n' "$system" ;;
    aarch64 | arm64)
      # Windows runs programs for x86-64 on ARM.
      if [ "$system" = pc-windows-msvc ]; then echo x86_64-pc-windows-msvc; else printf 'aarch64-%s\n' "$system"; fi
      ;;
    *) fail "there is no program for $(uname -m); build it with cargo" ;;
  esac
}

# Copies a file of the release to the folder $work.
fetch() {
  case $from in
    https://* | file://*)
      if command -v curl >/dev/null; then
        curl --fail --location --silent --show-error --proto '=https,file' --proto-redir '=https' \
          --output "$work/$1" "$from/$1"
      else
        wget --quiet --output-document "$work/$1" "$from/$1"
      fi
      ;;
    *) cp "$from/$1" "$work/$1" ;;
  esac || fail "$from/$1 can't be fetched"
}

sha256() {
  if command -v sha256sum >/dev/null; then
    sha256sum <"$1"
  elif command -v shasum >/dev/null; then
    shasum -a 256 <"$1"
  else
    fail "neither sha256sum nor shasum is available to verify the download"
  fi | cut -d ' ' -f 1
}

main() {
  version='' to=${HOME:-}/.local/bin expected='' from=''
  while [ $# -gt 0 ]; do
    case $1 in
      --help | -h) usage && exit ;;
      --version | --to | --sha256 | --from) [ $# -gt 1 ] || fail "$1 needs a value" ;;
      *) fail "unknown argument $1; see --help" ;;
    esac
    case $1 in
      --version) version=${2#v} ;;
      --to) to=$2 ;;
      --sha256) expected=$2 ;;
      --from) from=${2%/} ;;
    esac
    shift 2
  done
  releases=https://github.com/OWNER/registry-maturity/releases
  if [ -z "$from" ]; then
    if [ -n "$version" ]; then from=$releases/download/v$version; else from=$releases/latest/download; fi
  fi

  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  trap 'exit 130' INT TERM HUP
  target=$(target)

  fetch SHA256SUMS
  # One line of the list: a checksum, and a name that can't lead elsewhere.
  line=$(grep -E "^[0-9a-f]{64}  registry-maturity-${version:-[0-9][0-9A-Za-z.+-]*}-$target\.(tar\.gz|zip)\$" \
    "$work/SHA256SUMS") || fail "the release has no program for $target"
  [ "$(printf '%s\n' "$line" | wc -l)" -eq 1 ] || fail "the release has several programs for $target; use --version"
  archive=${line#*  }
  expected=${expected:-${line%%  *}}

  fetch "$archive"
  actual=$(sha256 "$work/$archive")
  [ "$actual" = "$expected" ] || fail "$archive has the checksum $actual, not $expected; nothing was installed"

  case $archive in
    *.zip) program=registry-maturity.exe && unzip -q "$work/$archive" -d "$work" ;;
    *) program=registry-maturity && tar -xzf "$work/$archive" -C "$work" ;;
  esac
  folder=${archive%.tar.gz} folder=${folder%.zip}
  mkdir -p "$to"
  # Replaces the program in one step, even while an earlier version is running.
  cp "$work/$folder/$program" "$to/.$program.$$"
  chmod 755 "$to/.$program.$$"
  mv -f "$to/.$program.$$" "$to/$program"
  printf 'installed %s\n' "$to/$program"
  case :$PATH: in
    *":$to:"*) ;;
    *) printf '%s\n' "$to is not in PATH" >&2 ;;
  esac
}

# At the end, so that nothing happens if only part of this script arrives.
main "$@"
