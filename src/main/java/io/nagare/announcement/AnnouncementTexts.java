package io.nagare.announcement;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.shared.TimeTexts;

/** Announcements in one text, for those who read them elsewhere than in the portal. */
final class AnnouncementTexts {

	private AnnouncementTexts() {
	}

	/** What kind of thing it is, and its title. */
	static Label heading(Announcement one) {
		return Texts.label("announcement.heading", Texts.label("announcement.kind." + one.kind()), one.title());
	}

	/** When it holds, where that is planned, and what it says. */
	static Label body(Announcement one, ZoneId zone) {
		List<Label> parts = new ArrayList<>();
		one.endsAt()
			.ifPresent(
					(end) -> parts.add(TimeTexts.between(TimeTexts.of(one.startsAt(), zone), TimeTexts.of(end, zone))));
		one.body().ifPresent(parts::add);
		return joined(parts);
	}

	/**
	 * The same and all that became of it, the latest first; its title where that is all.
	 */
	static Label whole(Announcement one, Instant now, ZoneId zone) {
		List<Label> parts = new ArrayList<>();
		if (one.isOver(now)) {
			parts.add(Texts.label("announcement.over"));
		}
		List<AnnouncementUpdate> updates = one.updates();
		for (int i = updates.size() - 1; i >= 0; i--) {
			parts.add(TimeTexts.of(updates.get(i).writtenAt(), zone).with(updates.get(i).text()));
		}
		parts.add(body(one, zone));
		Label whole = joined(parts);
		return whole.ja().isEmpty() ? one.title() : whole;
	}

	private static Label joined(List<Label> parts) {
		return new Label(joined(parts, Label::ja), joined(parts, Label::en));
	}

	private static String joined(List<Label> parts, Function<Label, String> language) {
		return parts.stream().map(language).filter((text) -> !text.isBlank()).collect(Collectors.joining("\n\n"));
	}

}
