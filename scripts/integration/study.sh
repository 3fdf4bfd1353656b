#!/usr/bin/env bash
# What the tests of studies past one machine need: a server that speaks S3, what talks to it, and
# Spark (half a gigabyte, with Debian's Java). Needs root for apt-get where Java isn't there.
set -euo pipefail
cd "$(dirname "$0")/../.."
if ! command -v java >/dev/null; then
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends openjdk-17-jre-headless
fi
# Apart from .venv: nothing else is to see these libraries.
wanted=scripts/integration/study.txt
if ! cmp --silent $wanted build/study/installed.txt; then
  rm -rf build/study
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --target build/study -r $wanted
  cp $wanted build/study/installed.txt
fi
