package vn.onecall.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
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

/** Builds the rooms in the order in which they depend on each other, and closes them in reverse. */
@Configuration(proxyBeanMethods = false)
class KeeperConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(KeeperConfiguration.class);

  @Bean
  Clock clock(OnecallSettings config) {
    Clock clock = config.clock();
    if (config.clockAhead() != null) {
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
  @ConditionalOnMissingBean
  EarlyStartup opening(OnecallSettings config) {
    return EarlyStartup.begin(config);
  }

  @Bean
  Policy policy(EarlyStartup opening) {
    return opening.policy();
  }

  @Bean
  Instances instances(EarlyStartup opening) {
    return opening.instances();
  }

  static InstanceSettings settings(OnecallSettings config) {
    return new InstanceSettings(
        config.data(),
        config.binariesOrDefault(),
        config.main() == null ? DatabaseSettings.EMBEDDED : config.main(),
        config.keys() == null ? DatabaseSettings.EMBEDDED : config.keys());
  }

  @Bean
  Keystore keyProvider(OnecallSettings config, Instances instances, Clock clock) {
    Keystore keystore = KeystoreOpener.open(config, instances, clock);
    instances.bind(keystore.installation(), keystore.check());
    return keystore;
  }

  @Bean
  Keeper access(
      OnecallSettings config,
      Instances instances,
      KeyProvider keys,
      Policy policy,
      Features features,
      Clock clock,
      List<DoorObserver> watches) {
    TransparencyLog.refuseOlderMain(instances.log(), keys, log(config));
    return Keeper.open(
        instances.main(),
        instances.keys(),
        keys,
        policy,
        features.fieldTypes(FieldTypes.standard(clock)),
        new KeeperSettings(
            config.data().resolve("erasure-journal"),
            config.keysBackupRetention(),
            features,
            DoorObserver.all(watches)),
        clock);
  }

  /** Keeper comes first: it knows the epochs before anything is wrapped. */
  @Bean
  KeystoreReloader keystoreWatch(
      OnecallSettings config, Instances instances, Keystore keystore, Keeper access, Clock clock) {
    return KeystoreReloader.start(
        KeystoreOpener.file(config),
        keystore,
        new KeyEpochs(instances.keys()),
        KeyRewrapper.start(instances.keys(), keystore, clock));
  }

  private static LogSettings log(OnecallSettings config) {
    return new LogSettings(
        config.log().origin(),
        config.logDirectory(),
        config.log().interval(),
        config.log().lease());
  }

  @Bean
  PolicyFieldTypes typedFields(Policy policy, FieldTypes types) {
    return PolicyFieldTypes.of(policy, types);
  }

  @Bean
  Door door(Keeper access) {
    return access.door();
  }

  @Bean
  TransparencyLog ledger(
      OnecallSettings config, Instances instances, Keeper access, KeyProvider keys, Clock clock) {
    TransparencyLog ledger = TransparencyLog.open(instances.log(), keys, log(config), clock);
    try {
      ledger.servePolicy(
          access.door(), access.door().policy(), Files.readString(config.policy()), clock);
      return ledger;
    } catch (IOException e) {
      ledger.close();
      throw new InstanceException("The policy file cannot be read again", e);
    } catch (RuntimeException e) {
      ledger.close();
      throw e;
    }
  }
}
