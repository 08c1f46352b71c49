#!/usr/bin/env bash
# Reading documents: 100 MB each of plain text in long lines, wrapped plain text, Markdown and HTML, and one word of 50 MB;
# seconds and peak of memory of 'briefgraph build' up to the missing entities.csv, so that only the reading counts.
set -euo pipefail
program=${BRIEFGRAPH:-build/briefgraph}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 - "$work" <<'END'
import os, sys, textwrap
para = ("The silos of the country hold less than a third of what it harvests, and farmers sell at once, when prices are lowest. "
        "Traders from the other side of the border store the grain and sell it back in spring; nobody has stopped them. ") * 6
def write(name, head, unit):
    os.mkdir(f"{sys.argv[1]}/{name}")
    with open(f"{sys.argv[1]}/{name}/brief.{name.split('-')[0]}", "w") as f:
        f.write(head)
        for i in range(100_000_000 // len(unit)):
            f.write(unit)
wrapped = textwrap.fill(para, 72) + "\n\n"
write("txt-long", "", para + "\n\n")
write("txt-wrapped", "", wrapped)
write("md", "", wrapped)
write("html", "<html><body><main>", f"<p>{para}</p>\n")
os.mkdir(f"{sys.argv[1]}/txt-word")
open(f"{sys.argv[1]}/txt-word/brief.txt", "w").write("a" * 50_000_000)
END
for case in "$work"/*/; do
  /usr/bin/time -f '%e s, %M kB' -o "$work/time" "$program" build "$case" -o "$work/out" --no-pictures >/dev/null 2>&1 || true
  echo "$(basename "$case"): $(tail -1 "$work/time")"
done
