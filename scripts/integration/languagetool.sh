#!/usr/bin/env bash
# What the tests of grammar need: Java 17 and LanguageTool's jars, which the Maven client gets from
# Maven Central; `emailint grammar install` holds each against the checksum that it is locked to.
# Needs root for apt-get where Java or Maven is missing.
set -euo pipefail
cd "$(dirname "$0")/../.."
packages=()
command -v java >/dev/null || packages+=(openjdk-17-jre-headless)
command -v mvn >/dev/null || packages+=(maven)
if ((${#packages[@]})); then
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${packages[@]}"
fi
mvn --batch-mode --quiet --strict-checksums --file scripts/integration/languagetool.xml \
  dependency:copy-dependencies -DincludeScope=runtime -Dmdep.useRepositoryLayout=true \
  -DoutputDirectory="$PWD/build/languagetool/maven"
LTP_PATH="$PWD/build/languagetool" .venv/bin/emailint grammar install --from build/languagetool/maven
