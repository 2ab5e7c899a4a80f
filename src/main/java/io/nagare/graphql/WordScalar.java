package io.nagare.graphql;

import java.util.Locale;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.EnumValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.GraphQLScalarType;

/**
 * A word of a model or table, which is written like the value of an enumeration, and is
 * none: process owners add words.
 */
final class WordScalar implements Coercing<String, String> {

	private WordScalar() {
	}

	static GraphQLScalarType named(String name) {
		return GraphQLScalarType.newScalar().name(name).coercing(new WordScalar()).build();
	}

	@Override
	public String serialize(Object word, GraphQLContext context, Locale locale) {
		return word.toString().toUpperCase(Locale.ROOT);
	}

	@Override
	public String parseValue(Object word, GraphQLContext context, Locale locale) {
		return word.toString().toLowerCase(Locale.ROOT);
	}

	@Override
	public String parseLiteral(Value<?> word, CoercedVariables variables, GraphQLContext context, Locale locale) {
		if (word instanceof EnumValue value) {
			return value.getName().toLowerCase(Locale.ROOT);
		}
		if (word instanceof StringValue value) {
			return value.getValue().toLowerCase(Locale.ROOT);
		}
		throw new CoercingParseLiteralException("A word is expected");
	}

}
