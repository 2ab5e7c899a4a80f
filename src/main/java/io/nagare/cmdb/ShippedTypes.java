package io.nagare.cmdb;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nagare.shared.Label;

/** The types that every tenant has until it says something else about them. */
final class ShippedTypes {

	static final Map<String, CiType> BY_KEY = types();

	private ShippedTypes() {
	}

	private static Map<String, CiType> types() {
		Map<String, CiType> types = new LinkedHashMap<>();
		Attribute serial = text("serial", "製造番号 / Serial number");
		Attribute model = text("model", "型番 / Model");
		Attribute location = text("location", "設置場所 / Location");
		Attribute supportEnd = new Attribute("support_end", Label.of("サポート終了日 / End of support"), AttributeType.DATE,
				null, List.of());
		Attribute version = text("version", "バージョン / Version");
		put(types, "service", "サービス / Service", text("url", "アドレス / Address"));
		put(types, "application", "アプリケーション / Application", version, text("vendor", "提供元 / Vendor"));
		put(types, "database", "データベース / Database", text("engine", "製品 / Product"), version);
		put(types, "server", "サーバー / Server", serial, text("os", "OS / Operating system"), new Attribute("environment",
				Label.of("環境 / Environment"), AttributeType.CHOICE, null, List.of("production", "staging", "test")),
				location, supportEnd);
		put(types, "network_device", "ネットワーク機器 / Network device", serial, model, location, supportEnd);
		return Collections.unmodifiableMap(types);
	}

	private static void put(Map<String, CiType> types, String key, String name, Attribute... attributes) {
		types.put(key, new CiType(key, true, new CiTypeDefinition(Label.of(name), Arrays.asList(attributes)), 0));
	}

	private static Attribute text(String key, String label) {
		return new Attribute(key, Label.of(label), AttributeType.STRING, null, List.of());
	}

}
