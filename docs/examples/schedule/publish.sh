#!/bin/sh
# Builds when the newsroom's repository has something new, or when the site changes by itself. To be started every minute,
# in a clone of the newsroom, by khabar-publish.timer or by cron:
#   * * * * * cd /srv/newsroom && flock -n .git/publish.lock sh docs/examples/schedule/publish.sh
set -eu
before=$(git rev-parse HEAD)
git pull --quiet --ff-only || echo "The repository does not answer; what is here is built." >&2
if [ "$before" = "$(git rev-parse HEAD)" ] && ! node scripts/due.mjs .khabar/build.json; then
  exit 0
fi
if ! git diff --quiet "$before" HEAD -- package-lock.json || [ ! -d node_modules ]; then
  npm ci
fi
# With a mistake in the content the last good site stays, and the report says what to mend.
if ! npm run --silent build -- --json > .khabar/build.tmp; then
  cat .khabar/build.tmp >&2
  exit 1
fi
mv .khabar/build.tmp .khabar/build.json
# Put _site/ online here, for example: rsync -a --delete-after _site/ web:/var/www/site/
