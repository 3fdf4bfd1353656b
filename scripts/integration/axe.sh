#!/usr/bin/env bash
# What the tests of campaigns hold against a browser: Debian's Chromium, axe-core, and what drives
# them. Needs root for apt-get.
set -euo pipefail
cd "$(dirname "$0")/../.."
packages=(chromium)
command -v npm >/dev/null || packages+=(nodejs npm)
if ! dpkg-query --show "${packages[@]}" >/dev/null 2>&1; then
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${packages[@]}"
fi
npm install --prefix build/axe --silent --no-audit --no-fund axe-core@4.14.1 playwright-core@1.65.1
