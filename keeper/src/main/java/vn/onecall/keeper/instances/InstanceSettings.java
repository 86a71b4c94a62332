package vn.onecall.keeper.instances;

import java.nio.file.Path;

/**
 * The instances that a server needs.
 *
 * @param data the folder of embedded instances and their passwords
 * @param binaries where the bundled PostgreSQL is unpacked once
 * @param main the instance of sealed values, facts and log entries
 * @param keys the instance of wrapped keys and blind indexes
 */
public record InstanceSettings(
    Path data, Path binaries, DatabaseSettings main, DatabaseSettings keys) {}
