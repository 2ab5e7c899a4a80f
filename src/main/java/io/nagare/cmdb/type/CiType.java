package io.nagare.cmdb.type;

/**
 * A type of configuration items.
 *
 * @param key its word in API and files, {@code server}
 * @param shipped whether it is as the product brings it
 * @param definition what it is
 * @param version counts the changes; 0 for a shipped one that nobody has changed
 */
public record CiType(String key, boolean shipped, CiTypeDefinition definition, long version) {
}
