package io.nagare.article;

import java.util.Date;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.workflow.ProcessVerbs;

/**
 * What article.bpmn may ask of articles. Glue only; called by the engine, never from
 * Java.
 */
@ProcessVerbs("article")
public class ArticleVerbs {

	private final ArticleService articles;

	ArticleVerbs(ArticleService articles) {
		this.articles = articles;
	}

	/** The text stands still while somebody else looks at it. */
	public void submit(UUID articleId) {
		this.articles.submit(articleId);
	}

	/** The text is to be written on. */
	public void sendBack(UUID articleId, String reason) {
		this.articles.sendBack(articleId, reason);
	}

	/** Readers get this version from now on; for a year where no day is named. */
	public void publish(UUID articleId, @Nullable String validUntil) {
		this.articles.publish(articleId, validUntil);
	}

	/** Whether readers get a version while another is being written. */
	public boolean isPublished(UUID articleId) {
		return this.articles.article(articleId).published().isPresent();
	}

	/** When the last day is over on which it is taken for right. */
	public Date endOfValidity(UUID articleId) {
		return Date.from(this.articles.endOfValidity(articleId));
	}

	/** Readers get it no longer, until somebody says that it is right. */
	public void expire(UUID articleId) {
		this.articles.expire(articleId);
	}

	/** It is still right; for a year where no day is named. */
	public void confirm(UUID articleId, @Nullable String validUntil) {
		this.articles.confirm(articleId, validUntil);
	}

	/** A new version begins as the one in force, which readers get meanwhile. */
	public void revise(UUID articleId) {
		this.articles.revise(articleId);
	}

	/** Nobody goes on with the version that is being written. */
	public void discard(UUID articleId, @Nullable String reason) {
		this.articles.discard(articleId, reason);
	}

	/** Nobody is to read it any more. */
	public void retire(UUID articleId, String reason) {
		this.articles.retire(articleId, reason);
	}

}
