package io.nagare.graphql;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;

/** A moment, as the REST API writes it. */
final class DateTimeScalar implements Coercing<String, String> {

	static final GraphQLScalarType TYPE = GraphQLScalarType.newScalar()
		.name("DateTime")
		.coercing(new DateTimeScalar())
		.build();

	private DateTimeScalar() {
	}

	@Override
	public String serialize(Object moment, GraphQLContext context, Locale locale) {
		return moment.toString();
	}

	@Override
	public String parseValue(Object moment, GraphQLContext context, Locale locale) {
		try {
			return OffsetDateTime.parse(moment.toString()).toInstant().toString();
		}
		catch (DateTimeException ex) {
			throw new CoercingParseValueException("A time as ISO-8601 has it, with its offset, is expected");
		}
	}

	@Override
	public String parseLiteral(Value<?> moment, CoercedVariables variables, GraphQLContext context, Locale locale) {
		if (moment instanceof StringValue value) {
			return parseValue(value.getValue(), context, locale);
		}
		throw new CoercingParseLiteralException("A time is expected");
	}

}
