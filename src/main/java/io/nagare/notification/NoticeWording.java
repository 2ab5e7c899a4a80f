package io.nagare.notification;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;

import io.nagare.shared.Versioned;

/**
 * What notices of a kind say in a tenant.
 *
 * @param name what people call the kind
 * @param places what its texts may mention
 * @param version 0 while both texts are the shipped ones
 */
@Schema(name = "NotificationText")
public record NoticeWording(String kind, String name, List<Place> places, Said ja, Said en,
		long version) implements Versioned {

	/**
	 * Something that a text mentions as {@code {name}}.
	 *
	 * @param label what people call it
	 */
	@Schema(name = "NotificationPlace")
	public record Place(String name, String label) {
	}

	/**
	 * The text in one language.
	 *
	 * @param isOwn whether the tenant's owner wrote it
	 */
	@Schema(name = "NotificationSaid")
	public record Said(String title, String body, boolean isOwn) {
	}

}
