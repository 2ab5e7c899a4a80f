package io.nagare.workflow.internal.door;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.springframework.context.i18n.LocaleContextHolder;

import io.nagare.shared.Label;
import io.nagare.shared.PlainJson;
import io.nagare.workflow.RetiredWords;
import io.nagare.workflow.internal.model.DeployedRetiredWords;
import io.nagare.workflow.internal.model.Form;

/**
 * The form of a task as its reader sees it: first the ticket, which every task shows
 * alike and no form repeats, then the questions of the form, all in one language. Where
 * there is one thing to do it is chosen already, and times have 24 hours.
 */
final class TaskForm {

	private static final ObjectMapper JSON = PlainJson.MAPPER;

	private static final JsonNode TICKET = ticket();

	private static final Pattern FORMS = Pattern.compile("/task/[^/]+/deployed-form");

	private static final Set<String> TEXTS = Set.of("label", "description", "text", "dateLabel", "timeLabel");

	private static final String VALUES = "values";

	private TaskForm() {
	}

	private static JsonNode ticket() {
		try (InputStream file = TaskForm.class.getResourceAsStream("/models/forms/ticket.json")) {
			return JSON.readTree(Objects.requireNonNull(file, "models/forms/ticket.json")).path("components");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Whether the call answers the form of a task. */
	static boolean isIn(String call) {
		return FORMS.matcher(call).matches();
	}

	/**
	 * The form behind the ticket, in the current caller's language.
	 * @param retired words by their lists, which it does not offer
	 */
	static byte[] said(byte[] form, Map<String, Map<String, RetiredWords.Retired>> retired) throws IOException {
		if (!(JSON.readTree(form) instanceof ObjectNode root)) {
			return form;
		}
		JsonNode own = root.path("components");
		Set<String> names = new HashSet<>(own.findValuesAsText("id"));
		names.addAll(own.findValuesAsText("key"));
		ArrayNode all = JSON.createArrayNode();
		TICKET.forEach((field) -> {
			// whoever shows one himself has his reasons
			if (!names.contains(field.path("key").asText())) {
				all.add(field.deepCopy());
			}
		});
		Form.placed(own).forEach((one) -> leaveOut(one.node(), retired));
		own.forEach(all::add);
		root.set("components", all);
		say(root, LocaleContextHolder.getLocale());
		return JSON.writeValueAsBytes(root);
	}

	private static void leaveOut(JsonNode component, Map<String, Map<String, RetiredWords.Retired>> retired) {
		Map<String, RetiredWords.Retired> words = retired
			.getOrDefault(DeployedRetiredWords.listOf(component.path("key").asText()), Map.of());
		for (Iterator<JsonNode> values = component.path(VALUES).elements(); values.hasNext();) {
			if (words.containsKey(values.next().path("value").asText())) {
				values.remove();
			}
		}
	}

	private static void say(JsonNode node, Locale locale) {
		if (node instanceof ObjectNode object) {
			for (String text : TEXTS) {
				if (object.path(text).isTextual()) {
					object.put(text, Label.of(object.path(text).asText()).in(locale));
				}
			}
			if (object.path("type").asText().equals("datetime")) {
				object.put("use24h", true);
			}
			if (object.path("key").asText().equals(Form.ACTION) && object.path(VALUES).size() == 1) {
				object.set("defaultValue", object.path(VALUES).path(0).path("value"));
			}
		}
		node.forEach((inner) -> say(inner, locale));
	}

}
