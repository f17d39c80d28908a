#!/usr/bin/env bash
# Make the virtual environment from the lock: uv where it is there, else venv and pip.
# With a folder wheelhouse/ (see `make wheels`) no network is needed.
set -Eeuo pipefail
cd "$(dirname "$0")/.."
venv=$1
if [ -z "${PYTHON:-}" ]; then
  echo "No Python 3.11 or newer was found; install one, or say make PYTHON=/path/to/python3" >&2
  exit 2
fi
offline=()
[ -d wheelhouse ] && offline=(--no-index --find-links wheelhouse)
if command -v uv >/dev/null 2>&1; then
  uv venv --quiet --clear --seed --python "$PYTHON" "$venv"
  install() { VIRTUAL_ENV="$venv" uv pip install --quiet "$@"; }
else
  "$PYTHON" -m venv --clear "$venv" || {
    echo "Python's venv module is missing; on Debian and Ubuntu: apt install python3-venv" >&2
    exit 2
  }
  install() { "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@"; }
fi
advice() {
  echo "The packages could not be installed. Without a network: run 'make wheels' on a machine" >&2
  echo "with one (same system, same Python) and carry the folder wheelhouse/ over." >&2
}
trap advice ERR
echo "Setting up $venv with $("$PYTHON" --version) …"
install "${offline[@]}" --require-hashes -r requirements/dev.lock
install --no-deps --no-build-isolation --editable .
