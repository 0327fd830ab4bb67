#!/usr/bin/env bash
# Compresses the files of a folder beside themselves (.br and .gz), as the server hands them out, and prints their sizes: bash tools/pack.sh DIR
# What has not changed since is left alone. "total" is what a first visit needs until somebody can sign in, "rest" the part of
# the app that comes right after it, "later" files.*, fetched once the app has started. In none of them: the folder install/,
# which browsers ask for when the app is installed.
set -euo pipefail
if [ $# != 1 ] || [ ! -d "$1" ]; then
    echo "usage: bash tools/pack.sh DIR" >&2
    exit 2
fi
cd "$1"

# Pictures and fonts are compressed already.
list_files() { find . -type f ! -name '*.br' ! -name '*.gz' | LC_ALL=C sort; }
is_compressed() { case "$1" in *.png | *.jpg | *.webp | *.woff2) return 0 ;; *) return 1 ;; esac; }

while read -r packed; do
    [ -f "${packed%.*}" ] || rm "$packed"
done < <(find . -type f \( -name '*.br' -o -name '*.gz' \))

compress() {
    local file="$1"
    brotli -q 11 -w 24 -f -o "$file.br.new" "$file" && mv "$file.br.new" "$file.br"
    gzip -9 -n -c "$file" >"$file.gz.new" && mv "$file.gz.new" "$file.gz"
    touch -r "$file" "$file.br" "$file.gz"
}
while read -r file; do
    if is_compressed "$file"; then continue; fi
    # Equal times mean: made from this very file.
    if [ ! "$file" -nt "$file.br" ] && [ ! "$file" -ot "$file.br" ] && [ -f "$file.br" ] && [ -f "$file.gz" ]; then continue; fi
    compress "$file"
done < <(list_files)

size_of() { stat -c %s "$1" 2>/dev/null || stat -c %s "$2"; }
while read -r file; do
    printf '%s %s %s %s\n' "$(size_of "$file" "$file")" "$(size_of "$file.gz" "$file")" "$(size_of "$file.br" "$file")" "${file#./}"
done < <(list_files) | awk '
    function row(raw, gzip, brotli, name) { printf "%10.1f %10.1f %10.1f  %s\n", raw / 1000, gzip / 1000, brotli / 1000, name }
    BEGIN { printf "%10s %10s %10s  %s\n", "raw KB", "gzip KB", "brotli KB", "file" }
    { row($1, $2, $3, $4) }
    $4 ~ /^rest\..*wasm/ { rest_raw += $1; rest_gzip += $2; rest_brotli += $3; next }
    $4 ~ /^files\./ { later_raw += $1; later_gzip += $2; later_brotli += $3; next }
    $4 !~ /^install\// { raw += $1; gzip += $2; brotli += $3 }
    END { row(rest_raw, rest_gzip, rest_brotli, "rest"); row(later_raw, later_gzip, later_brotli, "later"); row(raw, gzip, brotli, "total") }'
