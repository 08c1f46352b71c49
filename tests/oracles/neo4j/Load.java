import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Transaction;

/** Runs load.cypher with its parameters in an embedded database once for each OUT, and writes all that is in there afterwards
 * as JSON lines. With "-" for the directory it only writes. usage: Load HOME DIRECTORY OUT... */
public class Load {
  static final ObjectMapper JSON = new ObjectMapper();

  static void load(GraphDatabaseService database, Path directory) throws Exception {
    Map<?, ?> parameters = JSON.readValue(directory.resolve("parameters.json").toFile(), Map.class);
    for (String statement : Files.readString(directory.resolve("load.cypher")).split(";\n")) {
      Map<String, Object> used = new HashMap<>();
      Matcher names = Pattern.compile("\\$(\\w+)").matcher(statement);
      while (names.find()) used.put(names.group(1), parameters.get(names.group(1)));
      database.executeTransactionally(statement, used, result -> {
        while (result.hasNext()) result.next();
        return null;
      });
    }
  }

  static void dump(GraphDatabaseService database, Path out) throws Exception {
    String[] queries = {"MATCH (n) RETURN labels(n) AS labels, properties(n) AS fields",
      "MATCH (a)-[r]->(b) RETURN a.iri AS source, b.iri AS target, type(r) AS type, properties(r) AS fields"};
    try (Transaction transaction = database.beginTx(); BufferedWriter writer = Files.newBufferedWriter(out)) {
      for (String query : queries) {
        var result = transaction.execute(query);
        while (result.hasNext()) writer.append(JSON.writeValueAsString(result.next())).append('\n');
      }
    }
  }

  public static void main(String[] arguments) throws Exception {
    DatabaseManagementService service = new DatabaseManagementServiceBuilder(Path.of(arguments[0])).build();
    try {
      GraphDatabaseService database = service.database("neo4j");
      for (int i = 2; i < arguments.length; i++) {
        if (!arguments[1].equals("-")) load(database, Path.of(arguments[1]));
        dump(database, Path.of(arguments[i]));
      }
    } finally {
      service.shutdown();
    }
  }
}
