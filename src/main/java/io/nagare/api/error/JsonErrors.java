package io.nagare.api.error;

import java.util.List;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.nagare.api.input.AllowedCharacters;
import io.nagare.api.input.InputType;
import io.nagare.api.input.StrictJsonFactory;
import io.nagare.shared.JsonBounds;
import io.nagare.shared.Refusal.Detail;
import io.nagare.shared.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.http.converter.HttpMessageNotReadableException;

/** Says what is wrong with a JSON body, and where: {@code answers[2].reason}. */
final class JsonErrors {

	private JsonErrors() {
	}

	static Refusal in(HttpMessageNotReadableException ex) {
		return Refusal.invalid(List.of(detail(ex)));
	}

	private static Detail detail(HttpMessageNotReadableException ex) {
		Throwable cause = ex.getCause();
		if (cause == null) {
			return Detail.of(null, "body_required");
		}
		JsonParseException broken = ExceptionTranslator.cause(cause, JsonParseException.class).orElse(null);
		if (broken != null) {
			return unparsable(broken);
		}
		if (cause instanceof UnrecognizedPropertyException unknown) {
			return Detail.of(path(unknown), "unknown_field");
		}
		if (cause instanceof MismatchedInputException mismatch) {
			return InputType.mismatch(path(mismatch), mismatch.getTargetType());
		}
		if (cause instanceof JsonMappingException mapping
				&& !(mapping.getCause() instanceof StreamConstraintsException)) {
			return Detail.of(path(mapping), "invalid");
		}
		return ExceptionTranslator.cause(cause, StreamConstraintsException.class)
			.map(JsonErrors::tooMuch)
			.orElseGet(() -> Detail.of(null, "unreadable"));
	}

	/** Which bound it passes is told by the message alone. */
	private static Detail tooMuch(StreamConstraintsException ex) {
		return ex.getOriginalMessage().startsWith("Name") ? Detail.of(null, "name_too_long", JsonBounds.LONGEST_NAME)
				: Detail.of(null, "too_many", StrictJsonFactory.MOST_TOKENS);
	}

	private static Detail unparsable(JsonParseException ex) {
		JsonParser parser = ex.getProcessor();
		String field = (parser != null) ? path(parser.getParsingContext()) : null;
		return (ex instanceof StrictJsonFactory.InvalidCharacterException) ? Detail.of(field, "invalid_character")
				: Detail.of(field, "malformed", ex.getLocation().getLineNr(), ex.getLocation().getColumnNr());
	}

	private static @Nullable String path(JsonMappingException ex) {
		String path = "";
		for (JsonMappingException.Reference step : ex.getPath()) {
			path = (step.getFieldName() != null) ? below(path, step.getFieldName())
					: path + "[" + step.getIndex() + "]";
		}
		return path.isEmpty() ? null : path;
	}

	private static @Nullable String path(JsonStreamContext context) {
		String path = walk(context);
		return path.isEmpty() ? null : path;
	}

	private static String walk(@Nullable JsonStreamContext context) {
		if (context == null || context.inRoot()) {
			return "";
		}
		String path = walk(context.getParent());
		if (context.inArray()) {
			return path + "[" + context.getCurrentIndex() + "]";
		}
		String name = context.getCurrentName();
		return (name != null && AllowedCharacters.areValid(name)) ? below(path, name) : path;
	}

	private static String below(String path, String field) {
		return path.isEmpty() ? field : path + "." + field;
	}

}
