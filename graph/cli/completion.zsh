#compdef briefgraph
# zsh completion for briefgraph
_briefgraph() {
  local -a commands=(
    'build:make everything from documents'
    'extract:propose entities, claims and recommendations from prose'
    'compare:list where documents disagree'
    'convert:read RDF in one syntax and write it in another'
    'check:check graphs against shapes'
    'analyze:measure the network of actors'
    'draw:draw a diagram'
    'report:make a page to explore a graph in'
    'export:take a graph to tables or graph tools'
    'push:bring graphs into a triple store'
    'count:check RDF and say how much there is of what'
    'canon:write a graph in its canonical form, or its hash'
    'describe:describe a data set'
    'query:answer a SPARQL query from files'
    'diff:say what changed between two graphs'
    'eval:compare what was found with what a person marked'
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case $words[2] in
    build) _arguments '-o[output]:directory:_files -/' '--base[IRI]:iri' '--theme:theme:(light dark)' '--no-pictures' '--no-text' '--export:formats:' '--timings' '--accept:confidence:' '--keep-proposed' '--decisions:file:_files' '--any-language' '*:document:_files' ;;
    extract) _arguments '-o[output]:file or directory:_files' '--format:format:(csv text jsonl nq conllu brat)' '--from:format:(text markdown html pdf jsonl)' '--from-conllu:file:_files' '--min-confidence:confidence:' '--accept:confidence:' '--explain' '--any-language' '--lenient' '--base:iri' '--ontology:file:_files' '*:document:_files' ;;
    compare) _arguments '--format:format:(text csv json)' '--modality:modalities:' '--ontology:file:_files' '*:file:_files' ;;
    convert) _arguments '-o[output]:file:_files' '--from:format:(ntriples nquads turtle trig rdfxml)' '--to:format:(ntriples nquads turtle trig rdfxml jsonld)' '--base:iri' '--lenient' '--strict' '--threads:number:' '--rdf-version:version:(1.1 1.2)' '--reifiers:how:(lift lower keep)' '--jsonld:form:(compact expanded stream)' '--context:file:_files' '--context-iri:IRI:' --native-types --rdf-type --typed-lists '--direction:how:(i18n compound)' '*:file:_files' ;;
    check) _arguments '--shapes:file:_files' '--ontology:file:_files' --no-ontology '--base:IRI:' --strict-warnings --ignore-unsupported '--format:format:(text csv json turtle ntriples nquads trig rdfxml jsonld)' '-o[output]:file:_files' '*:file:_files' ;;
    analyze) _arguments '--measure:measure:(degree betweenness harmonicCloseness eigenvector pageRank hub authority coreness clustering constraint)' '--top:number' '--format:format:(table csv json turtle)' '-o[output]:file:_files' '--undirected' '--weights:weights:(claims confidence none)' '--group:group:(type community bloc owner)' '*:file:_files' ;;
    draw) _arguments '--view:view:(actors ego recommendations issues balance)' '-o[output]:file:_files' '--format:format:(svg png pdf dot)' '--center:actor' '--top:number' '--layout:layout:(dot neato sfdp fdp circo twopi)' '--theme:theme:(light dark)' '*:file:_files' ;;
    report) _arguments '-o[output]:file:_files' '*--text:brief:_files' '--no-text' '--ontology:file:_files' '--style:file:_files' '*:file:_files' ;;
    export) _arguments '--for:store:(virtuoso fuseki oxigraph qlever rdf4j graphdb blazegraph neptune)' '--format:format:(csv graphml graphml-yed gexf gexf-1.2 cyjs cx2 pajek csv-graph neo4j ftm)' '-o[output]:file or directory:_files' '--level:level:(claims ties triples)' '--all' '--all-entities' '--negated' '--proposed' '--modality:modalities:' '--min-confidence:confidence:' '--predicates:predicates:' '--measures' '--no-measures' '*:file:_files' ;;
    push) _arguments '--store:url:' '--preset:store:(virtuoso fuseki oxigraph qlever rdf4j graphdb blazegraph neptune)' '--graph:iri:' '--all-graphs' '(--add --delete)--replace' '(--replace --delete)--add' '(--replace --add)--delete' '--sparql-update' '--update-url:url:' '--query-url:url:' '--user:name:' '--password-file:file:_files' '--ca-file:file:_files' '--blank-nodes:what:(keep skolemize)' '--chunk:bytes:' '--timeout:seconds:' '--retries:number:' '--no-check' '--dry-run' '*:file:_files' ;;
    count) _arguments '--by:what:(predicate graph class datatype)' '--format:format:(text csv json)' '--from:format:(ntriples nquads turtle trig rdfxml)' '--base:iri' '--lenient' '--threads:number:' '-o[output]:file:_files' '*:file:_files' ;;
    canon) _arguments '(--map)--hash' '(--hash)--map' '--algorithm:algorithm:(sha256 sha384)' '--max-work:steps:' '--from:format:(ntriples nquads turtle trig rdfxml)' '--base:iri' '-o[output]:file:_files' '*:file:_files' ;;
    describe) _arguments '-o[output]:file:_files' '--format:format:(ntriples nquads turtle trig rdfxml)' '--iri:iri' '--base:url' '--title:title' '--license:iri' '*:file:_files' ;;
    query) _arguments '-q[query]:file:_files' '--query:query:' '--format:format:(table csv tsv json xml turtle ntriples rdfxml)' '-o[output]:file:_files' '--union-default-graph' '--base:iri' '--time-limit:seconds:' '--memory-limit:MB:' '--max-rows:number:' '*:graph:_files' ;;
    diff) _arguments '--format:format:(text json patch sparql)' '--from:format:(ntriples nquads turtle trig rdfxml)' '--base:iri' '--max-work:steps:' '-o[output]:file:_files' '*:file:_files' ;;
    eval) _arguments '--gold:what is right:_files' '--format:format:(text json)' '--errors' '--confidence:confidence:' '--ontology:file:_files' '*:what was found:_files' ;;
  esac
}
_briefgraph "$@"
