#!/usr/bin/env bash
# What the tests of the Thunderbird add-on need: Debian's Thunderbird in English and Spanish, fonts
# for the screenshots, and the linter of Mozilla's own add-on site. Needs root for apt-get.
set -euo pipefail
cd "$(dirname "$0")/../.."
packages=(thunderbird thunderbird-l10n-es-es fonts-dejavu-core)
command -v npm >/dev/null || packages+=(nodejs npm)
if ! dpkg-query --show "${packages[@]}" >/dev/null 2>&1; then
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${packages[@]}"
fi
npm install --prefix build/addons-linter --silent --no-audit --no-fund addons-linter@7.20.0
