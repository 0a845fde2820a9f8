#!/usr/bin/env bash
# What Maven calls: runs an npm script of this workspace, after installing its dependencies when they changed.
#   web/npm.sh build|check
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# shellcheck source=../.mvn/find-node.sh
source ../.mvn/find-node.sh

# npm writes this file last, so it is as old as what is installed.
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
  npm ci --no-audit --no-fund
  touch node_modules/.package-lock.json
fi
npm run "$@"
