package vn.onecall.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import vn.onecall.fields.catalogue.FieldTypes;
import vn.onecall.keeper.calls.Call;
import vn.onecall.keeper.calls.Caller;
import vn.onecall.keeper.calls.Outcome;
import vn.onecall.keeper.door.Keeper;
import vn.onecall.keeper.door.KeeperSettings;
import vn.onecall.keeper.features.Features;
import vn.onecall.keeper.instances.DatabaseSettings;
import vn.onecall.keeper.instances.InstanceSettings;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.keeper.writes.Registration;
import vn.onecall.keeper.writes.RegistrationResult;
import vn.onecall.policy.Policy;
import vn.onecall.policy.reading.PolicyReader;
import vn.onecall.sealing.Keystore;
import vn.onecall.sealing.Unlock;

/**
 * A new installation in this process, without web and log: a data folder in which many customers
 * are registered, and on which a server may start afterwards.
 */
final class LocalInstallation implements AutoCloseable {
  private static final String REGISTER = "customers.register";

  private final Policy policy;
  private final FieldTypes types;
  private final Instances instances;
  private final DatabaseOwners owners;
  private final Keeper access;

  private LocalInstallation(
      Policy policy, FieldTypes types, Instances instances, DatabaseOwners owners, Keeper access) {
    this.policy = policy;
    this.types = types;
    this.instances = instances;
    this.owners = owners;
    this.access = access;
  }

  /**
   * Makes a new installation.
   *
   * @param data its folder, empty
   * @param binaries where PostgreSQL is unpacked
   */
  static LocalInstallation make(Path data, Path binaries, Path policyFile) {
    Policy policy = PolicyReader.load(policyFile);
    Clock clock = Clock.systemUTC();
    Features features = Features.discover();
    FieldTypes types = features.fieldTypes(FieldTypes.standard(clock));
    Instances instances = instances(data, binaries);
    try (Unlock unlock = Unlock.createSecretFile(data.resolve("keystore.secret"))) {
      Keystore keystore = Keystore.create(data.resolve("keystore"), unlock);
      instances.bind(keystore.installation(), keystore.check());
      return new LocalInstallation(
          policy,
          types,
          instances,
          DatabaseOwners.of(instances, data),
          Keeper.open(
              instances.main(),
              instances.keys(),
              keystore,
              policy,
              types,
              new KeeperSettings(data.resolve("erasure-journal"), Duration.ofDays(30), features),
              clock));
    } catch (RuntimeException e) {
      instances.close();
      throw e;
    }
  }

  /** Two instances of a data folder with the schema that every installation has. */
  static Instances instances(Path data, Path binaries) {
    return Instances.open(
        new InstanceSettings(data, binaries, DatabaseSettings.EMBEDDED, DatabaseSettings.EMBEDDED));
  }

  Instances instances() {
    return instances;
  }

  /** The owner logins of both instances. */
  DatabaseOwners owners() {
    return owners;
  }

  /**
   * Registers the given number of customers.
   *
   * @param told gets the number of stored customers after each
   * @return their ids, in order
   * @throws BenchmarkException if one of them is refused
   */
  CustomerIds register(Registrations.Kind kind, int customers, Consumer<Integer> told) {
    Registrations registrations = new Registrations(policy, types, kind);
    List<Customer> first = Customer.first(customers);
    Iterator<Registration> all =
        IntStream.range(0, customers).mapToObj(i -> registrations.of(first.get(i), i)).iterator();
    CustomerIds ids = new CustomerIds(customers);
    Call call =
        new Call(
            REGISTER,
            new Caller("bench", Set.of(REGISTER), Optional.empty()),
            "POST /api/v1/customers");
    Outcome<RegistrationResult.Tally> outcome =
        access
            .door()
            .registerMany(
                call,
                all,
                each -> {
                  if (each instanceof RegistrationResult.Done(long place, var written)) {
                    ids.note(written.subject().value());
                    told.accept(ids.size());
                  }
                });
    if (!(outcome instanceof Outcome.Permitted) || ids.size() != customers) {
      throw new BenchmarkException(
          "of " + customers + " registrations " + ids.size() + " were taken");
    }
    return ids;
  }

  /** Vacuums both instances, as they would be some time after an import. */
  void vacuum() {
    for (DatabaseOwners.Owner each : List.of(owners.main(), owners.keys())) {
      try (Connection connection = each.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("vacuum analyze");
      } catch (SQLException e) {
        throw new BenchmarkException("the instances cannot be tidied", e);
      }
    }
  }

  @Override
  public void close() {
    access.close();
    instances.close();
  }
}
