#!/usr/bin/env bash
# What the tests of spelling need: Debian's Hunspell dictionaries. Needs root for apt-get.
set -euo pipefail
packages=(hunspell-es hunspell-en-us hunspell-pt-pt hunspell-fr hunspell-de-de hunspell-it)
if ! dpkg -s "${packages[@]}" >/dev/null 2>&1; then
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${packages[@]}"
fi
