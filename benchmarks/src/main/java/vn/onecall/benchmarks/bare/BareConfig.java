package vn.onecall.benchmarks.bare;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The configuration of the bare server.
 *
 * @param data its folder
 * @param binaries where PostgreSQL is unpacked
 * @param tokenKey a file with the public key that tokens must be signed with, as a JSON web key
 * @param customers a file of customers: id, name, email and phone, with tabs between
 * @param frame how long an answer's body is beyond the three values that it shows
 */
@ConfigurationProperties(prefix = "bare", ignoreUnknownFields = false)
public record BareConfig(Path data, Path binaries, Path tokenKey, Path customers, int frame) {}
