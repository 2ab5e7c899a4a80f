package io.nagare.servicenow;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.nagare.servicenow.EncodedQuery.Condition;
import io.nagare.servicenow.EncodedQuery.Operator;
import io.nagare.servicenow.EncodedQuery.Order;
import io.nagare.shared.Refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How a query is read. */
class EncodedQueryTests {

	private static Condition only(String text) {
		List<List<List<Condition>>> alternatives = EncodedQuery.of(text).alternatives();
		assertThat(alternatives).hasSize(1);
		assertThat(alternatives.get(0)).hasSize(1);
		assertThat(alternatives.get(0).get(0)).hasSize(1);
		return alternatives.get(0).get(0).get(0);
	}

	@Test
	void joinsConditionsByTheirSigns() {
		EncodedQuery query = EncodedQuery.of("a=1^b=2^ORb=3^NQc=4^EQ^ORDERBYa^ORDERBYDESCb");
		assertThat(query.alternatives()).containsExactly(
				List.of(List.of(Condition.is("a", "1")), List.of(Condition.is("b", "2"), Condition.is("b", "3"))),
				List.of(List.of(Condition.is("c", "4"))));
		assertThat(query.order()).containsExactly(new Order("a", false), new Order("b", true));
	}

	@Test
	void leavesAllRecordsWhereNothingIsAsked() {
		assertThat(EncodedQuery.of("").alternatives()).isEmpty();
		assertThat(EncodedQuery.of("ORDERBYnumber").alternatives()).isEmpty();
	}

	@Test
	void narrowsEachAlternativeByWhatIsSaidBesides() {
		EncodedQuery query = EncodedQuery.of("a=1^NQb=2").and(List.of(Condition.is("c", "3")));
		assertThat(query.alternatives()).hasSize(2)
			.allSatisfy((all) -> assertThat(all).contains(List.of(Condition.is("c", "3"))));
		assertThat(EncodedQuery.of("").and(List.of(Condition.is("c", "3"))).alternatives()).hasSize(1);
	}

	@Test
	void readsTheLongestSign() {
		assertThat(only("aNOT LIKEx").operator()).isEqualTo(Operator.NOT_LIKE);
		assertThat(only("aISNOTEMPTY").operator()).isEqualTo(Operator.NOT_EMPTY);
		assertThat(only("aINx,y").operator()).isEqualTo(Operator.IN);
		assertThat(only("a>=1")).isEqualTo(new Condition("a", Operator.AT_LEAST, "1"));
		assertThat(only("a!=1=2")).isEqualTo(new Condition("a", Operator.IS_NOT, "1=2"));
		assertThat(only("caller_id.email=x@y.example").field()).isEqualTo("caller_id.email");
	}

	@Test
	void takesTwoSignsForOneWithinAValue() {
		assertThat(only("a=x^^y").value()).isEqualTo("x^y");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "=1", "A=1", "a.b.c=1", "ORa=1", "aSAMEASb", "a=javascript:gs.now()", "GOTOa=1" })
	void refusesWhatItDoesNotUnderstand(String text) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> EncodedQuery.of(text))
			.satisfies((refusal) -> assertThat(refusal.details().get(0).field()).isEqualTo(EncodedQuery.PARAMETER));
	}

	@Test
	void refusesWhatIsTooLong() {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> EncodedQuery.of("a=" + "x".repeat(8_000)));
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> EncodedQuery.of("a=1^".repeat(101)));
	}

}
