#!/bin/sh
# Makes sure some Rust toolchain on this machine can compile for wasm32-unknown-unknown,
# and prints its rustup name (for RUSTUP_TOOLCHAIN). Progress goes to stderr.
#
#   1. the active toolchain already has the target        -> its name
#   2. rustup can download the target                     -> its name
#   3. no download server in reach, Debian with apt       -> "debian": Debian's own compiler
#      (packages rustc-web, cargo-web, rust-web-clippy), with a standard library for wasm built once
#      from Debian's source package (rust-web-src). About two minutes, 80 MB.
set -eu

TARGET=wasm32-unknown-unknown
say() { echo "wasm-target: $*" >&2; }
has_target() { # toolchain
    libdir=$(rustup run "$1" rustc --print target-libdir --target $TARGET 2>/dev/null) || return 1
    ls "$libdir"/libstd-*.rlib >/dev/null 2>&1
}

active=$(rustup show active-toolchain 2>/dev/null | cut -d' ' -f1) || active=
for toolchain in $active debian; do
    if has_target "$toolchain"; then echo "$toolchain"; exit 0; fi
done

say "adding $TARGET to $active"
if rustup target add $TARGET >&2 2>/dev/null && has_target "$active"; then echo "$active"; exit 0; fi

say "rustup cannot fetch it here; building it from Debian's packages"
command -v apt-get >/dev/null || { say "no apt-get: install the $TARGET target by hand"; exit 1; }
SUDO=; [ "$(id -u)" = 0 ] || SUDO=sudo
$SUDO apt-get update -qq >&2
wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$(dirname "$0")/../Cargo.toml")
offered=$(apt-cache show --no-all-versions rustc-web | sed -n 's/^Version: \([0-9.]*\).*/\1/p')
[ "$(printf '%s\n' "$wanted" "$offered" | sort -V | head -n 1)" = "$wanted" ] || {
    say "Debian's compiler is $offered, older than the $wanted of Cargo.toml: install the $TARGET target by hand (rustup target add $TARGET)"
    exit 1
}
$SUDO apt-get install -y -qq --no-install-recommends rustc-web cargo-web rust-web-clippy rust-web-src >&2

# The linker: rustup's own toolchain brings rust-lld, Debian's looks for it beside itself.
sysroot=$(/usr/bin/rustc --print sysroot)
lld=$(rustup run "$active" rustc --print sysroot)/lib/rustlib/x86_64-unknown-linux-gnu/bin/rust-lld
$SUDO mkdir -p "$sysroot/lib/rustlib/x86_64-unknown-linux-gnu/bin"
$SUDO ln -sf "$lld" "$sysroot/lib/rustlib/x86_64-unknown-linux-gnu/bin/rust-lld"

# An empty crate makes cargo build std (and test, for wasm-bindgen-test); bitcode stays in, for LTO.
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
mkdir "$work/src"; : > "$work/src/lib.rs"
printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n' > "$work/Cargo.toml"
(cd "$work" && RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc RUSTFLAGS=-Cembed-bitcode=yes CARGO_TARGET_DIR="$work/target" \
    /usr/bin/cargo build --release --target $TARGET -Z build-std=std,panic_abort,test >&2)
libs="$sysroot/lib/rustlib/$TARGET/lib"
$SUDO mkdir -p "$libs"
$SUDO find "$libs" -name '*.rlib' -delete
rm -f "$work"/target/$TARGET/release/deps/libempty-*
$SUDO cp "$work"/target/$TARGET/release/deps/*.rlib "$libs/"

rustup toolchain link debian "$sysroot" >&2
has_target debian || { say "the built target does not answer"; exit 1; }
echo debian
