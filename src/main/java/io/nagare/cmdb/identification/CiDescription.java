package io.nagare.cmdb.identification;

import java.util.Map;

/**
 * What somebody says about an item, so that it may be recognised.
 *
 * @param name empty where nothing is said
 * @param attributes texts by the keys of attributes
 */
public record CiDescription(String name, Map<String, String> attributes) {
}
