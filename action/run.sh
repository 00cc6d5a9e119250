#!/usr/bin/env bash
# One step of action.yml: runs idv once, saves its JSON in a file, and passes the verdict to the workflow. A paid call is never repeated.
set -euo pipefail

words=()
while IFS= read -r word || [ -n "$word" ]; do
  [ -z "$word" ] || words+=("$word")
done <<<"$ARGUMENTS"

umask 077
result="$(mktemp "$RUNNER_TEMP/idv-result-XXXXXX")"
exit_code=0
node "$(dirname "$0")/../bin/idv.js" "${words[@]}" --json >"$result" || exit_code=$?

# Prints one member of the result, or nothing if it is missing; never the rest of the result.
member() {
  node -e 'const text = require("node:fs").readFileSync(process.argv[1], "utf8"); const value = text && JSON.parse(text)[process.argv[2]]; if (typeof value === "string") process.stdout.write(value.replace(/[^\w.:-]/g, ""))' "$result" "$1"
}
verdict="$(member verdict)"
{
  echo "exit-code=$exit_code"
  echo "verdict=$verdict"
  echo "request-id=$(member requestId)"
  echo "result=$result"
} >>"$GITHUB_OUTPUT"

echo "verdict: ${verdict:-none}, exit code $exit_code"
case " $ACCEPT " in
  *" $verdict "*) if [ -n "$verdict" ]; then exit 0; fi ;;
esac
exit "$exit_code"
