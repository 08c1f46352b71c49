# bash completion for briefgraph
_briefgraph() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
  local measures="degree inDegree outDegree strengthAll inStrength outStrength betweenness harmonicCloseness eigenvector
    pageRank hub authority coreness clustering constraint coordinator itinerantBroker representative gatekeeper liaison"
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W "build extract compare convert check analyze draw report export push canon diff count query eval help --help --version" -- "$current")
    return
  fi
  local words=""
  case $previous in
    --view | -w) words="actors ego recommendations issues balance" ;;
    --theme) words="light dark" ;;
    --measure | -m) words=$measures ;;
    --layout | -l) words="dot neato sfdp fdp circo twopi" ;;
    --level) words="claims ties triples" ;;
    --export) words="graphml graphml-yed gexf gexf-1.2 cyjs cx2 pajek csv-graph neo4j ftm" ;;
    --weights) words="claims confidence none" ;;
    --group) words="type community bloc owner" ;;
    --preset | -p | --for) words="virtuoso fuseki oxigraph qlever rdf4j graphdb blazegraph neptune" ;;
    --blank-nodes) words="keep skolemize" ;;
    --algorithm | -a) words="sha256 sha384" ;;
    --from) words="ntriples nquads turtle trig rdfxml"; [ "$command" = extract ] && words="text markdown html pdf jsonl" ;;
    --to | -t) words="ntriples nquads turtle trig rdfxml jsonld" ;;
    --jsonld) words="compact expanded stream" ;;
    --rdf-version) words="1.1 1.2" ;;
    --reifiers) words="lift lower keep" ;;
    --direction) words="i18n compound" ;;
    --format | -f)
      case $command in
        extract) words="csv text jsonl nq conllu brat" ;;
        compare) words="text csv json" ;;
        convert) words="ntriples nquads turtle trig rdfxml" ;;
        check) words="text csv json turtle ntriples nquads trig rdfxml jsonld" ;;
        analyze) words="table csv json turtle" ;;
        draw) words="svg png pdf dot" ;;
        export) words="csv graphml graphml-yed gexf gexf-1.2 cyjs cx2 pajek csv-graph neo4j ftm" ;;
        canon) words="ntriples nquads turtle trig rdfxml" ;;
        describe) words="ntriples nquads turtle trig rdfxml" ;;
        query) words="table csv tsv json xml turtle ntriples nquads trig rdfxml" ;;
        diff) words="text json patch sparql" ;;
        eval) words="text json" ;;
      esac
      ;;
  esac
  if [ -z "$words" ] && [[ $current == -* ]]; then
    words="--help --quiet --verbose"
    case $command in
      build) words+=" --output --accept --keep-proposed --decisions --any-language --base --theme --no-pictures --no-text --export --timings
        --ontology" ;;
      extract) words+=" --output --format --from --from-conllu --min-confidence --accept --explain --any-language --lenient
        --base --ontology" ;;
      compare) words+=" --format --modality --ontology" ;;
      convert) words+=" --output --from --to --base --strict --lenient --threads --rdf-version --reifiers --jsonld
        --context --context-iri --native-types --rdf-type --typed-lists --direction" ;;
      check) words+=" --shapes --ontology --no-ontology --base --format --output --strict-warnings
        --ignore-unsupported" ;;
      analyze) words+=" --measure --top --format --output --undirected --modality --min-confidence --negated --proposed
        --all-entities --predicates --weights --group --resolution --seed --ontology" ;;
      draw) words+=" --view --output --format --center --depth --top --modality --predicates --layout --theme --title
        --ontology --style" ;;
      report) words+=" --output --text --no-text --ontology --style" ;;
      export) words+=" --format --for --output --level --all --all-entities --modality --min-confidence --negated --proposed
        --predicates --measures --no-measures --ontology" ;;
      push) words+=" --store --preset --graph --all-graphs --replace --add --delete --sparql-update --update-url --query-url
        --user --password-file --ca-file --blank-nodes --chunk --timeout --retries --no-check --dry-run" ;;
      count) words+=" --by --format --from --base --lenient --threads --output" ;;
      canon) words+=" --hash --map --algorithm --max-work --from --base --output" ;;
      describe) words+=" --output --format --iri --base --title --license" ;;
      query) words+=" --query-file --query --format --output --union-default-graph --base --time-limit --memory-limit
        --max-rows" ;;
      diff) words+=" --format --from --base --max-work --output" ;;
      eval) words+=" --gold --format --errors --confidence --ontology" ;;
    esac
  fi
  if [ -n "$words" ]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  fi
}
complete -o filenames -F _briefgraph briefgraph
