package vn.onecall.server.verification;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mail server that carries our messages (SMTP).
 *
 * @param host its name
 * @param port its port
 * @param from the address that messages come from
 * @param username who we are there, if it asks
 * @param passwordFile a file with the password of that
 * @param startTls whether the connection must be encrypted before anything is said; off only for a
 *     server on this machine
 */
public record MailSettings(
    String host,
    @DefaultValue("587") int port,
    String from,
    @Nullable String username,
    @Nullable Path passwordFile,
    @DefaultValue("true") boolean startTls) {}
