#!/usr/bin/env bash
# Cuts Sarabun down to what the site writes: public/fonts/{thai,latin}-{400,600}.woff2.
# Run it after a change of the characters below: make fonts
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Sarabun has no ≤ ≥ ▲ ▼ ← →: they are listed for the day it does, until then the system's face shows them.
LATIN=U+20-7E,U+A0,U+A7,U+A9,U+B0,U+B1,U+B7,U+D7,U+2013,U+2014,U+2018,U+2019,U+201C,U+201D,U+2022,U+2026,U+2190,U+2192,U+2212,U+2264,U+2265,U+25B2,U+25BC
THAI=U+02BC,U+0303,U+0331,U+0E01-0E5B,U+200B-200D,U+25CC

for weight in 400 600; do
    for script in latin thai; do
        characters=$LATIN
        [ $script = latin ] || characters=$THAI
        # The placing of Thai marks stays; figures are tabular in Sarabun as it is. Kerning goes: charts are measured
        # without it, and it is a tenth of a file.
        pyftsubset "node_modules/@fontsource/sarabun/files/sarabun-$script-$weight-normal.woff2" \
            --unicodes="$characters" --layout-features=ccmp,liga,locl,mark,mkmk,tnum --no-hinting \
            --flavor=woff2 --output-file="public/fonts/$script-$weight.woff2"
    done
done

# The licence travels with the files.
{
    echo "Copyright 2018 The Sarabun Project Authors (https://github.com/cadsondemak/Sarabun)"
    echo
    sed -n '/^This Font Software is licensed/,$p' node_modules/@fontsource/sarabun/LICENSE
} > public/fonts/OFL.txt
ls -l public/fonts
