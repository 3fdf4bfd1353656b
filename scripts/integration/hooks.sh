#!/usr/bin/env bash
# What the tests of the hooks need: mail programs, git send-email, pre-commit. Needs root for apt-get.
set -euo pipefail
packages=(emacs-nox git git-email msmtp mutt neomutt pre-commit s-nail)
if ! dpkg-query --show "${packages[@]}" >/dev/null 2>&1; then
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${packages[@]}"
fi
