# Sourced by run and test: finds a JDK 25 or newer and exports JAVA_HOME, else ends with one line. A machine's default
# `java` is often older, so the usual places are searched before PATH. Works with the bash 3.2 of macOS.

# Prints the feature version of the JDK in folder $1 (25 for 25.0.1), 0 when there is no JDK.
jdk_feature_version() {
  local version=""
  if [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] && [ -f "$1/release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release")
  fi
  echo "${version:-0}"
}

# Prints the folders where a JDK may be, the most wanted first.
jdk_candidates() {
  echo "${JAVA_HOME:-}"
  printf '%s\n' /usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/*
  if [ -x /usr/libexec/java_home ]; then
    /usr/libexec/java_home -v 25+ 2>/dev/null || true
  fi
  printf '%s\n' /Library/Java/JavaVirtualMachines/*/Contents/Home
  if command -v java >/dev/null; then
    java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
  fi
}

find_jdk() {
  local candidate
  while IFS= read -r candidate; do
    if [ -n "$candidate" ] && [ "$(jdk_feature_version "$candidate")" -ge 25 ]; then
      export JAVA_HOME=$candidate
      return
    fi
  done < <(jdk_candidates)
  echo "Lender Sync needs JDK 25 or newer and found none: install one (adoptium.net has it), or set JAVA_HOME." >&2
  exit 1
}

find_jdk
