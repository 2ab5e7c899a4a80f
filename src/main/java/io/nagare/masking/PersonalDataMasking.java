package io.nagare.masking;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.masking.PersonalDataFinder.Found;
import io.nagare.shared.AnswerRemarks;
import io.nagare.shared.Tenancy;
import io.nagare.shared.Transactions;
import io.nagare.workflow.Decisions;

/**
 * What becomes of personal data in a text, as the table in force for the bound tenant
 * says by kind and place. Of a text in which nothing is found the table is not asked.
 */
@Component
public class PersonalDataMasking {

	private static final Logger LOG = LoggerFactory.getLogger(PersonalDataMasking.class);

	static final String TABLE = "personal-data";

	static final String TREATMENT = "treatment";

	/** It stays, and whoever writes it is told. */
	static final String WARN = "warn";

	/** It stands there without what it says. */
	static final String MASK = "mask";

	/** What the table may say; {@code keep} is nothing at all. */
	static final Set<String> TREATMENTS = Set.of("keep", WARN, MASK);

	/** Places named at once; who writes more has been told enough. */
	private static final int MOST_WARNINGS = 100;

	private final Decisions decisions;

	private final Transactions transactions;

	PersonalDataMasking(Decisions decisions, PlatformTransactionManager transactions) {
		this.decisions = decisions;
		this.transactions = new Transactions(transactions);
	}

	/**
	 * What is masked there, asked once for many texts. Of no use once the transaction has
	 * ended.
	 */
	public Masked of(PersonalDataPlace place) {
		return new Masked(place);
	}

	/**
	 * What whoever wrote the texts is to be told of.
	 * @param texts by the names of their fields
	 */
	@Transactional(readOnly = true)
	public List<Warning> warnings(Map<String, String> texts) {
		return warned(found(texts));
	}

	private static Map<String, List<Found>> found(Map<String, String> texts) {
		Map<String, List<Found>> found = new LinkedHashMap<>();
		texts.forEach((name, text) -> {
			List<Found> some = PersonalDataFinder.in(text);
			if (!some.isEmpty()) {
				found.put(name, some);
			}
		});
		return found;
	}

	private List<Warning> warned(Map<String, List<Found>> all) {
		Map<PersonalDataKind, String> treatments = new EnumMap<>(PersonalDataKind.class);
		return all.entrySet()
			.stream()
			.flatMap((text) -> text.getValue()
				.stream()
				.filter((found) -> treatment(PersonalDataPlace.WRITTEN, found.kind(), treatments).equals(WARN))
				.map((found) -> new Warning(text.getKey(), found.kind().word(), found.start(), found.end())))
			.limit(MOST_WARNINGS)
			.toList();
	}

	/**
	 * Tells whoever wrote the texts by the answer to his request. What he did is done by
	 * then, so that nothing fails by it.
	 */
	public void remark(Map<String, String> texts) {
		Map<String, List<Found>> found = found(texts);
		if (found.isEmpty()) {
			return;
		}
		try {
			List<Warning> warnings = this.transactions.get(() -> warned(found));
			if (!warnings.isEmpty()) {
				AnswerRemarks.add("personal_data", warnings);
			}
		}
		catch (RuntimeException ex) {
			LOG.warn("Nobody is told of personal data in what he wrote: {}", ex.toString());
		}
	}

	private String treatment(PersonalDataPlace place, PersonalDataKind kind, Map<PersonalDataKind, String> known) {
		return known.computeIfAbsent(kind, (key) -> {
			Map<String, @Nullable Object> inputs = new HashMap<>();
			inputs.put("kind", kind.word());
			inputs.put("place", place.word());
			return String.valueOf(this.decisions.evaluate(TABLE, inputs).get(TREATMENT));
		});
	}

	private static void mask(StringBuilder text, Found found) {
		int end = found.end() - found.kind().shown();
		for (int at = found.start(); at < end; at++) {
			if (found.kind() == PersonalDataKind.EMAIL && (text.charAt(at) == '@' || text.charAt(at) == '＠')) {
				return;
			}
			if (Character.isLetterOrDigit(text.charAt(at))) {
				text.setCharAt(at, '*');
			}
		}
	}

	/**
	 * Something personal that somebody wrote.
	 *
	 * @param field which of the texts
	 * @param kind {@code email}, {@code phone}, {@code my_number}, {@code credit_card},
	 * {@code passport}, {@code driving_licence} or {@code iban}
	 * @param start where it begins, in characters (UTF-16) from 0
	 * @param end where the next character stands
	 */
	public record Warning(String field, String kind, int start, int end) {
	}

	/** Masks texts that go to one place; the length of a text stays. */
	public final class Masked {

		private final PersonalDataPlace place;

		private final Map<PersonalDataKind, String> treatments = new EnumMap<>(PersonalDataKind.class);

		private Masked(PersonalDataPlace place) {
			this.place = place;
		}

		/** The text as it may be shown. */
		public String masked(String text) {
			List<Found> found = Tenancy.current().isEmpty() ? List.of()
					: PersonalDataFinder.in(text)
						.stream()
						.filter((one) -> treatment(this.place, one.kind(), this.treatments).equals(MASK))
						.toList();
			if (found.isEmpty()) {
				return text;
			}
			StringBuilder masked = new StringBuilder(text);
			found.forEach((one) -> mask(masked, one));
			return masked.toString();
		}

		/**
		 * The same of a text, or of all texts within lists and maps; anything else stays.
		 */
		public @Nullable Object within(@Nullable Object value) {
			if (value instanceof String text) {
				return masked(text);
			}
			if (value instanceof List<?> list) {
				List<@Nullable Object> shown = new ArrayList<>();
				list.forEach((one) -> shown.add(within(one)));
				return shown;
			}
			if (value instanceof Map<?, ?> map) {
				Map<Object, @Nullable Object> shown = new LinkedHashMap<>();
				map.forEach((key, one) -> shown.put(key, within(one)));
				return shown;
			}
			return value;
		}

	}

}
