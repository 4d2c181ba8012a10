import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A MongoDB wire server in memory for the tests. Prints its port and lives as long as its standard input. */
public class StandIn {
  /** The server says wire version 8 for 5.0, where MongoDB says 13; today's driver takes nothing below 9. */
  static final MongoVersion MONGODB_5_0 = new MongoVersion() {
    public List<Integer> getVersionArray() { return List.of(5, 0, 0); }
    public int getWireVersion() { return 13; }
  };

  public static void main(String[] args) throws Exception {
    MongoServer server = new MongoServer(new IndexedBackend().version(MONGODB_5_0));
    server.bind("127.0.0.1", 0);
    System.out.println("port " + server.getLocalAddress().getPort());
    while (System.in.read() >= 0) {}
    server.shutdownNow();
  }

  /** The server keeps no indexes but unique ones, so that a query over a long collection reads all of it. */
  static class IndexedBackend extends MemoryBackend {
    @Override
    public MemoryDatabase openOrCreateDatabase(String name) {
      return new MemoryDatabase(name, getCursorRegistry()) {
        @Override
        protected Index<Integer> openOrCreateSecondaryIndex(String collection, String name, List<IndexKey> keys, boolean sparse) {
          return new PrefixIndex(name, keys);
        }
      };
    }
  }

  /** Finds candidates by equality of the first one or two keys, where a query asks for texts; the query sifts them. */
  static class PrefixIndex extends Index<Integer> {
    private final Map<List<Object>, TreeSet<Integer>> positions = new HashMap<>();
    private final Map<Object, Integer> byId = new HashMap<>();

    PrefixIndex(String name, List<IndexKey> keys) { super(name, keys, true); }

    private List<Object> prefixIn(Document query) {
      List<Object> prefix = new ArrayList<>();
      for (String key : keys()) {
        if (prefix.size() == 2 || !(query.get(key) instanceof String)) break;
        prefix.add(query.get(key));
      }
      return prefix;
    }

    private List<List<Object>> prefixesOf(Document document) {
      List<List<Object>> prefixes = new ArrayList<>();
      for (KeyValue value : getKeyValues(document)) {
        prefixes.add(List.of(String.valueOf(value.get(0))));
        if (value.size() > 1) prefixes.add(List.of(String.valueOf(value.get(0)), String.valueOf(value.get(1))));
      }
      return prefixes;
    }

    @Override public synchronized void add(Document document, Integer position, MongoCollection<Integer> collection) {
      byId.put(document.get("_id"), position);
      for (List<Object> prefix : prefixesOf(document)) positions.computeIfAbsent(prefix, (p) -> new TreeSet<>()).add(position);
    }

    private void forget(Document document, Integer position) {
      for (List<Object> prefix : prefixesOf(document)) {
        TreeSet<Integer> found = positions.get(prefix);
        if (found != null && found.remove(position) && found.isEmpty()) positions.remove(prefix);
      }
    }

    @Override public synchronized Integer remove(Document document) {
      Integer position = byId.remove(document.get("_id"));
      if (position != null) forget(document, position);
      // The unique index on _id is the one that says where it was.
      return null;
    }

    @Override public synchronized void updateInPlace(Document before, Document after, Integer position, MongoCollection<Integer> collection) {
      forget(before, position);
      add(after, position, collection);
    }

    @Override public boolean canHandle(Document query) { return !prefixIn(query).isEmpty(); }

    @Override public synchronized Iterable<Integer> getPositions(Document query) {
      return new ArrayList<>(positions.getOrDefault(prefixIn(query), new TreeSet<>()));
    }

    @Override public Integer getPosition(Document document) { return null; }
    @Override public void checkAdd(Document document, MongoCollection<Integer> collection) {}
    @Override public void checkUpdate(Document before, Document after, MongoCollection<Integer> collection) {}
    @Override public synchronized long getCount() { return byId.size(); }
    @Override public long getDataSize() { return 0; }
    @Override public synchronized void drop() { positions.clear(); byId.clear(); }
  }
}
