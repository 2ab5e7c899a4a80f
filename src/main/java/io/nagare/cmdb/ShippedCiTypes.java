package io.nagare.cmdb;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nagare.shared.Label;

/** The types that every tenant has until it says something else about them. */
final class ShippedCiTypes {

	static final Map<String, CiType> BY_KEY = types();

	private ShippedCiTypes() {
	}

	private static Map<String, CiType> types() {
		Map<String, CiType> types = new LinkedHashMap<>();
		CiAttribute serial = text("serial", "製造番号 / Serial number");
		CiAttribute model = text("model", "型番 / Model");
		CiAttribute location = text("location", "設置場所 / Location");
		CiAttribute supportEnd = new CiAttribute("support_end", Label.of("サポート終了日 / End of support"),
				CiAttributeType.DATE, null, List.of());
		CiAttribute version = text("version", "バージョン / Version");
		put(types, "service", "サービス / Service", text("url", "アドレス / Address"));
		put(types, "application", "アプリケーション / Application", version, text("vendor", "提供元 / Vendor"));
		put(types, "database", "データベース / Database", text("engine", "製品 / Product"), version);
		put(types, "server", "サーバー / Server", serial, text("os", "OS / Operating system"),
				new CiAttribute("environment", Label.of("環境 / Environment"), CiAttributeType.CHOICE, null,
						List.of("production", "staging", "test")),
				location, supportEnd);
		put(types, "network_device", "ネットワーク機器 / Network device", serial, model, location, supportEnd);
		return Collections.unmodifiableMap(types);
	}

	private static void put(Map<String, CiType> types, String key, String name, CiAttribute... attributes) {
		types.put(key, new CiType(key, true, new CiTypeDefinition(Label.of(name), Arrays.asList(attributes)), 0));
	}

	private static CiAttribute text(String key, String label) {
		return new CiAttribute(key, Label.of(label), CiAttributeType.STRING, null, List.of());
	}

}
