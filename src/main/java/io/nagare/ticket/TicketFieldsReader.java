package io.nagare.ticket;

import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.ContainerElementTypeDescriptor;
import jakarta.validation.metadata.PropertyDescriptor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.workflow.FormField;
import io.nagare.workflow.ReportForms;

/** Reads fields by name as the product's own API reads and checks them. */
@Component
public class TicketFieldsReader {

	private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE_CASE = new PropertyNamingStrategies.SnakeCaseStrategy();

	private final ObjectMapper json;

	private final Validator validator;

	private final ReportForms forms;

	TicketFieldsReader(ObjectMapper json, Validator validator, ReportForms forms) {
		this.forms = forms;
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

	/**
	 * What a report says that neither the type nor the form of its process has; where
	 * what is reported decides which process it is, the process finds it.
	 */
	public List<Refusal.Detail> unknown(TicketType<?, ?> type, TicketFields fields) {
		if (type.takesAnswers() || fields.rest().isEmpty()) {
			return List.of();
		}
		Set<String> asked = this.forms.keys(type.process());
		return fields.rest()
			.keySet()
			.stream()
			.filter((name) -> !asked.contains(name))
			.map((name) -> Refusal.Detail.of(name, "unknown_field"))
			.toList();
	}

	/**
	 * What a field of the type's own must keep to, whatever a form says of it: the length
	 * of a text, the bounds of a number.
	 */
	public FormField.Limits limits(TicketType<?, ?> type, String name) {
		FormField.Limits limits = FormField.Limits.NONE;
		for (PropertyDescriptor property : this.validator.getConstraintsForClass(type.fields())
			.getConstrainedProperties()) {
			if (SNAKE_CASE.translate(property.getPropertyName()).equals(name)) {
				for (ContainerElementTypeDescriptor value : property.getConstrainedContainerElementTypes()) {
					for (ConstraintDescriptor<?> constraint : value.getConstraintDescriptors()) {
						limits = limits.within(limits(value.getElementClass(), constraint.getAnnotation()));
					}
				}
			}
		}
		return limits;
	}

	/** How many entries a list has is no length. */
	private static FormField.Limits limits(Class<?> of, Annotation constraint) {
		if (constraint instanceof Size size && of == String.class) {
			return new FormField.Limits((size.min() > 0) ? size.min() : null, size.max(), null, null, null);
		}
		if (constraint instanceof Min min) {
			return new FormField.Limits(null, null, BigDecimal.valueOf(min.value()), null, null);
		}
		if (constraint instanceof Max max) {
			return new FormField.Limits(null, null, null, BigDecimal.valueOf(max.value()), null);
		}
		return FormField.Limits.NONE;
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
