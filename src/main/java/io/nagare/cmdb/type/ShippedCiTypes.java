package io.nagare.cmdb.type;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nagare.shared.Label;
import io.nagare.shared.Texts;

/** The types that every tenant has until it says something else about them. */
final class ShippedCiTypes {

	static final Map<String, CiType> BY_KEY = types();

	private ShippedCiTypes() {
	}

	private static Map<String, CiType> types() {
		Map<String, CiType> types = new LinkedHashMap<>();
		CiAttribute serial = text("serial", Texts.both("ci.serial"));
		CiAttribute assetTag = text("asset_tag", Texts.both("ci.asset_tag"));
		CiAttribute fqdn = text("fqdn", Texts.both("ci.fqdn"));
		List<String> hardware = List.of("serial", "asset_tag", "fqdn");
		CiAttribute model = text("model", Texts.both("ci.model"));
		CiAttribute location = text("location", Texts.both("ci.location"));
		CiAttribute supportEnd = new CiAttribute("support_end", Texts.label("ci.support_end"), CiAttributeType.DATE,
				null, List.of());
		CiAttribute version = text("version", Texts.both("ci.version"));
		put(types, "service", Texts.both("ci.service"), List.of(), text("url", Texts.both("ci.url")),
				text("service_hours", Texts.both("ci.service_hours")));
		put(types, "application", Texts.both("ci.application"), List.of(), version,
				text("vendor", Texts.both("ci.vendor")));
		put(types, "database", Texts.both("ci.database"), List.of(), text("engine", Texts.both("ci.engine")), version);
		put(types, "server", Texts.both("ci.server"), hardware, serial, assetTag, fqdn,
				text("os", "OS / Operating system"), new CiAttribute("environment", Texts.label("ci.environment"),
						CiAttributeType.CHOICE, null, List.of("production", "staging", "test")),
				location, supportEnd);
		put(types, "network_device", Texts.both("ci.network_device"), hardware, serial, assetTag, fqdn, model, location,
				supportEnd);
		return Collections.unmodifiableMap(types);
	}

	private static void put(Map<String, CiType> types, String key, String name, List<String> identifiers,
			CiAttribute... attributes) {
		types.put(key,
				new CiType(key, true, new CiTypeDefinition(Label.of(name), Arrays.asList(attributes), identifiers), 0));
	}

	private static CiAttribute text(String key, String label) {
		return new CiAttribute(key, Label.of(label), CiAttributeType.STRING, null, List.of());
	}

}
