package vn.onecall.keeper.instances;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.onecall.keeper.features.Features;

/**
 * The roles of the parts in one instance. Its owner makes them and gives them their rights; whoever
 * serves sees before that each has exactly those that are written, no more and no fewer, and that
 * the roles are of no power of their own.
 */
final class Roles {
  /** What every right of a part stands in, and what everybody may do to what is ours. */
  private static final String RIGHTS =
      """
      with held as (
        select c.relacl as acl, '' as column_name, n.nspname, n.nspname || '.' || c.relname as place
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        union all
        select t.attacl, ' (' || t.attname || ')', n.nspname, n.nspname || '.' || c.relname
        from pg_attribute t join pg_class c on c.oid = t.attrelid
          join pg_namespace n on n.oid = c.relnamespace
        union all
        select p.proacl, '', n.nspname, 'function ' || n.nspname || '.' || p.proname
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        union all
        select nspacl, '', nspname, 'schema ' || nspname from pg_namespace
        union all
        select coalesce(datacl, acldefault('d', datdba)), '', null, 'the database'
        from pg_database where datname = current_database()
      )
      select coalesce(r.rolname::text, 'public'),
             lower(a.privilege_type) || column_name
               || case when a.is_grantable then ' with grant option' else '' end,
             place
      from held cross join lateral aclexplode(acl) a left join pg_roles r on r.oid = a.grantee
      where r.rolname = any(?::text[])
         or a.grantee = 0 and (place = any(?::text[]) or place = 'the database' or nspname = any(?::text[]))
      """;

  /** Which of the roles may become which other. */
  private static final String MEMBERS =
      """
      select distinct m.rolname, g.rolname
      from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles g on g.oid = a.roleid
      where m.rolname = any(?::text[]) and g.rolname = any(?::text[])
      """;

  private static final String POWERFUL =
      """
      select rolname from pg_roles r where rolname = any(?::text[])
        and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls
          or rolinherit and rolcanlogin
          or exists (select from pg_auth_members m where m.member = r.oid
            and m.roleid not in (select oid from pg_roles where rolname = any(?::text[])))
          or exists (select from pg_shdepend
            where refclassid = 'pg_authid'::regclass and refobjid = r.oid and deptype = 'o'))
      """;

  private final Login owner;
  private final Grants grants;
  private final String database;
  private final JdbcTemplate template;
  private final TransactionTemplate transactions;

  /**
   * The roles of an instance.
   *
   * @param owner whose password theirs follow from
   * @param pool of the owner, or of whoever only looks
   * @param features whose roles there are, beside those of the keeper's parts
   */
  Roles(Login owner, DataSource pool, Features features) {
    this.owner = owner;
    this.grants = Grants.of(owner.instance(), features);
    this.database = owner.database();
    this.template = new JdbcTemplate(pool);
    this.transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
  }

  /** Makes the roles that are missing, and gives those their password that have another. */
  void make() {
    Set<DatabaseRole> wanted = new TreeSet<>(grants.parts());
    wanted.removeIf(part -> exists(part) && (!part.logsIn() || isReady(part)));
    if (wanted.isEmpty()) {
      return;
    }
    if (!Boolean.TRUE.equals(
        template.queryForObject(
            "select rolcreaterole or rolsuper from pg_roles where rolname = current_user",
            Boolean.class))) {
      throw new InstanceException(
          "The login '"
              + owner.username()
              + "' of the instance '"
              + owner.instance()
              + "' may make no roles, and each part of the program needs one. It needs CREATEROLE"
              + " for the time of the migration.");
    }
    try {
      alone(() -> wanted.forEach(this::make));
    } catch (DataAccessException e) {
      throw new InstanceException(
          "The roles of the instance '"
              + owner.instance()
              + "' cannot be made: "
              + ConnectionPools.rootMessage(e),
          e);
    }
  }

  private void make(DatabaseRole part) {
    if (!part.logsIn()) {
      template.execute("create role " + part.quotedRole(database) + " nologin");
      return;
    }
    Login login = owner.of(part);
    template.execute(
        (exists(part) ? "alter role " : "create role ")
            + quoted(login.username())
            + " login noinherit password '"
            + ScramVerifier.of(login.password())
            + "'");
  }

  private boolean exists(DatabaseRole part) {
    return Boolean.TRUE.equals(
        template.queryForObject(
            "select exists (select from pg_roles where rolname = ?)",
            Boolean.class,
            part.role(database)));
  }

  /** Whether a login has its password, and none of the rights of roles that it may take on. */
  private boolean isReady(DatabaseRole part) {
    boolean inherits =
        Boolean.TRUE.equals(
            template.queryForObject(
                "select rolinherit from pg_roles where rolname = ?",
                Boolean.class,
                part.role(database)));
    return !inherits && ConnectionPools.isTaken(owner.of(part));
  }

  /** Gives the rights that are written, where there are not just those, and takes all others. */
  void settle() {
    if (!differences().isEmpty()) {
      try {
        alone(this::grant);
      } catch (DataAccessException e) {
        throw new InstanceException(
            "The rights in the instance '"
                + owner.instance()
                + "' cannot be given: "
                + ConnectionPools.rootMessage(e),
            e);
      }
      refuse(
          differences(),
          "The login '"
              + owner.username()
              + "' cannot settle the rights in the instance '"
              + owner.instance()
              + "'. It must own the database.");
    }
    requireWeak();
  }

  private void grant() {
    String theDatabase = "database " + quoted(database);
    for (String whom :
        Stream.concat(Stream.of("public"), roles().stream().map(Roles::quoted)).toList()) {
      template.execute("revoke all on " + theDatabase + " from " + whom);
      for (String schema : grants.schemas()) {
        template.execute("revoke all on schema " + schema + " from " + whom);
        template.execute("revoke all on all tables in schema " + schema + " from " + whom);
      }
    }
    for (DatabaseRole part : grants.parts()) {
      template.execute(
          part.logsIn()
              ? "grant connect on " + theDatabase + " to " + part.quotedRole(database)
              : "grant "
                  + part.quotedRole(database)
                  + " to "
                  + DatabaseRole.ACCESS.quotedRole(database));
    }
    for (Grants.Line line : grants.lines()) {
      String role = quoted(line.part().role(database));
      template.execute("grant usage on schema " + line.schema() + " to " + role);
      template.execute("grant " + line.rights() + " on " + line.table() + " to " + role);
    }
  }

  /**
   * Sees that the roles are there and are as they are written.
   *
   * @throws InstanceException naming what is missing or too much
   */
  void check() {
    for (DatabaseRole part : grants.parts()) {
      if (!exists(part)) {
        throw new InstanceException(
            "The instance '"
                + owner.instance()
                + "' has no role '"
                + part.role(database)
                + "'. Run: onecall db migrate");
      }
    }
    requireWeak();
    refuse(
        differences(),
        "The rights in the instance '"
            + owner.instance()
            + "' are not those of this program. Run: onecall db migrate");
  }

  private void requireWeak() {
    List<String> powerful =
        template.query(
            POWERFUL,
            (row, n) -> String.valueOf(row.getString(1)),
            array(roles()),
            array(roles(part -> !part.logsIn())));
    if (!powerful.isEmpty()) {
      throw new InstanceException(
          "The role '"
              + powerful.getFirst()
              + "' of the instance '"
              + owner.instance()
              + "' can do more than its part: it must be no superuser, make no roles or databases,"
              + " own nothing, inherit nothing and be a member of no role but those of features.");
    }
  }

  private static void refuse(List<String> differences, String reason) {
    if (!differences.isEmpty()) {
      throw new InstanceException(
          reason
              + " ("
              + differences.stream().limit(3).collect(Collectors.joining("; "))
              + (differences.size() > 3 ? "; and more)" : ")"));
    }
  }

  /** What there is and should not be, and what there should be and is not. */
  private List<String> differences() {
    Set<Grants.Right> written = grants.rights(database);
    Set<Grants.Right> held = held();
    Set<Grants.Right> excess = new TreeSet<>(held);
    excess.removeAll(written);
    Set<Grants.Right> lacking = new TreeSet<>(written);
    lacking.removeAll(held);
    List<String> differences = new ArrayList<>();
    excess.forEach(right -> differences.add("too much: " + right));
    lacking.forEach(right -> differences.add("missing: " + right));
    return differences;
  }

  private Set<Grants.Right> held() {
    Set<String> places = new LinkedHashSet<>(List.of("schema public"));
    grants.lines().forEach(line -> places.add(line.table()));
    // In the schema public others may have theirs, such as an extension's views.
    Set<String> ours = new LinkedHashSet<>(grants.schemas());
    ours.remove("public");
    Set<Grants.Right> held =
        new LinkedHashSet<>(
            template.query(
                RIGHTS,
                (row, n) -> new Grants.Right(row.getString(1), row.getString(2), row.getString(3)),
                array(roles()),
                array(places),
                array(ours)));
    held.addAll(
        template.query(
            MEMBERS,
            (row, n) -> new Grants.Right(row.getString(1), "member", "role " + row.getString(2)),
            array(roles()),
            array(roles())));
    return held;
  }

  private List<String> roles() {
    return roles(any -> true);
  }

  private List<String> roles(Predicate<DatabaseRole> which) {
    return grants.parts().stream().filter(which).map(part -> part.role(database)).toList();
  }

  /** In one commit, and one node after the other: roles belong to all of them. */
  private void alone(Runnable work) {
    transactions.executeWithoutResult(status -> {
      template.queryForObject(
          "select pg_advisory_xact_lock(hashtext('1call.roles'))::text", String.class);
      work.run();
    });
  }

  private static String[] array(Iterable<String> texts) {
    List<String> all = new ArrayList<>();
    texts.forEach(all::add);
    return all.toArray(String[]::new);
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
