package io.nagare.shared;

import java.util.Comparator;
import java.util.List;

import org.springframework.http.MediaType;

/** Which requests are answered bit by bit, as events come. */
public final class EventStreams {

	private EventStreams() {
	}

	/**
	 * Not whoever takes anything, nor whoever would rather have JSON: some programs name
	 * both with each question.
	 */
	public static boolean areWanted(List<MediaType> accepted) {
		return accepted.stream()
			.filter((type) -> isStream(type) || type.getSubtype().equals("json") || type.getSubtype().endsWith("+json"))
			.sorted(Comparator.comparing(MediaType::getQualityValue).reversed())
			.findFirst()
			.filter(EventStreams::isStream)
			.isPresent();
	}

	private static boolean isStream(MediaType type) {
		return type.equalsTypeAndSubtype(MediaType.TEXT_EVENT_STREAM);
	}

}
