package io.nagare.graphql;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class QuestionDeadlineTests {

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

	/** Each list takes ten seconds. */
	private final GraphQL graphql = GraphQL.newGraphQL(
			new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse("type Query { list: Int }"),
					RuntimeWiring.newRuntimeWiring()
						.type("Query", (type) -> type.dataFetcher("list",
								(environment) -> this.now.addAndGet(Duration.ofSeconds(10).toNanos()) != 0 ? 1 : 0))
						.build()))
		.instrumentation(new QuestionDeadline(Duration.ofSeconds(15), this.now::get))
		.build();

	@Test
	void looksNothingMoreUpAfterTheTimeForOneQuestion() {
		ExecutionResult answer = this.graphql.execute("{ a: list b: list c: list d: list }");
		assertThat(answer.<Object>getData()).hasToString("{a=1, b=1, c=null, d=null}");
		assertThat(answer.getErrors()).hasSize(2);
		assertThat(this.graphql.execute("{ a: list }").getErrors()).as("the next question").isEmpty();
	}

}
