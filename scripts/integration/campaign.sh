#!/usr/bin/env bash
# What the tests of campaigns need: Debian's Chromium with its driver for Python and axe-core for the
# HTML report, SpamAssassin and rspamd for the spam weight. Needs root for apt-get.
set -euo pipefail
cd "$(dirname "$0")/../.."
packages=(chromium fonts-dejavu-core spamassassin spamc rspamd)
command -v npm >/dev/null || packages+=(nodejs npm)
if ! dpkg-query --show "${packages[@]}" >/dev/null 2>&1; then
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${packages[@]}"
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check playwright==1.65.2
npm install --prefix build/axe --silent --no-audit --no-fund axe-core@4.14.1
