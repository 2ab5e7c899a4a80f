package io.nagare.api.input;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.std.ReferenceTypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.type.ReferenceType;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
import org.openapitools.jackson.nullable.JsonNullableModule;

/**
 * Reads fields that may be given or not. The library's own reader takes an empty text for
 * a time or an id as not given, so that a request would seem to do what it does not.
 */
class JsonNullableReader extends JsonNullableModule {

	@Override
	public void setupModule(SetupContext context) {
		super.setupModule(context);
		// the last to be added is asked first
		context.addDeserializers(new Deserializers.Base() {

			@Override
			public @Nullable JsonDeserializer<?> findReferenceDeserializer(ReferenceType type,
					DeserializationConfig config, BeanDescription description, @Nullable TypeDeserializer typed,
					@Nullable JsonDeserializer<?> content) {
				return type.hasRawClass(JsonNullable.class) ? new Reader(type, null, typed, content) : null;
			}

		});
	}

	/** Reads the value as if the field were of its type. */
	private static final class Reader extends ReferenceTypeDeserializer<JsonNullable<Object>> {

		private static final long serialVersionUID = 1L;

		Reader(JavaType type, @Nullable ValueInstantiator instantiator, @Nullable TypeDeserializer typed,
				@Nullable JsonDeserializer<?> content) {
			super(type, instantiator, typed, content);
		}

		@Override
		protected Reader withResolved(@Nullable TypeDeserializer typed, JsonDeserializer<?> content) {
			return new Reader(this._fullType, this._valueInstantiator, typed, content);
		}

		@Override
		public JsonNullable<Object> getNullValue(DeserializationContext context) {
			return JsonNullable.of(null);
		}

		@Override
		public JsonNullable<Object> getAbsentValue(DeserializationContext context) {
			return JsonNullable.undefined();
		}

		@Override
		public JsonNullable<Object> referenceValue(@Nullable Object contents) {
			return JsonNullable.of(contents);
		}

		@Override
		public JsonNullable<Object> updateReference(JsonNullable<Object> reference, @Nullable Object contents) {
			return JsonNullable.of(contents);
		}

		@Override
		public @Nullable Object getReferenced(JsonNullable<Object> reference) {
			return reference.orElse(null);
		}

	}

}
