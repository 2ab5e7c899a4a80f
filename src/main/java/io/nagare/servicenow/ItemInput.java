package io.nagare.servicenow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

import io.nagare.cmdb.CiStatus;
import io.nagare.cmdb.CmdbService.ItemChanges;
import io.nagare.cmdb.CmdbService.NewItem;
import io.nagare.cmdb.type.CiAttribute;
import io.nagare.cmdb.type.CiFacts;
import io.nagare.cmdb.type.CiType;
import io.nagare.shared.Refusal;

/**
 * What a program says of one configuration item, in the words of the product. What has no
 * meaning here is refused by name.
 */
final class ItemInput {

	/** What {@code install_status} stands for; of several the first is shown. */
	static final Map<String, CiStatus> INSTALL = ordered("1", CiStatus.LIVE, "4", CiStatus.PLANNED, "7",
			CiStatus.RETIRED, "0", CiStatus.PLANNED, "2", CiStatus.PLANNED);

	/** What {@code operational_status} stands for. */
	static final Map<String, CiStatus> OPERATIONAL = ordered("1", CiStatus.LIVE, "7", CiStatus.PLANNED, "6",
			CiStatus.RETIRED);

	/** How important an item is of which a program does not say it. */
	private static final int USUAL_TIER = 3;

	/** Such as {@code 2 - somewhat critical}. */
	private static final Pattern CRITICALITY = Pattern.compile("([1-4])( - .*)?");

	private static final String SERIAL = "serial_number";

	/** What the product's own fields are called. */
	private static final Map<String, String> COLUMNS = Map.of("description", "short_description", "ci_class",
			ItemTable.CLASS, "owner_user_id", "owned_by", "owner_team_id", "support_group", "tier",
			"busines_criticality", "status", "operational_status");

	private final ItemClasses classes;

	private final References references;

	private final List<Refusal.Detail> wrong = new ArrayList<>();

	private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();

	private JsonNullable<String> name = JsonNullable.undefined();

	private JsonNullable<@Nullable String> description = JsonNullable.undefined();

	private JsonNullable<String> type = JsonNullable.undefined();

	private JsonNullable<Integer> tier = JsonNullable.undefined();

	private JsonNullable<CiStatus> status = JsonNullable.undefined();

	private JsonNullable<@Nullable UUID> user = JsonNullable.undefined();

	private JsonNullable<@Nullable UUID> team = JsonNullable.undefined();

	/**
	 * @param present the record as it is, of which the same again says nothing; null for
	 * a new one
	 * @throws Refusal VALIDATION_FAILED naming every column that is wrong
	 */
	ItemInput(ItemClasses classes, References references, Map<String, @Nullable Object> fields,
			@Nullable TableRecord present) {
		this.classes = classes;
		this.references = references;
		@Nullable Object said = Cell.plain(fields.get(ItemTable.CLASS), false);
		String table = (said != null) ? said.toString() : (present != null) ? value(present, ItemTable.CLASS) : "";
		Optional<CiType> meant = table.isBlank() ? Optional.empty() : classes.type(table);
		fields.forEach((column, cell) -> {
			@Nullable Object value = Cell.plain(cell, false);
			if (value instanceof Map<?, ?> || value instanceof List<?>) {
				this.wrong.add(Refusal.Detail.of(column, "wrong_type", "string"));
			}
			else {
				String text = (value != null) ? value.toString().strip() : "";
				if (present == null ? !text.isEmpty() : !says(present, column, text)) {
					read(column, text, meant.orElse(null));
				}
			}
		});
		if (present == null && this.name.isUndefined()) {
			this.wrong.add(Refusal.Detail.of("name", "required"));
		}
		if (meant.isEmpty()) {
			this.wrong.add(Refusal.Detail.of(ItemTable.CLASS, "not_a_choice", String.join(", ", classes.tables())));
		}
		if (!this.wrong.isEmpty()) {
			throw Refusal.invalid(this.wrong);
		}
	}

	/** What a column of the API is called for the product's field. */
	static String column(String field) {
		String own = field.startsWith("attributes.") ? field.substring("attributes.".length()) : field;
		return COLUMNS.getOrDefault(own, columnOf(own));
	}

	/** What the column of an attribute is called. */
	static String columnOf(String attribute) {
		return attribute.equals("serial") ? SERIAL : attribute;
	}

	NewItem item() {
		return new NewItem(this.name.get(), this.type.get(), this.tier.orElse(USUAL_TIER),
				this.description.orElse(null), this.status.orElse(CiStatus.LIVE), this.user.orElse(null),
				this.team.orElse(null), null, null, this.attributes, null, null);
	}

	ItemChanges changes() {
		return new ItemChanges(this.name, this.type, this.tier, this.description, this.status, this.user, this.team,
				JsonNullable.undefined(), JsonNullable.undefined(),
				this.attributes.isEmpty() ? JsonNullable.undefined() : JsonNullable.of(this.attributes),
				JsonNullable.undefined());
	}

	private static String value(TableRecord record, String column) {
		return record.cells().getOrDefault(column, Cell.EMPTY).value();
	}

	private static boolean says(TableRecord record, String column, String text) {
		return record.cells().getOrDefault(column, Cell.EMPTY).says(text);
	}

	private void read(String column, String text, @Nullable CiType type) {
		switch (column) {
			case "name" -> this.name = JsonNullable.of(demand(column, text, CiFacts.LONGEST_NAME));
			case "short_description" -> this.description = JsonNullable
				.of(text.isEmpty() ? null : atMost(column, text, CiFacts.LONGEST_DESCRIPTION));
			case ItemTable.CLASS -> {
				if (type != null) {
					this.type = JsonNullable.of(type.key());
				}
			}
			case "busines_criticality" -> {
				Matcher matcher = CRITICALITY.matcher(text);
				if (matcher.matches()) {
					this.tier = JsonNullable.of(Integer.valueOf(matcher.group(1)));
				}
				else {
					this.wrong.add(Refusal.Detail.of(column, "not_a_choice", "1, 2, 3, 4"));
				}
			}
			case "install_status" -> status(column, text, INSTALL);
			case "operational_status" -> status(column, text, OPERATIONAL);
			case "owned_by" -> this.user = referred(column, text, this.references::user, "unknown_user");
			case "support_group" -> this.team = referred(column, text, this.references::team, "unknown_team");
			default -> attribute(column, text, type);
		}
	}

	private void attribute(String column, String text, @Nullable CiType type) {
		if (type == null) {
			return;
		}
		Optional<CiAttribute> attribute = type.definition()
			.attributes()
			.stream()
			.filter((one) -> columnOf(one.key()).equals(column))
			.findFirst();
		if (attribute.isEmpty()) {
			this.wrong.add(Refusal.Detail.of(column, "unknown_field"));
			return;
		}
		// programs write the choices with a capital
		@Nullable Object value = text.isEmpty() ? null
				: attribute.get()
					.choices()
					.stream()
					.filter((one) -> one.equalsIgnoreCase(text))
					.findFirst()
					.<Object>map((one) -> one)
					.orElseGet(() -> attribute.get().read(text));
		this.attributes.put(attribute.get().key(), value);
	}

	private void status(String column, String text, Map<String, CiStatus> meanings) {
		CiStatus meant = Optional.ofNullable(meanings.get(text))
			.or(() -> meanings.values().stream().filter((status) -> Choices.isShown(status.label(), text)).findFirst())
			.orElse(null);
		if (meant == null) {
			this.wrong.add(Refusal.Detail.of(column, "not_a_choice", String.join(", ", meanings.keySet())));
		}
		else if (this.status.isPresent() && this.status.get() != meant) {
			this.wrong.add(Refusal.Detail.of(column, "contradiction", this.status.get() + ", " + meant));
		}
		else {
			this.status = JsonNullable.of(meant);
		}
	}

	private JsonNullable<@Nullable UUID> referred(String column, String text, Function<String, Optional<UUID>> known,
			String code) {
		Optional<UUID> id = text.isEmpty() ? Optional.empty() : known.apply(text);
		if (id.isEmpty() && !text.isEmpty()) {
			this.wrong.add(Refusal.Detail.of(column, code));
		}
		return JsonNullable.of(id.orElse(null));
	}

	private String demand(String column, String text, int longest) {
		if (text.isEmpty()) {
			this.wrong.add(Refusal.Detail.of(column, "required"));
		}
		return atMost(column, text, longest);
	}

	private String atMost(String column, String text, int longest) {
		if (text.length() > longest) {
			this.wrong.add(Refusal.Detail.of(column, "too_long", longest));
		}
		return text;
	}

	private static Map<String, CiStatus> ordered(Object... pairs) {
		Map<String, CiStatus> ordered = new LinkedHashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			ordered.put((String) pairs[i], (CiStatus) pairs[i + 1]);
		}
		return ordered;
	}

}
