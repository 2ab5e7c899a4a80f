package io.nagare.notification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;

/** What notices say in a tenant: the shipped texts, or those that its owner wrote. */
@Component
@Transactional
public class NoticeTextService {

	private static final String MANAGES = "notice:manage";

	private final NoticeTextRepository own;

	private final NoticeTexts texts;

	private final CurrentCaller callers;

	NoticeTextService(NoticeTextRepository own, NoticeTexts texts, CurrentCaller callers) {
		this.own = own;
		this.texts = texts;
		this.callers = callers;
	}

	/** The texts of every kind, by kind. */
	@Transactional(readOnly = true)
	public List<NoticeWording> all(Locale locale) {
		demand();
		Map<String, NoticeText> written = new HashMap<>();
		this.own.findAll().forEach((text) -> written.put(text.kind(), text));
		return this.texts.kinds().stream().map((kind) -> wording(kind, written.get(kind), locale)).toList();
	}

	/**
	 * The texts of a kind.
	 * @throws Refusal NOT_FOUND where there is no such kind
	 */
	@Transactional(readOnly = true)
	public NoticeWording one(String kind, Locale locale) {
		demand(kind);
		return wording(kind, this.own.findByKind(kind).orElse(null), locale);
	}

	/**
	 * From now on notices of the kind say this.
	 * @throws Refusal NOT_FOUND, STALE, VALIDATION_FAILED naming each field that is wrong
	 */
	public NoticeWording keep(String kind, NoticeTextFields fields, IfMatch ifMatch, Locale locale) {
		NoticeTextFields checked = checked(kind, fields);
		Optional<NoticeText> known = this.own.findByKind(kind);
		ifMatch.check(version(known.orElse(null)));
		if (checked.ja() == null && checked.en() == null) {
			known.ifPresent(this.own::delete);
			return wording(kind, null, locale);
		}
		NoticeText text = known.orElseGet(() -> new NoticeText(kind)).say(checked.ja(), checked.en());
		return wording(kind, this.own.saveAndFlush(text), locale);
	}

	/**
	 * From now on the shipped texts hold again.
	 * @throws Refusal NOT_FOUND where there is no such kind, STALE
	 */
	public void restore(String kind, IfMatch ifMatch) {
		demand(kind);
		Optional<NoticeText> known = this.own.findByKind(kind);
		ifMatch.check(version(known.orElse(null)));
		known.ifPresent(this.own::delete);
	}

	/**
	 * What a notice of the kind would say in the language, by a draft, else as it is
	 * kept.
	 * @param values what stands in its places; samples in the others
	 * @throws Refusal NOT_FOUND, VALIDATION_FAILED as for what is kept
	 */
	@Transactional(readOnly = true)
	NoticeTexts.Text text(String kind, NoticeTextFields draft, Map<String, Label> values, String language) {
		NoticeTemplate template = template(kind, draft, language);
		Map<String, String> said = new HashMap<>();
		this.texts.places(kind).forEach((place) -> {
			@Nullable Label known = values.get(place);
			said.put(place, (known == null) ? this.texts.sample(place, NoticeTexts.locale(language))
					: language.equals("en") ? known.en() : known.ja());
		});
		return NoticeTexts.shortened(template.filled(said));
	}

	private NoticeTemplate template(String kind, NoticeTextFields draft, String language) {
		NoticeTextFields checked = checked(kind, draft);
		@Nullable NoticeTemplate wanted = language.equals("en") ? checked.en() : checked.ja();
		return (wanted != null) ? wanted
				: this.own.findByKind(kind)
					.flatMap((text) -> text.in(language))
					.orElseGet(() -> this.texts.shipped(kind, language));
	}

	private NoticeTextFields checked(String kind, NoticeTextFields fields) {
		demand(kind);
		List<Refusal.Detail> wrong = new ArrayList<>();
		@Nullable NoticeTemplate ja = checked("ja", kind, fields.ja(), wrong);
		@Nullable NoticeTemplate en = checked("en", kind, fields.en(), wrong);
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		return new NoticeTextFields(ja, en);
	}

	private @Nullable NoticeTemplate checked(String field, String kind, @Nullable NoticeTemplate template,
			List<Refusal.Detail> wrong) {
		if (template == null) {
			return null;
		}
		NoticeTemplate tidy = template.tidy();
		tidy.check(field, this.texts.places(kind), wrong);
		return tidy;
	}

	private NoticeWording wording(String kind, @Nullable NoticeText text, Locale locale) {
		return new NoticeWording(kind, this.texts.name(kind, locale),
				this.texts.places(kind)
					.stream()
					.map((place) -> new NoticeWording.Place(place, this.texts.placeName(place, locale)))
					.toList(),
				said(kind, text, "ja"), said(kind, text, "en"), version(text));
	}

	private NoticeWording.Said said(String kind, @Nullable NoticeText text, String language) {
		Optional<NoticeTemplate> own = Optional.ofNullable(text).flatMap((written) -> written.in(language));
		NoticeTemplate said = own.orElseGet(() -> this.texts.shipped(kind, language));
		return new NoticeWording.Said(said.title(), said.body(), own.isPresent());
	}

	/** Zero for the shipped texts. */
	private static long version(@Nullable NoticeText text) {
		return (text != null) ? text.version() + 1L : 0;
	}

	private void demand(String kind) {
		demand();
		if (!this.texts.kinds().contains(kind)) {
			throw Refusal.notFound();
		}
	}

	private void demand() {
		this.callers.requireMember().demand(MANAGES);
	}

}
