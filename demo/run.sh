#!/usr/bin/env bash
# Check the shipped orders and papers as a new user would, with no list loaded but the starter.
set -euo pipefail
cd "$(dirname "$0")/.."
enduse=$1
out=demo-out
mkdir -p "$out"
# An empty data folder of its own: the demo must not depend on what this machine has loaded.
export ENDUSE_DATA="$out/data"
rm -rf "$ENDUSE_DATA"
status=0
"$enduse" check demo/orders.jsonl || status=$?
# 13 is what the heaviest of the three must give; any other status is a fault of the demo.
if [ "$status" -ne 13 ]; then
  echo "The demo gave exit status $status; expected 13 (hold)." >&2
  exit 1
fi
"$enduse" check demo/orders.jsonl --format html --output "$out/decisions.html" || true
"$enduse" check demo/orders.jsonl --format json --output "$out/decisions.jsonl" \
  --record --person "login demo" || true
# What was recorded, as a file that others can verify.
"$enduse" evidence '#2' --output "$out/DEMO-1.zip"
"$enduse" verify "$out/DEMO-1.zip" > "$out/DEMO-1-verified.txt"
# The papers of one shipment: 11 is what their comparison must give, for one names another consignee.
echo
echo "The papers in demo/shipment against each other:"
status=0
"$enduse" compare demo/shipment || status=$?
if [ "$status" -ne 11 ]; then
  echo "The comparison gave exit status $status; expected 11 (they differ)." >&2
  exit 1
fi
"$enduse" check demo/shipment --yes --format html --output "$out/shipment.html" 2> /dev/null || true
cat <<TEXT

The same decisions as a page:   $out/decisions.html
The same as JSON, one a line:   $out/decisions.jsonl
The first one with its proof:   $out/DEMO-1.zip
The shipment's papers, decided: $out/shipment.html

The starter list can hold an order; it can never answer "no finding". Load an official list
with one command, from files that you downloaded:

  $enduse lists import SDN.CSV ALT.CSV ADD.CSV SDN_COMMENTS.CSV --list us_ofac_sdn --published DATE
TEXT
