package io.nagare.cmdb.type;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.Refusal.Detail;

/**
 * What a tenant says about a type of configuration items.
 *
 * @param name its name for people
 * @param attributes what may be recorded about such an item, in the order of a form
 * @param identifiers the keys of those attributes by which such an item is recognised,
 * the most telling first; after them all, its name
 */
public record CiTypeDefinition(@NotNull Label name, @Size(max = 100) List<@NotNull @Valid CiAttribute> attributes,
		@Size(max = MOST_IDENTIFIERS) List<@NotBlank String> identifiers) {

	private static final int MOST_IDENTIFIERS = 10;

	private static final int LONGEST_LABEL = 100;

	/** What is left out is empty. */
	public CiTypeDefinition {
		attributes = Objects.requireNonNullElse(attributes, List.of());
		identifiers = Objects.requireNonNullElse(identifiers, List.of());
	}

	/** The attribute of that key. */
	public Optional<CiAttribute> attribute(String key) {
		return this.attributes.stream().filter((one) -> one.key().equals(key)).findFirst();
	}

	/**
	 * Lets only definitions pass that contradict themselves nowhere.
	 * @throws Refusal VALIDATION_FAILED naming everything that is wrong
	 */
	void demandSense() {
		List<Detail> wrong = new ArrayList<>();
		check("name", this.name, wrong);
		Set<String> keys = new HashSet<>();
		for (int i = 0; i < this.attributes.size(); i++) {
			CiAttribute attribute = this.attributes.get(i);
			String field = field(i);
			check(field + ".label", attribute.label(), wrong);
			if (!keys.add(attribute.key())) {
				wrong.add(Detail.of(field + ".key", "already_exists"));
			}
			boolean choice = attribute.type() == CiAttributeType.CHOICE;
			if (choice && attribute.choices().isEmpty()) {
				wrong.add(Detail.of(field + ".choices", "required"));
			}
			else if (!choice && !attribute.choices().isEmpty()) {
				wrong.add(Detail.of(field + ".choices", "choices_without_choice"));
			}
			else if (new HashSet<>(attribute.choices()).size() < attribute.choices().size()) {
				wrong.add(Detail.of(field + ".choices", "already_exists"));
			}
		}
		checkIdentifiers(wrong);
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
	}

	private void checkIdentifiers(List<Detail> wrong) {
		Set<String> before = new HashSet<>();
		for (int i = 0; i < this.identifiers.size(); i++) {
			String field = "identifiers[" + i + "]";
			CiAttribute attribute = attribute(this.identifiers.get(i)).orElse(null);
			if (attribute == null) {
				wrong.add(Detail.of(field, "unknown_ci_attribute"));
			}
			else if (attribute.type() != CiAttributeType.STRING && attribute.type() != CiAttributeType.NUMBER) {
				wrong.add(Detail.of(field, "identifies_nothing"));
			}
			else if (!before.add(attribute.key())) {
				wrong.add(Detail.of(field, "already_exists"));
			}
		}
	}

	static String field(int attribute) {
		return "attributes[" + attribute + "]";
	}

	private static void check(String field, Label label, List<Detail> wrong) {
		check(field + ".ja", label.ja(), wrong);
		check(field + ".en", label.en(), wrong);
	}

	private static void check(String field, @Nullable String text, List<Detail> wrong) {
		if (text == null || text.isBlank()) {
			wrong.add(Detail.of(field, "required"));
		}
		else if (text.length() > LONGEST_LABEL) {
			wrong.add(Detail.of(field, "too_long", LONGEST_LABEL));
		}
	}

	/** Whether an item of the type may have that value of the attribute. */
	public boolean admits(String key, Object value) {
		return attribute(key).filter((one) -> one.check(key, value).isEmpty()).isPresent();
	}

	/**
	 * What is wrong with the attributes of an item, each named by its field, and no more
	 * of it than an answer tells.
	 */
	List<Detail> check(Map<String, Object> values) {
		List<Detail> wrong = new ArrayList<>();
		for (CiAttribute attribute : this.attributes) {
			String field = CiFacts.ATTRIBUTES + "." + attribute.key();
			Object value = values.get(attribute.key());
			boolean missing = value == null || (value instanceof String text && text.isBlank());
			if (missing && attribute.demanded()) {
				wrong.add(Detail.of(field, "required"));
			}
			else if (value != null) {
				attribute.check(field, value).ifPresent(wrong::add);
			}
		}
		values.keySet()
			.stream()
			.filter((key) -> attribute(key).isEmpty())
			.sorted()
			.limit(Refusal.MOST_DETAILS + 1L)
			.forEach((key) -> wrong.add(Detail.of(CiFacts.ATTRIBUTES + "." + key, "unknown_field")));
		return wrong;
	}

}
