#!/usr/bin/env bash
# Write the lock files: every package with its hashes, no registry's address. A package that
# another asks for with an extra is written with it: pip 23 takes "coverage[toml]" for another
# package than "coverage", looks for its newest version, and finds no hash for it.
set -euo pipefail
cd "$(dirname "$0")/.."
for name in run dev peers; do
  group=(); [ "$name" = run ] || group=(--group "$name")
  [ "$name" != dev ] || group+=(--extra papers)  # so that the tests can write every paper
  "${UV:-uv}" pip compile pyproject.toml "${group[@]}" --universal --python-version 3.11 \
    --no-strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links --quiet \
    --custom-compile-command "make lock" --output-file "requirements/$name.lock"
done
if grep -nE '://|--(index|extra-index|find-links)' requirements/*.lock; then
  echo "a lock file names an address" >&2; exit 1
fi
