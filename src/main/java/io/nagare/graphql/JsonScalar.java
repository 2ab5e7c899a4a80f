package io.nagare.graphql;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;
import org.jspecify.annotations.Nullable;

/** Any JSON. */
final class JsonScalar implements Coercing<Object, Object> {

	static final GraphQLScalarType TYPE = GraphQLScalarType.newScalar().name("JSON").coercing(new JsonScalar()).build();

	private JsonScalar() {
	}

	@Override
	public Object serialize(Object value, GraphQLContext context, Locale locale) {
		return value;
	}

	@Override
	public Object parseValue(Object value, GraphQLContext context, Locale locale) {
		return value;
	}

	@Override
	@SuppressWarnings("NullAway") // graphql-java takes null for null
	public @Nullable Object parseLiteral(Value<?> value, CoercedVariables variables, GraphQLContext context,
			Locale locale) {
		return read(value, variables);
	}

	private static @Nullable Object read(Value<?> value, CoercedVariables variables) {
		if (value instanceof StringValue text) {
			return text.getValue();
		}
		if (value instanceof BooleanValue flag) {
			return flag.isValue();
		}
		if (value instanceof IntValue number) {
			return number.getValue();
		}
		if (value instanceof FloatValue number) {
			return number.getValue();
		}
		if (value instanceof EnumValue word) {
			return word.getName();
		}
		if (value instanceof VariableReference reference) {
			return variables.get(reference.getName());
		}
		if (value instanceof ArrayValue list) {
			return list.getValues().stream().map((one) -> read(one, variables)).toList();
		}
		if (value instanceof ObjectValue object) {
			Map<String, @Nullable Object> fields = new LinkedHashMap<>();
			object.getObjectFields().forEach((field) -> fields.put(field.getName(), read(field.getValue(), variables)));
			return fields;
		}
		return null;
	}

}
