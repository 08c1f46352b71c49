#!/usr/bin/env bash
# At size: reading, writing, canonicalising, checking, exporting and loading a synthetic graph shaped like ours, side by side
# with rapper, serdi, Jena's riot, rdflib and Oxigraph where they can do it. Every row is the median of RUNS runs, taken in
# turn, so that what else the machine does hits all alike: seconds by the clock, seconds of processor, peak memory, and how
# many times as long as the first row it took (by processor time; in brackets by the clock). Peers that are not there are
# skipped, with the reason.
# usage: tests/bench/size.sh [QUADS] [RUNS]   (default 1000000 and 3; 10000000 needs 15 GB of disk and half an hour)
#   SMALL=N    quads for what is too slow for more (rdflib, canonicalisation in Python); default 100000
#   SKIP=WORD  skip peers whose name holds WORD, such as 'rdflib|riot'
set -euo pipefail
cd "$(dirname "$0")/../.."
bg=${BRIEFGRAPH:-build/briefgraph}
quads=${1:-1000000} runs=${2:-3} small=${SMALL:-100000} skip=${SKIP:-nothing at all}
shared=$PWD/build
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

note() { echo "skipped: $1: $2"; }

# ---- what is there ----
make -s CC="${CC:-cc}" build/bench/synthetic build/bench/load >/dev/null
load=build/bench/load serd='' riot='' python=''
if pkg-config --exists serd-0 2>/dev/null && cc -O2 -o "$work/serd" tests/bench/serd_parse.c $(pkg-config --cflags --libs serd-0)
then serd=$work/serd
else note "Serd, parsing only" "libserd-dev is not installed"
fi
for tool in rapper serdi; do command -v $tool >/dev/null || note $tool "not installed"; done
if [ ! -x "$shared/bench-venv/bin/python" ]; then
  { python3 -m venv "$shared/bench-venv" && "$shared/bench-venv/bin/pip" install -q rdflib==7.6.0 pyoxigraph==0.5.13 pyshacl==0.40.1
  } >"$work/log" 2>&1 || { note "rdflib, Oxigraph" "$(tail -1 "$work/log")"; rm -rf "$shared/bench-venv"; }
fi
[ -x "$shared/bench-venv/bin/python" ] && python=$shared/bench-venv/bin/python
if [ ! -s "$shared/jena.classpath" ]; then
  { command -v mvn && mvn -q -B -f tests/bench/jena/pom.xml dependency:build-classpath -Dmdep.outputFile="$shared/jena.classpath"
  } >"$work/log" 2>&1 || note "Jena riot" "$(tail -1 "$work/log")"
fi
[ -s "$shared/jena.classpath" ] && riot="java -cp $(cat "$shared/jena.classpath") riotcmd.riot"
peer="$python tests/bench/size_peers.py"

# ---- measuring ----
# compare TITLE, then lines "NAME | COMMAND" on standard input; the first is ours
compare() {
  local names=() commands=() name command i round
  while IFS='|' read -r name command; do
    name=$(sed 's/^ *//; s/ *$//' <<<"$name")
    [ -n "$name" ] && [ -n "${command// /}" ] || continue
    grep -qE "$skip" <<<"$name" && continue
    command -v "$(awk '{ print $1 }' <<<"$command")" >/dev/null || continue
    names+=("$name") commands+=("$command")
  done
  printf '\n%-44s %8s %8s %8s %14s\n' "$1" "clock s" "cpu s" "peak MB" "times"
  rm -f "$work"/t.*
  for round in $(seq "$runs"); do
    for i in "${!names[@]}"; do
      /usr/bin/time -f '%e %U %S %M' -o "$work/time" bash -c "exec ${commands[i]}" >"$work/said.$i" 2>"$work/err" ||
        { [ "$round" -gt 1 ] || echo "  ${names[i]}: failed: $(tail -1 "$work/err")"; continue; }
      tail -1 "$work/time" >>"$work/t.$i"
    done
  done
  for i in "${!names[@]}"; do
    [ -s "$work/t.$i" ] || continue
    clock=$(awk '{ print $1 }' "$work/t.$i" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }')
    cpu=$(awk '{ print $2 + $3 }' "$work/t.$i" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }')
    peak=$(awk '{ print $4 / 1024 }' "$work/t.$i" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }')
    [ "$i" -gt 0 ] || { own_clock=$clock own_cpu=$cpu; }
    awk -v n="${names[i]}" -v c="$clock" -v u="$cpu" -v m="$peak" -v oc="$own_clock" -v ou="$own_cpu" 'BEGIN {
      printf "  %-42s %8.2f %8.2f %8.0f %6.1f (%.1f)\n", n, c, u, m, u / (ou ? ou : 0.01), c / (oc ? oc : 0.01) }'
  done
}

nt=$work/in.nt nq=$work/in.nq s_nq=$work/small.nq out=$work/out
written=$(build/bench/synthetic "$quads" nq 2>&1 >"$nq")
build/bench/synthetic "$quads" nt >"$nt" 2>/dev/null
build/bench/synthetic "$small" nq >"$s_nq" 2>/dev/null
echo "$written quads, $(stat -c %s "$nq" | awk '{ printf "%.0f", $1 / 1e6 }') MB of N-Quads,$(
) $(stat -c %s "$nt" | awk '{ printf "%.0f", $1 / 1e6 }') MB of N-Triples; $(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg)"
echo "rows marked 'small' are for $small quads"

compare "N-Triples: validate, into the dataset / count" <<END
briefgraph, 1 thread            | $load $nt 1
briefgraph, 2 threads           | $load $nt 2
rapper -c, counts               | rapper -q -c -i ntriples $nt
Serd, parses only               | $serd $nt nt
Jena riot --count               | $riot --count $nt
Oxigraph (from Python), counts  | $peer oxigraph-parse $nt
END

compare "N-Quads: validate, into the dataset / count" <<END
briefgraph, 1 thread            | $load $nq 1
briefgraph, 2 threads           | $load $nq 2
briefgraph count, 1 thread      | $bg count --threads 1 $nq
rapper -c, counts               | rapper -q -c -i nquads $nq
Serd, parses only               | $serd $nq nq
Jena riot --count               | $riot --count $nq
Oxigraph (from Python), counts  | $peer oxigraph-parse $nq
END

compare "N-Quads: into a store in memory, with indexes" <<END
briefgraph, four orders         | $load $nq 1 index
Oxigraph, store in memory       | $peer oxigraph-load $nq
rdflib, small                   | $peer rdflib-parse $s_nq
END
echo "    $(tail -2 "$work/said.0" | tr '\n' ';')"
[ -z "$python" ] || echo "    Oxigraph: $(tail -1 "$work/said.1")"

compare "N-Triples -> Turtle, whole run" <<END
briefgraph                      | $bg convert -q --threads 1 $nt -o $out.ttl
serdi                           | serdi -i ntriples -o turtle $nt
rapper                          | rapper -q -i ntriples -o turtle $nt
Jena riot (pretty)              | $riot --out=turtle $nt
Oxigraph, streams               | $peer oxigraph-stream $nt $out-o.ttl
rdflib, small                   | $peer rdflib-write $s_nq $out-r.ttl
END

compare "N-Quads -> TriG, whole run" <<END
briefgraph                      | $bg convert -q --threads 1 $nq -o $out.trig
serdi                           | serdi -i nquads -o trig $nq
Jena riot (pretty)              | $riot --out=trig $nq
Oxigraph, store and dump        | $peer oxigraph-write $nq $out-o.trig
rdflib, small                   | $peer rdflib-write $s_nq $out-r.trig
END

compare "N-Triples -> N-Quads, streaming" <<END
briefgraph                      | $bg convert -q $nt -o $out.nq
serdi                           | serdi -i ntriples -o nquads $nt
rapper                          | rapper -q -i ntriples -o nquads $nt
Jena riot                       | $riot --out=nquads $nt
Oxigraph (from Python)          | $peer oxigraph-stream $nt $out-o.nq
briefgraph --version            | $bg --version
END
echo "    the last row is what the shared libraries take before anything is read"

compare "canonical form (RDFC-1.0)" <<END
briefgraph                      | $bg canon -q $nq -o $out.canon
sort (LC_ALL=C), for scale      | env LC_ALL=C sort -o $out.sorted $nq
Oxigraph (from Python), small   | $peer oxigraph-canon $s_nq $out-o.canon
END

compare "check, export, load" <<END
briefgraph check, our shapes    | $bg check -q $nq
briefgraph export csv           | $bg export -q --format csv $nq -o $out-csv
briefgraph export graphml       | $bg export -q --format graphml --no-measures $nq -o $out.graphml
briefgraph analyze              | $bg analyze -q --top 3 $nq
Oxigraph loads our N-Quads      | $peer oxigraph-load $out.nq
END
