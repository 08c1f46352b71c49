import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import org.gephi.io.importer.api.ColumnDraft;
import org.gephi.io.importer.api.EdgeDraft;
import org.gephi.io.importer.api.ElementDraft;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.importer.api.NodeDraft;
import org.gephi.io.importer.api.Report;
import org.gephi.io.importer.impl.ImportContainerImpl;
import org.gephi.io.importer.plugin.file.ImporterGEXF;

/**
 * What Gephi's own importer makes of a GEXF file: one JSON object a line, for each issue that it has with the file, each
 * node, each edge.
 *
 * usage: Read FILE
 */
public final class Read {
  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

  private static void put(PrintStream out, Object... pairs) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) row.put((String) pairs[i], pairs[i + 1]);
    out.println(JSON.toJson(row));
  }

  private static Map<String, Object> fields(ElementDraft element, Iterable<ColumnDraft> columns) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (ColumnDraft column : columns) {
      Object value = element.getValue(column.getId());
      if (value != null) fields.put(column.getTitle(), value instanceof Number || value instanceof Boolean ? value : value.toString());
    }
    return fields;
  }

  private static String colour(ElementDraft element) {
    return element.getColor() == null ? null : String.format("#%06x", element.getColor().getRGB() & 0xffffff);
  }

  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    ImportContainerImpl container = new ImportContainerImpl();
    Report report = new Report();
    container.setReport(report);
    ImporterGEXF importer = new ImporterGEXF();
    importer.setReader(Files.newBufferedReader(Path.of(arguments[0])));
    if (!importer.execute(container)) throw new IllegalStateException("not read");
    container.closeLoader();
    container.verify();
    for (var issues = report.getIssues(Integer.MAX_VALUE); issues.hasNext();) {
      Issue issue = issues.next();
      put(out, "issue", issue.getMessage(), "level", issue.getLevel().toString());
    }
    for (NodeDraft n : container.getNodes())
      put(out, "node", n.getId(), "label", n.getLabel(), "colour", colour(n), "size", n.getSize(), "x", n.getX(), "y", n.getY(),
          "fields", fields(n, container.getNodeColumns()));
    for (EdgeDraft e : container.getEdges())
      put(out, "edge", e.getId(), "label", e.getLabel(), "kind", String.valueOf(e.getType()), "weight", e.getWeight(), "source",
          e.getSource().getId(), "target", e.getTarget().getId(), "time", String.valueOf(e.getTimeSet()), "fields",
          fields(e, container.getEdgeColumns()));
  }
}
