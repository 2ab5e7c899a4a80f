package io.nagare.api.error;

import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.nagare.api.input.InputType;
import io.nagare.shared.Refusal.Detail;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/**
 * Says which constraints a request violates. A constraint of our own becomes a code of
 * the same name: {@code @SomeRule} is {@code some_rule}.
 */
final class ConstraintViolations {

	private static final Pattern WORDS = Pattern.compile("\\w+(\\|\\w+)+");

	private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

	private ConstraintViolations() {
	}

	static List<Detail> in(BindException ex) {
		return ex.getAllErrors().stream().map(ConstraintViolations::detail).toList();
	}

	static List<Detail> in(HandlerMethodValidationException ex) {
		return ex.getParameterValidationResults().stream().flatMap(ConstraintViolations::details).toList();
	}

	static List<Detail> in(ConstraintViolationException ex) {
		return ex.getConstraintViolations()
			.stream()
			.map((violation) -> detail(snakeCase(withoutMethod(violation.getPropertyPath())), violation))
			.toList();
	}

	private static Stream<Detail> details(ParameterValidationResult result) {
		if (result instanceof ParameterErrors errors) {
			return errors.getAllErrors().stream().map(ConstraintViolations::detail);
		}
		String field = name(result.getMethodParameter());
		return result.getResolvableErrors()
			.stream()
			.map((error) -> detail(field, result.unwrap(error, ConstraintViolation.class)));
	}

	private static Detail detail(ObjectError error) {
		String field = (error instanceof FieldError fieldError) ? snakeCase(fieldError.getField()) : null;
		if (error instanceof FieldError fieldError && fieldError.isBindingFailure()) {
			return InputType.mismatch(field, fieldError.unwrap(TypeMismatchException.class).getRequiredType());
		}
		return detail(field, error.unwrap(ConstraintViolation.class));
	}

	private static Detail detail(@Nullable String field, ConstraintViolation<?> violation) {
		Class<? extends Annotation> constraint = violation.getConstraintDescriptor().getAnnotation().annotationType();
		Map<String, Object> attributes = violation.getConstraintDescriptor().getAttributes();
		return switch (constraint.getSimpleName()) {
			case "NotNull", "NotBlank", "NotEmpty" -> Detail.of(field, "required");
			case "Size", "Length" -> size(field, violation.getInvalidValue(), attributes);
			case "Min", "DecimalMin" -> Detail.of(field, "below_minimum", value(attributes));
			case "Max", "DecimalMax" -> Detail.of(field, "above_maximum", value(attributes));
			case "Range" ->
				Detail.of(field, "out_of_range", attributes.getOrDefault("min", 0), attributes.getOrDefault("max", 0));
			case "Pattern" -> pattern(field, String.valueOf(attributes.get("regexp")));
			default -> Detail.of(field, snakeCase(constraint.getSimpleName()));
		};
	}

	/** A pattern that only lists words says which they are. */
	private static Detail pattern(@Nullable String field, String regexp) {
		return WORDS.matcher(regexp).matches() ? Detail.of(field, "not_a_choice", regexp.replace("|", ", "))
				: Detail.of(field, "bad_format");
	}

	private static Detail size(@Nullable String field, Object value, Map<String, Object> attributes) {
		boolean many = value instanceof Collection;
		int size = (value instanceof Collection<?> items) ? items.size() : value.toString().length();
		int min = (int) attributes.getOrDefault("min", 0);
		return (size < min) ? Detail.of(field, many ? "too_few" : "too_short", min)
				: Detail.of(field, many ? "too_many" : "too_long", attributes.getOrDefault("max", 0));
	}

	/** The limit is a number, or a text where it is a decimal one. */
	private static Object value(Map<String, Object> attributes) {
		return attributes.getOrDefault("value", "");
	}

	/** The name of a parameter as the caller knows it; null for the body. */
	private static @Nullable String name(MethodParameter parameter) {
		if (parameter.hasParameterAnnotation(RequestBody.class)) {
			return null;
		}
		String named = Stream.of(parameter.getParameterAnnotations())
			.map((annotation) -> AnnotationUtils.getValue(annotation, "name"))
			.filter((name) -> name instanceof String text && !text.isEmpty())
			.map(Object::toString)
			.findFirst()
			.orElse(null);
		return (named != null) ? named : snakeCase(Objects.requireNonNullElse(parameter.getParameterName(), ""));
	}

	/** A constraint on a method's argument has the path {@code method.argument.field}. */
	private static String withoutMethod(Path path) {
		return StreamSupport.stream(path.spliterator(), false)
			.filter((node) -> node.getKind() != ElementKind.METHOD)
			.map(Path.Node::toString)
			.collect(Collectors.joining("."));
	}

	private static String snakeCase(String name) {
		return SNAKE_CASE.translate(name);
	}

}
