package vn.onecall.postgres;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * PostgreSQL's parameters. Given on the command line, they override every file in the data folder.
 * Those that protect durability or secrecy are fixed.
 */
final class ServerParameters {

  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?");

  /** The parameters of listening, authentication and durability. */
  private static final Map<String, String> SAFE =
      Map.of(
          "listen_addresses", "127.0.0.1",
          "unix_socket_directories", "",
          "password_encryption", "scram-sha-256",
          "fsync", "on",
          "full_page_writes", "on",
          "allow_alter_system", "off");

  /**
   * A statement, a parameter or the DETAIL of a violated key holds what people typed. An error's
   * first line can too ("invalid input syntax ..."), so errors go to the client alone, which is why
   * log_min_messages is "log": above errors, and below what the server says of itself.
   */
  private static final Map<String, String> SILENT =
      Map.ofEntries(
          Map.entry("log_min_messages", "log"),
          Map.entry("log_min_error_statement", "panic"),
          Map.entry("log_statement", "none"),
          Map.entry("log_duration", "off"),
          Map.entry("log_min_duration_statement", "-1"),
          Map.entry("log_min_duration_sample", "-1"),
          Map.entry("log_transaction_sample_rate", "0"),
          Map.entry("log_parameter_max_length", "0"),
          Map.entry("log_parameter_max_length_on_error", "0"),
          Map.entry("log_error_verbosity", "terse"),
          Map.entry("log_timezone", "UTC"),
          Map.entry("log_line_prefix", "%m [%p] "));

  /** One file for each day of the week, so that a log never fills the disk. */
  private static final Map<String, String> ROTATED =
      Map.of(
          "logging_collector", "on",
          "log_destination", "stderr",
          "log_filename", "postgres-%a.log",
          "log_file_mode", "0600",
          "log_rotation_age", "1d",
          "log_rotation_size", "0",
          "log_truncate_on_rotation", "on");

  /** Modest defaults, since several instances share one machine; the caller may override them. */
  private static final Map<String, String> MODEST =
      Map.of(
          "max_connections", "100",
          "shared_buffers", "128MB",
          "effective_cache_size", "1GB",
          "maintenance_work_mem", "64MB",
          "max_wal_size", "1GB",
          "max_parallel_workers_per_gather", "0",
          "timezone", "UTC");

  private ServerParameters() {}

  /**
   * Refuses parameters that the caller must not set.
   *
   * @throws IllegalArgumentException naming the parameter, never its value
   */
  static void check(Map<String, String> parameters) {
    parameters.forEach((name, value) -> {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("A parameter's name is malformed");
      }
      if (isFixed(name)) {
        throw new IllegalArgumentException("The parameter " + name + " is the launcher's own");
      }
      if (value.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "The value of the parameter " + name + " holds a control character");
      }
    });
  }

  private static boolean isFixed(String name) {
    return SAFE.containsKey(name)
        || ROTATED.containsKey(name)
        || name.startsWith("log_")
        || name.startsWith("debug_")
        || name.startsWith("auto_explain.")
        || name.endsWith("_file")
        || List.of("port", "cluster_name", "data_directory", "zero_damaged_pages").contains(name);
  }

  /** The arguments of the {@code postgres} program. */
  static List<String> arguments(
      String name, Path data, Path logs, int port, Map<String, String> parameters) {
    Map<String, String> all = new TreeMap<>(MODEST);
    all.putAll(parameters);
    all.putAll(SAFE);
    all.putAll(SILENT);
    all.putAll(ROTATED);
    all.put("log_directory", logs.toString());
    all.put("cluster_name", name);
    all.put("port", Integer.toString(port));
    List<String> arguments = new ArrayList<>(List.of("-D", data.toString()));
    all.forEach((key, value) -> arguments.addAll(List.of("-c", key + "=" + value)));
    return arguments;
  }
}
