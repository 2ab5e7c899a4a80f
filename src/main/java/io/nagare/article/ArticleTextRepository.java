package io.nagare.article;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

interface ArticleTextRepository extends Repository<ArticleText, UUID> {

	ArticleText save(ArticleText text);

	Optional<ArticleText> findByArticleIdAndVersion(UUID article, int version);

	List<ArticleText> findAllByArticleIdOrderByVersionDesc(UUID article);

	@Query("select a.id from Article a where a.valid and a.draftVersion is not null and a.validUntil < ?1 order by a.id")
	List<UUID> outdatedInRevision(LocalDate today);

	@Transactional(readOnly = true)
	boolean existsByTitleJa(String title);

}
