package io.nagare.api.document;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.nagare.shared.WordOf;
import io.swagger.v3.oas.models.media.ComposedSchema;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * Says of a record's fields in the OpenAPI document what Java says of them: which may be
 * null, and what a field that may be given or not is limited to.
 */
final class RecordSchema {

	private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

	/** A pattern that is a closed list, such as {@code own|team|tenant}. */
	private static final java.util.regex.Pattern WORDS = java.util.regex.Pattern.compile("\\w+(\\|\\w+)+");

	private RecordSchema() {
	}

	@SuppressWarnings("rawtypes") // the library's own signature
	static void complete(Schema<?> schema, Class<?> type) {
		Map<String, Schema> properties = properties(schema);
		for (RecordComponent field : type.getRecordComponents()) {
			Class<?> inner = field.getType();
			if (field.getAccessor().isAnnotationPresent(JsonUnwrapped.class) && inner.isRecord()) {
				complete(schema, inner);
			}
			String name = NAMES.translate(field.getName());
			Schema<?> property = properties.get(name);
			if (property != null) {
				properties.put(name, completed(property, field));
			}
		}
	}

	/** The words of a closed list, whether an enum has them or a pattern. */
	private static void name(Schema<?> property, RecordComponent field) {
		WordOf words = field.getAnnotation(WordOf.class);
		if (words != null) {
			Schema<?> items = property.getItems();
			setWords((items != null) ? items : property, Arrays.stream(words.value().getEnumConstants())
				.map((constant) -> constant.name().toLowerCase(Locale.ROOT)));
		}
		else if (property.getPattern() != null && WORDS.matcher(property.getPattern()).matches()) {
			setWords(property, Arrays.stream(property.getPattern().split("\\|", -1)));
			property.setPattern(null);
		}
	}

	@SuppressWarnings("unchecked") // a text's words are texts
	private static void setWords(Schema<?> property, Stream<String> words) {
		((Schema<String>) property).setEnum(words.collect(Collectors.toCollection(ArrayList::new)));
	}

	@SuppressWarnings("rawtypes") // the library's own signature
	private static Map<String, Schema> properties(Schema<?> schema) {
		Map<String, Schema> properties = schema.getProperties();
		return (properties != null) ? properties : Map.of();
	}

	private static Schema<?> completed(Schema<?> property, RecordComponent field) {
		if (field.getType() == Object.class) {
			// a text, a number, anything: the generator says objects alone
			return new Schema<>().name(property.getName())
				.nullable(field.getAnnotatedType().isAnnotationPresent(Nullable.class) ? true : null);
		}
		AnnotatedType type = field.getAnnotatedType();
		AnnotatedElement value = type;
		if (type instanceof AnnotatedParameterizedType given && isGivenOrNot(given)) {
			value = given.getAnnotatedActualTypeArguments()[0];
			limit(property, value);
		}
		name(property, field);
		if (!value.isAnnotationPresent(Nullable.class)) {
			return property;
		}
		if (property.get$ref() == null) {
			// null is one of the words then
			if (property.getEnum() != null && !property.getEnum().contains(null)) {
				property.addEnumItemObject(null);
			}
			return property.nullable(true);
		}
		Schema<?> either = new ComposedSchema().addAllOfItem(new Schema<>().$ref(property.get$ref()));
		return either.name(property.getName()).nullable(true).description(property.getDescription());
	}

	private static boolean isGivenOrNot(AnnotatedParameterizedType type) {
		return type.getType().getTypeName().startsWith(JsonNullable.class.getName());
	}

	private static void limit(Schema<?> property, AnnotatedElement value) {
		Size size = value.getAnnotation(Size.class);
		if (size != null && property.getItems() != null) {
			property.setMaxItems(size.max());
			limitEach(property.getItems(), value);
		}
		else if (size != null) {
			property.setMaxLength(size.max());
		}
		Pattern pattern = value.getAnnotation(Pattern.class);
		if (pattern != null) {
			property.setPattern(pattern.regexp());
		}
	}

	/** The generator takes the bound of the list for that of each text in it. */
	private static void limitEach(Schema<?> item, AnnotatedElement list) {
		item.setMinLength(null);
		item.setMaxLength(null);
		if (list instanceof AnnotatedParameterizedType type) {
			limit(item, type.getAnnotatedActualTypeArguments()[0]);
		}
	}

}
