package io.nagare.servicenow;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.nagare.shared.Refusal;

/** Tells in the words of a table what the product refuses in its own. */
final class ColumnRefusals {

	private ColumnRefusals() {
	}

	/** Does the work; what is refused is told otherwise. */
	static <T> T toldAs(UnaryOperator<Refusal> words, Supplier<T> work) {
		try {
			return work.get();
		}
		catch (Refusal refusal) {
			throw words.apply(refusal);
		}
	}

	/**
	 * The same refusal about columns.
	 * @param column what the product's field is called
	 */
	static Refusal renamed(Refusal refusal, Function<String, String> column) {
		return new Refusal(refusal.kind(),
				refusal.details()
					.stream()
					.map((detail) -> new Refusal.Detail(Optional.ofNullable(detail.field()).map(column).orElse(null),
							detail.code(), detail.args()))
					.toList());
	}

}
