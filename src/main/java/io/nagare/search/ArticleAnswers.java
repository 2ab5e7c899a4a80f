package io.nagare.search;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.intake.FirstAnswers;
import io.nagare.search.SimilarView.SimilarArticle;
import io.nagare.shared.Label;

/** Answers a mail with the articles that are most like it. */
@Component
class ArticleAnswers implements FirstAnswers {

	/** More would not be read. */
	private static final int MOST = 3;

	private final SimilarTickets similar;

	ArticleAnswers(SimilarTickets similar) {
		this.similar = similar;
	}

	/** What fails here must not take back what the mail became. */
	@Override
	@Transactional(propagation = Propagation.REQUIRES_NEW, readOnly = true)
	public List<Answer> to(UUID ticket, String title, String text) {
		return this.similar.articlesLike(title, text, ticket).stream().limit(MOST).map(ArticleAnswers::answer).toList();
	}

	private static Answer answer(SimilarArticle article) {
		String ja = Objects.requireNonNullElse(article.titleJa(), String.valueOf(article.titleEn()));
		return new Answer(article.articleNumber(), new Label(ja, Objects.requireNonNullElse(article.titleEn(), ja)));
	}

}
