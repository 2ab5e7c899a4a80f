package io.nagare.announcement.web;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.announcement.Announcement;
import io.nagare.announcement.AnnouncementFields;
import io.nagare.announcement.AnnouncementQueries;
import io.nagare.announcement.AnnouncementQueries.State;
import io.nagare.announcement.AnnouncementService;
import io.nagare.announcement.AnnouncementUpdate;
import io.nagare.announcement.Audience;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.TicketRef;
import io.nagare.shared.Versioned;

/** What the people of a tenant are told of its services. */
@RestController
@Tag(name = "Announcements")
@RequestMapping(AnnouncementController.PATH)
class AnnouncementController {

	static final String PATH = "/api/v1/announcements";

	private final AnnouncementQueries queries;

	private final AnnouncementService service;

	AnnouncementController(AnnouncementQueries queries, AnnouncementService service) {
		this.queries = queries;
		this.service = service;
	}

	@GetMapping
	@Operation(summary = "Lists what holds now or is to come, what concerns the caller first; or what is over, the "
			+ "latest first")
	Paged<AnnouncementDto> listAnnouncements(@RequestParam(defaultValue = "open") State state,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.queries.page(state, PageQuery.of(page, limit)).map(AnnouncementDto::of);
	}

	@GetMapping("/{id}")
	AnnouncementDto readAnnouncement(@PathVariable UUID id) {
		return AnnouncementDto.of(this.queries.one(id));
	}

	@PostMapping
	@Operation(summary = "Announces something; a title in one language is enough")
	ResponseEntity<AnnouncementDto> publishAnnouncement(@Valid @RequestBody AnnouncementFields fields) {
		AnnouncementDto published = readAnnouncement(this.service.publish(fields));
		return ResponseEntity.created(URI.create(PATH + "/" + published.id())).body(published);
	}

	@PatchMapping("/{id}")
	AnnouncementDto changeAnnouncement(@PathVariable UUID id, @Valid @RequestBody AnnouncementFields fields,
			IfMatch ifMatch) {
		this.service.change(id, fields, ifMatch);
		return readAnnouncement(id);
	}

	@PostMapping("/{id}/updates")
	@Operation(summary = "Tells what became of it; one language is enough")
	AnnouncementDto updateAnnouncement(@PathVariable UUID id, @Valid @RequestBody NewUpdate update) {
		this.service.update(id, update.textJa(), update.textEn());
		return readAnnouncement(id);
	}

	@PostMapping("/{id}/end")
	@Operation(summary = "It holds no more; whoever looks for what is over still reads it")
	AnnouncementDto endAnnouncement(@PathVariable UUID id, IfMatch ifMatch) {
		this.service.end(id, ifMatch);
		return readAnnouncement(id);
	}

	@PostMapping("/{id}/withdraw")
	@Operation(summary = "Takes it back: only those who write announcements still find it")
	AnnouncementDto withdrawAnnouncement(@PathVariable UUID id, IfMatch ifMatch) {
		this.service.withdraw(id, ifMatch);
		return readAnnouncement(id);
	}

	/**
	 * What became of something.
	 *
	 * @param textJa in Japanese
	 * @param textEn in English
	 */
	@Schema(name = "NewAnnouncementUpdate")
	record NewUpdate(@Nullable @Size(max = 10_000) String textJa, @Nullable @Size(max = 10_000) String textEn) {
	}

	@Schema(name = "AnnouncementUpdate")
	record UpdateDto(UUID id, @Nullable String textJa, @Nullable String textEn, Instant writtenAt) {

		static UpdateDto of(AnnouncementUpdate update) {
			return new UpdateDto(update.id(), update.textJa(), update.textEn(), update.writtenAt());
		}

	}

	/** A configuration item concerned. */
	@Schema(name = "AnnouncedItem")
	record ItemDto(UUID id, String name, String ciClass) {

		static ItemDto of(ConfigurationItem item) {
			return new ItemDto(item.id(), item.name(), item.ciClass());
		}

	}

	/**
	 * An announcement.
	 *
	 * @param tell who is told beyond those who look
	 * @param isAutomatic whether it was made from its ticket and follows it
	 * @param concernsMe whether its items concern the caller, as far as that is known
	 * @param ticket the ticket it is about; null for none that the caller may read
	 */
	@Schema(name = "Announcement")
	record AnnouncementDto(UUID id, @Schema(allowableValues = {
			"incident", "maintenance", "information" }) String kind,
			@Schema(allowableValues = { "coming", "current", "ended", "withdrawn" }) String state,
			@Nullable String titleJa, @Nullable String titleEn, @Nullable String bodyJa, @Nullable String bodyEn,
			Audience tell, Instant startsAt, @Nullable Instant endsAt, List<ItemDto> items, @Nullable TicketRef ticket,
			boolean isAutomatic, boolean concernsMe, @Nullable UUID publishedBy, List<UpdateDto> updates,
			Instant createdAt, Instant updatedAt, long version) implements Versioned{

		static AnnouncementDto of(AnnouncementQueries.View view) {
			Announcement one = view.announcement();
			return new AnnouncementDto(one.id(), one.kind(), view.state(), one.titleJa(), one.titleEn(), one.bodyJa(),
					one.bodyEn(), one.tell(), one.startsAt(), one.endsAt().orElse(null),
					view.items().stream().map(ItemDto::of).toList(), view.ticket(), one.isAutomatic(),
					view.concernsMe(), one.publishedBy().orElse(null),
					one.updates().stream().map(UpdateDto::of).toList(), one.createdAt(), one.updatedAt(),
					one.version());
		}

	}

}
