#!/usr/bin/env bash
# Installs what this machine lacks into one folder, $CODI_TOOLS (by default ~/.cache/codi-in-figures), and puts it on PATH.
#
#   .ci/tools.sh build COMMAND…    installs what `build` needs, then runs the command with it on PATH
#   eval "$(.ci/tools.sh test)"    the same for the rest of a shell; check its exit status
#
#   rust      only looks for cargo
#   build     the wasm target, trunk, wasm-bindgen, the npm packages
#   browser   build, and a Chromium with its driver
#   data      frictionless
#   fonts     the npm packages, pyftsubset
#   test      browser and data
#
# What is there already is left alone: a second run takes a moment. Progress goes to stderr.
set -euo pipefail

TRUNK=0.21.14        # 0.22 asks for a newer Rust
WASM_BINDGEN=0.2.130 # the very version in Cargo.lock and Trunk.toml

cd "$(dirname "${BASH_SOURCE[0]}")/.."
TOOLS=${CODI_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/codi-in-figures}
mkdir -p "$TOOLS"
TOOLS=$(cd "$TOOLS" && pwd)

say() { echo "tools: $*" >&2; }
lacks() { say "$*"; exit 1; }
have() { type -P "$1" >/dev/null; }
hash_of() { if have sha256sum; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -c1-12; }

# Two runs at once (two checkouts, say) must not install the same thing at the same time.
locked() {
    if have flock; then ( flock 9; "$@" ) 9>"$TOOLS/lock"; else ( "$@" ); fi
}

declare -a paths=() exports=()
export_() { exports+=("$1=$2"); }

rust() {
    have cargo || lacks "cargo is missing: install Rust with rustup, see https://rustup.rs"
}

wasm_target() {
    have rustup || lacks "rustup is missing: the wasm target is installed with it, see https://rustup.rs"
    local toolchain
    toolchain=$(locked .ci/wasm-target.sh)
    [ "$toolchain" != debian ] || export_ RUSTUP_TOOLCHAIN debian
}

cargo_program() { # package version program, more arguments for cargo install
    local root="$TOOLS/${1%-cli}-$2"
    [ -x "$root/bin/$3" ] || locked cargo_install "$root" "$@"
    paths+=("$root/bin")
}
cargo_install() { # root package version program, more arguments for cargo install
    local root=$1 package=$2 version=$3 program=$4
    shift 4
    [ ! -x "$root/bin/$program" ] || return 0
    say "building $package $version (once, some minutes)"
    env -u CARGO_TARGET_DIR -u RUSTFLAGS cargo install "$package" --version "$version" "$@" --root "$root" >&2
}

npm_packages() {
    have node && have npm || lacks "node and npm are missing: install Node.js 20 or newer (Debian: apt-get install nodejs npm)"
    local root
    root="$TOOLS/npm-$(hash_of package-lock.json)"
    [ -d "$root/node_modules" ] || locked npm_install "$root"
    if [ -e node_modules ] && [ ! -L node_modules ]; then
        say "node_modules is a folder of your own: its packages are used instead of package-lock.json's"
    elif [ "$(readlink node_modules || true)" != "$root/node_modules" ]; then
        ln -sfn "$root/node_modules" node_modules
    fi
    paths+=("$root/node_modules/.bin")
}
npm_install() { # root
    [ ! -d "$1/node_modules" ] || return 0
    say "installing the npm packages"
    local new
    new=$(mktemp -d "$TOOLS/npm.XXXXXX")
    cp package.json package-lock.json .npmrc "$new/"
    npm ci --prefix "$new" --ignore-scripts >&2
    rm -rf "$1"
    mv "$new" "$1"
}

python_packages() { # requirements file
    have python3 || lacks "python3 is missing: install Python 3.10 or newer (Debian: apt-get install python3 python3-venv)"
    local root
    root="$TOOLS/venv-$(hash_of "$1")"
    [ -e "$root/.complete" ] || locked python_install "$root" "$1"
    paths+=("$root/bin")
}
python_install() { # root requirements file
    [ ! -e "$1/.complete" ] || return 0
    python3 -c 'import venv, ensurepip' 2>/dev/null ||
        lacks "python3 cannot make a venv: install its venv module (Debian: apt-get install python3-venv)"
    say "installing the Python packages of $2"
    rm -rf "$1"
    python3 -m venv "$1"
    "$1/bin/pip" install --quiet --disable-pip-version-check --requirement "$2" >&2
    touch "$1/.complete"
}

first_of() { # programs
    local program
    for program; do
        ! type -P "$program" || return 0
    done
    return 1
}
chromium() { first_of "${CHROMIUM:-}" chromium google-chrome google-chrome-stable chromium-browser; }
chromedriver() { first_of "${CHROMEDRIVER:-}" chromedriver; }
both() { chromium && chromedriver; } >/dev/null
chromium_and_driver() {
    both || locked chromium_install
    export_ CHROMIUM "$(chromium)"
    export_ CHROMEDRIVER "$(chromedriver)"
}
chromium_install() {
    ! both || return 0
    local sudo=
    [ "$(id -u)" = 0 ] || sudo="sudo -n"
    have apt-get && ${sudo:-env} true 2>/dev/null || lacks \
        "Chromium or its driver is missing: install both (Debian: apt-get install chromium chromium-driver), or name them in CHROMIUM and CHROMEDRIVER"
    say "installing Debian's chromium and chromium-driver"
    $sudo apt-get update -qq >&2
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium chromium-driver >&2
}

build() {
    rust
    wasm_target
    cargo_program trunk $TRUNK trunk --locked
    cargo_program wasm-bindgen-cli $WASM_BINDGEN wasm-bindgen-test-runner # not --locked: one of its locked crates is no longer to be had
    npm_packages
}
browser() { build; chromium_and_driver; }
data() { rust; python_packages .ci/requirements-data.txt; }
fonts() { npm_packages; python_packages .ci/requirements-fonts.txt; }

case "${1:-}" in
    rust | build | browser | data | fonts) "$1" ;;
    test) browser; data ;;
    *) lacks "say what to prepare: rust, build, browser, data, fonts or test" ;;
esac
shift

PATH=$(IFS=:; echo "${paths[*]:-}")${paths[0]:+:}$PATH
if [ $# -gt 0 ]; then
    exec env ${exports[@]+"${exports[@]}"} "$@"
fi
printf 'export %q\n' ${exports[@]+"${exports[@]}"} "PATH=$PATH"
