#!/usr/bin/env bash
# What the tests of MJML need: the program mjml from npm, in the old line that many projects keep and
# in the new one. Needs root for apt-get where npm is missing.
set -euo pipefail
cd "$(dirname "$0")/../.."
if ! command -v npm >/dev/null; then
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends nodejs npm
fi
for version in 4.15.3 5.4.1; do
  npm install --prefix "build/mjml-${version%%.*}" --silent --no-audit --no-fund "mjml@$version"
done
