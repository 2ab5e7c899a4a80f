package io.nagare.api.input;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import org.openapitools.jackson.nullable.JsonNullable;

import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.nagare.shared.Times;

/**
 * How JSON is read and written: names in snake_case, and nothing guessed. A field we do
 * not know, a value of another type, a repeated field or text after the end are refused,
 * because what is silently dropped or bent is found only much later.
 * <p>
 * A PATCH must tell an absent field from a null one. Its body declares such fields as
 * {@link JsonNullable}:
 *
 * <pre>{@code
 * record IncidentUpdate(@Size(max = 500) JsonNullable<String> title, JsonNullable<UUID> assigneeId) {
 * }
 *
 * update.title().ifPresent(incident::rename);            // absent: nothing happens
 * update.assigneeId().ifPresent((id) -> assign(id));     // id is null where the caller wrote null
 * }</pre>
 *
 * A field that is absent is {@link JsonNullable#undefined()}, never a Java null.
 * Constraints apply to the value; the OpenAPI document shows its plain type.
 */
@Configuration(proxyBeanMethods = false)
class Json {

	@Bean
	Jackson2ObjectMapperBuilderCustomizer strictJson() {
		return (builder) -> builder.factory(new StrictJsonFactory())
			.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
			.featuresToEnable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
					DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
					DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
					StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature())
			.featuresToDisable(DeserializationFeature.ACCEPT_FLOAT_AS_INT, MapperFeature.ALLOW_COERCION_OF_SCALARS)
			.postConfigurer(Json::refuseCoercion);
	}

	private static void refuseCoercion(ObjectMapper mapper) {
		mapper.coercionConfigDefaults().setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
		mapper.coercionConfigFor(LogicalType.Textual)
			.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
			.setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
			.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
	}

	@Bean
	Module jsonNullableModule() {
		return new JsonNullableReader();
	}

	/** Jackson's own readers of times take numbers and arrays too. */
	@Bean
	Module timesAreText() {
		return new SimpleModule("nagare.times")
			.addDeserializer(Instant.class, new Text<>(Instant.class, Times::instant))
			.addDeserializer(LocalDate.class, new Text<>(LocalDate.class, Times::day))
			.addDeserializer(LocalTime.class, new Text<>(LocalTime.class, LocalTime::parse));
	}

	private static final class Text<T> extends StdScalarDeserializer<T> {

		private static final long serialVersionUID = 1L;

		private final transient Function<String, T> reader;

		private Text(Class<T> type, Function<String, T> reader) {
			super(type);
			this.reader = reader;
		}

		@Override
		@SuppressWarnings("unchecked") // the class is T's
		public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
			if (!parser.hasToken(JsonToken.VALUE_STRING)) {
				return (T) context.handleUnexpectedToken(this._valueClass, parser);
			}
			try {
				return this.reader.apply(parser.getText());
			}
			catch (DateTimeException ex) {
				return (T) context.handleWeirdStringValue(this._valueClass, parser.getText(), "not ISO-8601");
			}
		}

	}

}
