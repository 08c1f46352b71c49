import java.io.File;
import java.util.Map;
import java.util.TreeMap;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import org.eclipse.jetty.security.ConstraintMapping;
import org.eclipse.jetty.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.security.Constraint;
import org.eclipse.jetty.util.security.Credential;
import org.eclipse.rdf4j.http.server.ProtocolExceptionResolver;
import org.eclipse.rdf4j.http.server.protocol.ProtocolController;
import org.eclipse.rdf4j.http.server.repository.RepositoryController;
import org.eclipse.rdf4j.http.server.repository.RepositoryInterceptor;
import org.eclipse.rdf4j.http.server.repository.RepositoryListController;
import org.eclipse.rdf4j.http.server.repository.config.ConfigController;
import org.eclipse.rdf4j.http.server.repository.contexts.ContextsController;
import org.eclipse.rdf4j.http.server.repository.graph.GraphController;
import org.eclipse.rdf4j.http.server.repository.namespaces.NamespaceController;
import org.eclipse.rdf4j.http.server.repository.namespaces.NamespacesController;
import org.eclipse.rdf4j.http.server.repository.size.SizeController;
import org.eclipse.rdf4j.http.server.repository.statements.StatementsController;
import org.eclipse.rdf4j.http.server.repository.transaction.TransactionController;
import org.eclipse.rdf4j.http.server.repository.transaction.TransactionStartController;
import org.eclipse.rdf4j.repository.config.RepositoryConfig;
import org.eclipse.rdf4j.repository.manager.LocalRepositoryManager;
import org.eclipse.rdf4j.repository.sail.config.SailRepositoryConfig;
import org.eclipse.rdf4j.sail.nativerdf.config.NativeStoreConfig;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * RDF4J Server for tests. Its web archive is not in Maven Central, the package with all that answers requests is
 * (rdf4j-http-server-spring): it is put into Jetty here, under the paths that the archive gives it, on loopback, with
 * basic authentication by Jetty (RDF4J Server leaves that to its container) and one repository with a native store.
 *
 * usage: Server PORT DIRECTORY REPOSITORY USER PASSWORD
 */
public final class Server {
  /** What answers a request keeps its connection in the interceptor: each request gets one of its own. */
  private record PerRequest(LocalRepositoryManager manager) implements HandlerInterceptor {
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) throws Exception {
      RepositoryInterceptor own = new RepositoryInterceptor();
      own.setRepositoryManager(manager);
      request.setAttribute(PerRequest.class.getName(), own);
      return own.preHandle(request, response, handler);
    }

    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler, Exception error)
        throws Exception {
      Object own = request.getAttribute(PerRequest.class.getName());
      if (own != null) ((RepositoryInterceptor) own).afterCompletion(request, response, handler, error);
    }
  }

  private static LocalRepositoryManager manager(String directory, String repository) {
    LocalRepositoryManager manager = new LocalRepositoryManager(new File(directory));
    manager.init();
    if (!manager.hasRepositoryConfig(repository)) {
      NativeStoreConfig store = new NativeStoreConfig("spoc,posc,cspo", true);
      manager.addRepositoryConfig(new RepositoryConfig(repository, "briefgraph", new SailRepositoryConfig(store)));
    }
    return manager;
  }

  private static SimpleUrlHandlerMapping mapping(Map<String, Object> handlers, int order, HandlerInterceptor... interceptors) {
    SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(handlers, order);
    mapping.setAlwaysUseFullPath(true);
    mapping.setPatternParser(null);
    mapping.setInterceptors((Object[]) interceptors);
    return mapping;
  }

  private static GenericWebApplicationContext application(LocalRepositoryManager manager) throws Exception {
    RepositoryListController list = new RepositoryListController();
    list.setRepositoryManager(manager);
    RepositoryController repository = new RepositoryController();
    repository.setRepositoryManager(manager);
    ConfigController config = new ConfigController();
    config.setRepositoryManager(manager);
    Map<String, Object> all = new TreeMap<>();
    all.put("/protocol", new ProtocolController());
    all.put("/repositories", list);
    Map<String, Object> one = new TreeMap<>();
    one.put("/repositories/*", repository);
    one.put("/repositories/*/config", config);
    one.put("/repositories/*/contexts", new ContextsController());
    one.put("/repositories/*/namespaces", new NamespacesController());
    one.put("/repositories/*/namespaces/*", new NamespaceController());
    one.put("/repositories/*/rdf-graphs", new ContextsController());
    one.put("/repositories/*/rdf-graphs/*", new GraphController());
    one.put("/repositories/*/size", new SizeController());
    one.put("/repositories/*/statements", new StatementsController());
    one.put("/repositories/*/transactions", new TransactionStartController());
    one.put("/repositories/*/transactions/*", new TransactionController());
    GenericWebApplicationContext context = new GenericWebApplicationContext();
    context.registerBean("all", SimpleUrlHandlerMapping.class, () -> mapping(all, 0));
    context.registerBean("one", SimpleUrlHandlerMapping.class, () -> mapping(one, 1, new PerRequest(manager)));
    context.registerBean("errors", ProtocolExceptionResolver.class, ProtocolExceptionResolver::new);
    return context;
  }

  private static ConstraintSecurityHandler login(String user, String password) {
    Constraint constraint = new Constraint(Constraint.__BASIC_AUTH, "writer");
    constraint.setAuthenticate(true);
    ConstraintMapping everything = new ConstraintMapping();
    everything.setConstraint(constraint);
    everything.setPathSpec("/*");
    UserStore users = new UserStore();
    users.addUser(user, Credential.getCredential(password), new String[] {"writer"});
    HashLoginService service = new HashLoginService("RDF4J Server");
    service.setUserStore(users);
    ConstraintSecurityHandler handler = new ConstraintSecurityHandler();
    handler.setAuthenticator(new BasicAuthenticator());
    handler.setLoginService(service);
    handler.addConstraintMapping(everything);
    return handler;
  }

  public static void main(String[] arguments) throws Exception {
    LocalRepositoryManager manager = manager(arguments[1], arguments[2]);
    org.eclipse.jetty.server.Server server = new org.eclipse.jetty.server.Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.parseInt(arguments[0]));
    server.addConnector(connector);
    ServletContextHandler handler = new ServletContextHandler(server, "/rdf4j-server", ServletContextHandler.SECURITY);
    handler.setSecurityHandler(login(arguments[3], arguments[4]));
    ServletHolder servlet = new ServletHolder(new DispatcherServlet(application(manager)));
    servlet.setInitOrder(1);
    handler.addServlet(servlet, "/protocol/*");
    handler.addServlet(servlet, "/repositories/*");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      try {
        server.stop();
      } catch (Exception error) {
        error.printStackTrace();
      }
      manager.shutDown();
    }));
    server.start();
    server.join();
  }
}
