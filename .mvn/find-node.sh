# Sourced by web/npm.sh: puts a Node.js 20 or newer on PATH, else ends with one line. Works with the bash 3.2 of macOS.

# Prints the major version of the Node.js at path $1 (20 for v20.19.1), 0 when there is none.
node_major_version() {
  local version=""
  if [ -x "$1" ]; then
    version=$("$1" --version 2>/dev/null | sed -n 's/^v\([0-9][0-9]*\)\..*/\1/p')
  fi
  echo "${version:-0}"
}

find_node() {
  local candidate
  for candidate in "$(command -v node || true)" "${HOME:-}"/.nvm/versions/node/*/bin/node /usr/local/bin/node \
    /opt/homebrew/bin/node /usr/bin/node; do
    if [ -n "$candidate" ] && [ "$(node_major_version "$candidate")" -ge 20 ]; then
      PATH="$(dirname "$candidate"):$PATH"
      export PATH
      return
    fi
  done
  echo "Lender Sync's screens and web packages need Node.js 20 or newer and found none: install one (nodejs.org has it)." >&2
  exit 1
}

find_node
