package io.nagare.rules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Applies the rule sets shipped below {@code rules/}, one DRL file each. Rules are code:
 * they change with a release. They are compiled in the background while the rest of the
 * application starts, and no request comes in before they stand; rules that do not
 * compile end the start.
 */
@Component
public class Rules implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(Rules.class);

	private static final String FOLDER = "models/rules/";

	private static final String SUFFIX = ".drl";

	private final CompletableFuture<Map<String, RuleSet>> ruleSets = new CompletableFuture<>();

	private volatile boolean running;

	Rules(ResourcePatternResolver resources) {
		Thread compiler = new Thread(() -> compileAll(resources), "rules-compiler");
		compiler.setDaemon(true);
		compiler.start();
	}

	/**
	 * Lets a rule set work on facts. The rules see these facts only, and speak by calling
	 * their methods. Waits for the compiler where it has not finished.
	 * @param ruleSet folder and file without ending, such as
	 * {@code incident/priority-modifiers}
	 * @param facts objects of public classes
	 * @return the names of the rules that fired, in that order, for the record
	 * @throws IllegalArgumentException for a rule set that does not exist
	 * @throws IllegalStateException where the rules do not come to rest after 50 firings
	 */
	public List<String> apply(String ruleSet, Object... facts) {
		Map<String, RuleSet> known = compiled();
		@Nullable RuleSet wanted = known.get(ruleSet);
		if (wanted == null) {
			throw new IllegalArgumentException("There is no rule set " + ruleSet + ", only " + known.keySet());
		}
		return List.copyOf(wanted.fire(facts));
	}

	/** Waits for the compiler, so that broken rules end the start. */
	@Override
	public void start() {
		compiled();
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before the web server and the job executor, which call for rules. */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	private Map<String, RuleSet> compiled() {
		try {
			return this.ruleSets.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof BrokenRules broken) {
				throw broken;
			}
			throw ex;
		}
	}

	private void compileAll(ResourcePatternResolver resources) {
		try {
			long began = System.nanoTime();
			Map<String, RuleSet> all = new TreeMap<>();
			for (Resource resource : resources.getResources("classpath*:" + FOLDER + "**/*" + SUFFIX)) {
				String name = nameOf(resource);
				all.put(name, RuleSet.compile(name, "rules/" + name + SUFFIX,
						resource.getContentAsString(StandardCharsets.UTF_8), classLoader(resources)));
			}
			logger.info("Compiled " + all.size() + " rule sets in " + (System.nanoTime() - began) / 1_000_000 + " ms");
			this.ruleSets.complete(all);
		}
		catch (Throwable ex) { // whatever it is, those who wait must hear of it
			this.ruleSets.completeExceptionally(ex);
		}
	}

	private static ClassLoader classLoader(ResourcePatternResolver resources) {
		@Nullable ClassLoader own = resources.getClassLoader();
		return (own != null) ? own : Rules.class.getClassLoader();
	}

	private static String nameOf(Resource resource) throws IOException {
		String url = resource.getURL().toString();
		int at = url.lastIndexOf(FOLDER) + FOLDER.length();
		return url.substring(at, url.length() - SUFFIX.length());
	}

}
