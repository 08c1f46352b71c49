"""pySHACL on files: python shacl_peer.py SHAPES DATA... Prints the number of results; reading and checking apart."""
import sys
import time

import pyshacl
from rdflib import Graph, Namespace

SH = Namespace("http://www.w3.org/ns/shacl#")
start = time.monotonic()
shapes, data = Graph().parse(sys.argv[1]), Graph()
for path in sys.argv[2:]:
    data.parse(path, format="nt" if path.endswith(".nt") else None)
read = time.monotonic()
_, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
results = len(set(report.objects(None, SH.result)))
print(f"{results} results, read {read - start:.2f} s, checked {time.monotonic() - read:.2f} s")
