package io.nagare.article;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** Who wrote and approved articles, what these say of people, and whom they helped. */
@Component
class ArticlePersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(
				PersonalStore
					.of("articles", Fate.TOMBSTONE, "articles.draft_authors", "article_texts.written_by",
							"article_texts.approved_by", "article_texts.title_ja", "article_texts.body_ja",
							"article_texts.title_en", "article_texts.body_en")
					.read("""
							SELECT article_id, version, title_ja, title_en, written_by = :person AS wrote, approved_by = :person AS approved, written_at FROM article_texts
							 WHERE :person IN (written_by, approved_by) OR article_id IN (SELECT id FROM articles WHERE :person = ANY (draft_authors))
							 ORDER BY written_at
							""")
					.erase("""
							UPDATE article_texts SET title_ja = left(without_names(title_ja, :names, :called), 500), body_ja = without_names(body_ja, :names, :called),
							       title_en = left(without_names(title_en, :names, :called), 500), body_en = without_names(body_en, :names, :called)
							 WHERE names_person(title_ja, :names) OR names_person(body_ja, :names) OR names_person(title_en, :names) OR names_person(body_en, :names)
							"""),
				PersonalStore.of("article_answers", Fate.DELETED, "article_answers.user_id")
					.read("""
							SELECT article_id, version, helped, spared, answered_at FROM article_answers WHERE user_id = :person ORDER BY answered_at
							""")
					.erase("""
							DELETE FROM article_answers WHERE user_id = :person
							"""));
	}

}
