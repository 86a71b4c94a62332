package vn.onecall.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.onecall.fields.catalogue.FieldTypes;
import vn.onecall.keeper.decisions.DoorObserver;
import vn.onecall.keeper.door.Door;
import vn.onecall.keeper.door.Keeper;
import vn.onecall.keeper.door.KeeperSettings;
import vn.onecall.keeper.features.Features;
import vn.onecall.keeper.instances.DatabaseSettings;
import vn.onecall.keeper.instances.InstanceException;
import vn.onecall.keeper.instances.InstanceSettings;
import vn.onecall.keeper.instances.Instances;
import vn.onecall.keeper.keys.KeyEpochs;
import vn.onecall.keeper.keys.KeyRewrapper;
import vn.onecall.keeper.log.LogSettings;
import vn.onecall.keeper.log.TransparencyLog;
import vn.onecall.keeper.subjects.PolicyFieldTypes;
import vn.onecall.policy.Policy;
import vn.onecall.sealing.KeyProvider;
import vn.onecall.sealing.Keystore;

/**
 * Creates the instances, the keystore, the keeper, the door and the log in the order of their
 * dependencies; Spring closes them in reverse order.
 */
@Configuration(proxyBeanMethods = false)
class KeeperConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(KeeperConfiguration.class);

  @Bean
  Clock clock(OnecallSettings settings) {
    Clock clock = settings.clock();
    if (settings.clockAhead() != null) {
      LOG.warn(
          "The time of this server is {}, which has not come yet (onecall.clock-ahead). It is a"
              + " demonstration: nothing that it does, keeps or erases is meant.",
          clock.instant());
    }
    return clock;
  }

  @Bean
  FieldTypes fieldTypes(Features features, Clock clock) {
    return features.fieldTypes(FieldTypes.standard(clock));
  }

  @Bean
  EarlyStartup opening(ObjectProvider<EarlyStartup.Begun> begun, OnecallSettings settings) {
    EarlyStartup.Begun early = begun.getIfAvailable();
    return early == null ? EarlyStartup.begin(settings) : early.opening();
  }

  @Bean
  Policy policy(EarlyStartup opening) {
    return opening.policy();
  }

  @Bean
  Instances instances(EarlyStartup opening) {
    return opening.instances();
  }

  static InstanceSettings settings(OnecallSettings settings) {
    return new InstanceSettings(
        settings.data(),
        settings.binariesOrDefault(),
        settings.main() == null ? DatabaseSettings.EMBEDDED : settings.main(),
        settings.keys() == null ? DatabaseSettings.EMBEDDED : settings.keys());
  }

  @Bean
  Keystore keyProvider(OnecallSettings settings, Instances instances, Clock clock) {
    Keystore keystore = KeystoreOpener.open(settings, instances, clock);
    instances.bind(keystore.installation(), keystore.check());
    return keystore;
  }

  @Bean
  Keeper keeper(
      OnecallSettings settings,
      Instances instances,
      KeyProvider keys,
      Policy policy,
      Features features,
      Clock clock,
      List<DoorObserver> watches) {
    TransparencyLog.refuseOlderMain(instances.log(), keys, log(settings));
    return Keeper.open(
        instances.main(),
        instances.keys(),
        keys,
        policy,
        features.fieldTypes(FieldTypes.standard(clock)),
        new KeeperSettings(
            settings.data().resolve("erasure-journal"),
            settings.keysBackupRetention(),
            features,
            DoorObserver.all(watches)),
        clock);
  }

  /** The keeper is created first: it must know the key epochs before a key is wrapped. */
  @Bean
  KeystoreReloader keystoreWatch(
      OnecallSettings settings,
      Instances instances,
      Keystore keystore,
      Keeper keeper,
      Clock clock) {
    return KeystoreReloader.start(
        KeystoreOpener.file(settings),
        keystore,
        new KeyEpochs(instances.keys()),
        KeyRewrapper.start(instances.keys(), keystore, clock));
  }

  private static LogSettings log(OnecallSettings settings) {
    return new LogSettings(
        settings.log().origin(),
        settings.logDirectory(),
        settings.log().interval(),
        settings.log().lease());
  }

  @Bean
  PolicyFieldTypes typedFields(Policy policy, FieldTypes types) {
    return PolicyFieldTypes.of(policy, types);
  }

  @Bean
  Door door(Keeper keeper) {
    return keeper.door();
  }

  @Bean
  TransparencyLog transparencyLog(
      OnecallSettings settings, Instances instances, Keeper keeper, KeyProvider keys, Clock clock) {
    TransparencyLog log = TransparencyLog.open(instances.log(), keys, log(settings), clock);
    try {
      log.servePolicy(
          keeper.door(), keeper.door().policy(), Files.readString(settings.policy()), clock);
      return log;
    } catch (IOException e) {
      log.close();
      throw new InstanceException("The policy file cannot be read again", e);
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
  }
}
