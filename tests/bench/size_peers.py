"""What peers with a Python interface do, one task a run, for size.sh: python size_peers.py TASK FILE [OUT].

Peak memory is what the system says of this process; `load` also prints how much the store took by itself.
"""
import os
import resource
import sys
import time


def format_of(name, other):
    return {"nt": other[0], "nq": other[1], "ttl": other[2], "trig": other[3]}[name.rsplit(".", 1)[-1]]


def rdflib_names(path):
    return format_of(path, ("nt", "nquads", "turtle", "trig"))


def rdflib_parse(path):
    from rdflib import Dataset

    data = Dataset()
    data.parse(path, format=rdflib_names(path))
    return data


def rdflib_write(path, out):
    rdflib_parse(path).serialize(out, format=rdflib_names(out))


def oxigraph_format(path):
    from pyoxigraph import RdfFormat

    return format_of(path, (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS, RdfFormat.TURTLE, RdfFormat.TRIG))


def oxigraph_parse(path):
    from pyoxigraph import parse

    print(sum(1 for _ in parse(path=path, format=oxigraph_format(path))))


def oxigraph_load(path):
    from pyoxigraph import Store

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.monotonic()
    store = Store()
    store.bulk_load(path=path, format=oxigraph_format(path))
    taken = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"{len(store)} quads in {time.monotonic() - start:.3f} s, {taken / 1024:.1f} MB")
    sys.stdout.flush()
    os._exit(0)  # giving it all back is not what is measured


def oxigraph_write(path, out):
    from pyoxigraph import Store

    store = Store()
    store.bulk_load(path=path, format=oxigraph_format(path))
    store.dump(output=out, format=oxigraph_format(out))
    os._exit(0)


def oxigraph_stream(path, out):
    from pyoxigraph import parse, serialize

    serialize(parse(path=path, format=oxigraph_format(path)), output=out, format=oxigraph_format(out))


def oxigraph_canon(path, out):
    from pyoxigraph import CanonicalizationAlgorithm, Dataset, parse

    data = Dataset(parse(path=path, format=oxigraph_format(path)))
    data.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    with open(out, "w", encoding="utf-8") as file:
        file.writelines(sorted(f"{quad} .\n" for quad in data))
    os._exit(0)


if __name__ == "__main__":
    task = sys.argv[1]
    globals()[task.replace("-", "_")](*sys.argv[2:])
