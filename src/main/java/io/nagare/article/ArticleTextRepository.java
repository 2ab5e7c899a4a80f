package io.nagare.article;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

interface ArticleTextRepository extends Repository<ArticleText, UUID> {

	ArticleText save(ArticleText text);

	Optional<ArticleText> findByArticleIdAndVersion(UUID article, int version);

	List<ArticleText> findAllByArticleIdOrderByVersionDesc(UUID article);

	@Transactional(readOnly = true)
	boolean existsByTitleJa(String title);

}
