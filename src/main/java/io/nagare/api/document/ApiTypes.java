package io.nagare.api.document;

import java.util.Iterator;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nagare.shared.Paged;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Shows in the OpenAPI document what our generic types carry, not what they are in Java.
 */
@Component
class ApiTypes implements ModelConverter {

	/** Marks the list of a page's items until {@link ApiDocument} wraps it. */
	static final String PAGE = "x-page";

	private final ObjectMapper json;

	ApiTypes(ObjectMapper json) {
		this.json = json;
	}

	@Override
	public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context,
			Iterator<ModelConverter> chain) {
		JavaType java = this.json.constructType(type.getType());
		if (java != null && java.hasRawClass(Paged.class)) {
			Schema<?> items = new ArraySchema()
				.items(context.resolve(new AnnotatedType(java.containedTypeOrUnknown(0)).resolveAsRef(true)));
			items.addExtension(PAGE, true);
			return items;
		}
		if (java != null && java.isJavaLangObject()) {
			return new Schema<>();
		}
		Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
		if (java != null && java.getRawClass().isRecord() && schema != null) {
			Schema<?> model = (schema.get$ref() != null) ? context.getDefinedModels().get(name(schema)) : schema;
			if (model != null) {
				RecordSchema.complete(model, java.getRawClass());
			}
		}
		return schema;
	}

	private static String name(Schema<?> reference) {
		return reference.get$ref().substring(Components.COMPONENTS_SCHEMAS_REF.length());
	}

}
