#!/bin/sh
# Writes a rough copy of the site to dist/ with nothing but a POSIX shell and awk, so that a build
# can be tried where neither Node nor the packages are installed. `npm run build:astro` is the real one.
set -eu
cd "$(dirname "$0")"

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
  bold=$(printf '\033[1m') dim=$(printf '\033[2m') green=$(printf '\033[32m')
  yellow=$(printf '\033[33m') plain=$(printf '\033[0m')
else
  bold='' dim='' green='' yellow='' plain=''
fi

say() { printf '%s%s%s %s\n' "$dim" "$(date +%H:%M:%S)" "$plain" "$*"; }
warn() { printf '%s%s%s %s[warn]%s %s\n' "$dim" "$(date +%H:%M:%S)" "$plain" "$yellow" "$plain" "$*" >&2; }
pause() { sleep "$1" 2>/dev/null || :; }

# The value of a top-level field in a file's frontmatter, without quotes and comments.
field() {
  tr -d '\r' <"$2" | awk -v key="$1" '
    /^(\357\273\277)?---/ { if (++fences == 2) exit; next }
    index($0, key ":") == 1 {
      value = substr($0, length(key) + 2)
      sub(/^[ \t]+/, "", value); sub(/[ \t]+#.*$/, "", value)
      gsub(/^["'\'']|["'\'']$/, "", value)
      print value
      exit
    }'
}

# A file's Markdown body as HTML: headings, lists, quotes, paragraphs, emphasis, code and links.
body() {
  tr -d '\r' <"$1" | awk '
    function close_block() { if (block != "") print "</" block ">"; block = "" }
    function open_block(name) { if (block != name) { close_block(); print "<" name ">"; block = name } }
    function wrap(text, mark, tag,    size, from, to) {
      size = length(mark)
      while ((from = index(text, mark)) > 0) {
        to = index(substr(text, from + size), mark)
        if (to < 2) break
        text = substr(text, 1, from - 1) "<" tag ">" substr(text, from + size, to - 1) \
          "</" tag ">" substr(text, from + 2 * size + to - 1)
      }
      return text
    }
    function inline(text,    label) {
      gsub(/&/, "\\&amp;", text); gsub(/</, "\\&lt;", text); gsub(/>/, "\\&gt;", text)
      text = wrap(wrap(wrap(text, "`", "code"), "**", "strong"), "*", "em")
      while (match(text, /\[[^]]+\]\([^) ]+\)/)) {
        label = substr(text, RSTART + 1, index(substr(text, RSTART), "](") - 2)
        text = substr(text, 1, RSTART - 1) "<a href=\"" \
          substr(text, RSTART + length(label) + 3, RLENGTH - length(label) - 4) "\">" label "</a>" \
          substr(text, RSTART + RLENGTH)
      }
      return text
    }
    fences < 2 { if ($0 ~ /^(\357\273\277)?---/) fences++; next }
    /^import / { next }
    /^[ \t]*$/ { close_block(); next }
    /^#+ / {
      close_block(); level = index($0, " ") - 1
      print "<h" level ">" inline(substr($0, level + 2)) "</h" level ">"; next
    }
    /^[-*] / { open_block("ul"); print "<li>" inline(substr($0, 3)) "</li>"; next }
    /^[0-9]+\. / { open_block("ol"); sub(/^[0-9]+\. /, ""); print "<li>" inline($0) "</li>"; next }
    /^> / { open_block("blockquote"); print inline(substr($0, 3)); next }
    { if (block == "") open_block("p"); print inline($0) }
    END { close_block() }'
}

# page SOURCE TARGET LANGUAGE
page() {
  title=$(field title "$1")
  if [ -z "$title" ]; then
    warn "$1 has no title"
    title=Untitled
  fi
  mkdir -p "dist/$2"
  {
    printf '<!doctype html>\n<html lang="%s">\n<meta charset="utf-8">\n' "$3"
    printf '<link rel="stylesheet" href="/site.css">\n<title>%s</title>\n<h1>%s</h1>\n' "$title" "$title"
    body "$1"
    printf '</html>\n'
  } >"dist/$2/index.html"
  count=$((count + 1))
  printf '         %s├─%s /%s/\n' "$dim" "$plain" "$2"
  pause 0.06
}

count=0
started=$(date +%s)

say "${bold}building The Slipway${plain} into dist/"
rm -rf dist
mkdir -p dist/covers
pause 0.3

say 'collecting entries'
for collection in blog authors docs products pages; do
  entries=$(find "src/content/$collection" -type f | wc -l | tr -d ' ')
  printf '         %s├─%s %s: %s\n' "$dim" "$plain" "$collection" "$entries"
  pause 0.1
done

say 'copying styles and pictures'
cp src/styles/site.css public/anchor.svg dist/
cp src/assets/covers/* dist/covers/
pause 0.3

say 'writing the journal'
for file in src/content/blog/*.md src/content/blog/*.mdx; do
  name=${file##*/}
  if [ "$(field draft "$file")" = true ]; then
    say "skipping ${name}, a draft"
  else
    page "$file" "blog/${name%.*}" en
  fi
done

say 'writing the guides'
for file in $(find src/content/docs -name '*.md' | sort); do
  path=${file#src/content/docs/}
  path=${path%.md}
  page "$file" "guide/${path%/index}" "${path%%/*}"
done

say 'writing the pages'
for file in src/content/pages/*.md; do
  name=${file##*/}
  page "$file" "${name%.md}" en
done
cp dist/home/index.html dist/index.html
pause 0.3

say "${green}done:${plain} $count pages in $(($(date +%s) - started)) s"
