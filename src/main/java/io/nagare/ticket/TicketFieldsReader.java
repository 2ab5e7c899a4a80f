package io.nagare.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;

/** Reads fields by name as the product's own API reads and checks them. */
@Component
public class TicketFieldsReader {

	private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE_CASE = new PropertyNamingStrategies.SnakeCaseStrategy();

	private final ObjectMapper json;

	private final Validator validator;

	TicketFieldsReader(ObjectMapper json, Validator validator) {
		this.json = json;
		this.validator = validator;
	}

	/**
	 * Reads them.
	 * @param fields as the API names them
	 * @throws Refusal VALIDATION_FAILED naming every field that no ticket of the type may
	 * have so
	 */
	public TicketFields read(TicketType<?, ?> type, Map<String, ? extends @Nullable Object> fields) {
		TicketFields said = converted(type, fields);
		List<Refusal.Detail> wrong = new ArrayList<>();
		for (ConstraintViolation<TicketFields> violation : this.validator.validate(said)) {
			String name = violation.getPropertyPath().toString().split("[.\\[<]", 2)[0];
			wrong.add(Refusal.Detail.of(SNAKE_CASE.translate(name), "not_allowed", violation.getMessage()));
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		return said;
	}

	private TicketFields converted(TicketType<?, ?> type, Map<String, ? extends @Nullable Object> fields) {
		try {
			return this.json.convertValue(fields, type.fields());
		}
		catch (IllegalArgumentException ex) {
			if (ex.getCause() instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
				throw Refusal.invalid(String.valueOf(mapping.getPath().get(0).getFieldName()), "bad_format");
			}
			throw ex;
		}
	}

}
