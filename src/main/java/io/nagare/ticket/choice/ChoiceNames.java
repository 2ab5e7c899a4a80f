package io.nagare.ticket.choice;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import io.nagare.shared.Label;
import io.nagare.workflow.ChoiceList;
import io.nagare.workflow.KeptFields;

/**
 * What the ids stand for that answers of forms keep: as things are called now, so that
 * nobody's former name stays on a ticket.
 */
@Component
public class ChoiceNames {

	private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

	private final KeptFields kept;

	private final OrganizationChoices choices;

	ChoiceNames(KeptFields kept, OrganizationChoices choices) {
		this.kept = kept;
		this.choices = choices;
	}

	/**
	 * The names by id.
	 * @param answers by the keys of their fields; those of fields that offer no list are
	 * left out
	 */
	public Map<String, Label> of(Map<String, ? extends Object> answers) {
		Map<String, Label> names = new TreeMap<>();
		if (answers.values().stream().flatMap(ChoiceNames::ids).findAny().isEmpty()) {
			return names;
		}
		Map<String, KeptFields.KeptField> fields = this.kept.fields();
		answers.forEach((key, answer) -> {
			KeptFields.KeptField field = fields.get(key);
			ChoiceList list = (field != null) ? field.list() : null;
			if (list != null) {
				ids(answer).forEach((id) -> this.choices.name(list, id).ifPresent((name) -> names.put(id, name)));
			}
		});
		return names;
	}

	private static Stream<String> ids(Object answer) {
		return (answer instanceof Collection<?> all) ? all.stream().flatMap(ChoiceNames::ids)
				: Stream.of(String.valueOf(answer)).filter((text) -> ID.matcher(text).matches());
	}

}
