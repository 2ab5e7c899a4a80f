package io.nagare.article;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.nagare.directory.Tenants;
import io.nagare.shared.BatchRunner;

/**
 * Takes articles out of force whose last day passes while the next version is written.
 * For all others the timer of their process does that.
 */
@Component
public class ArticleExpiryScheduler {

	private final Tenants tenants;

	private final ArticleService articles;

	ArticleExpiryScheduler(Tenants tenants, ArticleService articles) {
		this.tenants = tenants;
		this.articles = articles;
	}

	/** In every tenant, by its own calendar day. */
	@Scheduled(cron = "${nagare.schedule.expire-articles}")
	@SchedulerLock(name = "expire-articles")
	public void expire() {
		this.tenants.inTurn("Taking articles out of force",
				() -> BatchRunner.of(this.articles.outdatedInRevision(), this.articles::expire));
	}

}
