package io.nagare.announcement;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** Who wrote announcements and what these say of people, and who reads them by a feed. */
@Component
class AnnouncementPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(
				PersonalStore
					.of("announcements", Fate.TOMBSTONE, "announcements.published_by", "announcements.withdrawn_by",
							"announcements.title_ja", "announcements.title_en", "announcements.body_ja",
							"announcements.body_en", "announcement_updates.written_by", "announcement_updates.text_ja",
							"announcement_updates.text_en")
					.read("""
							SELECT id, kind, title_ja, title_en, published_by = :person AS published, withdrawn_by = :person AS withdrawn, created_at
							  FROM announcements WHERE :person IN (published_by, withdrawn_by)
							    OR id IN (SELECT announcement_id FROM announcement_updates WHERE written_by = :person) ORDER BY created_at
							""")
					.erase("""
							UPDATE announcements SET title_ja = left(without_names(title_ja, :names, :called), 500), title_en = left(without_names(title_en, :names, :called), 500),
							       body_ja = left(without_names(body_ja, :names, :called), 10000), body_en = left(without_names(body_en, :names, :called), 10000)
							 WHERE names_person(title_ja, :names) OR names_person(title_en, :names) OR names_person(body_ja, :names) OR names_person(body_en, :names)
							""")
					.erase("""
							UPDATE announcement_updates SET text_ja = left(without_names(text_ja, :names, :called), 10000), text_en = left(without_names(text_en, :names, :called), 10000)
							 WHERE names_person(text_ja, :names) OR names_person(text_en, :names)
							"""),
				PersonalStore.of("announcement_feeds", Fate.DELETED, "announcement_feeds.user_id").read("""
						SELECT id, name, created_at FROM announcement_feeds WHERE user_id = :person
						""").erase("""
						DELETE FROM announcement_feeds WHERE user_id = :person
						"""));
	}

}
