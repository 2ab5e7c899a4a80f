package io.nagare.rules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The rule sets that the product brings along below {@code rules/}: a DRL file each, and
 * its examples beside it. They are compiled in the background while the rest of the
 * application starts.
 */
@Component
class ShippedRules {

	private static final Log logger = LogFactory.getLog(ShippedRules.class);

	private static final String FOLDER = "models/rules/";

	private static final String SUFFIX = ".drl";

	private static final String EXAMPLES = ".examples.yaml";

	private final ClassLoader classes;

	private final CompletableFuture<Map<String, Shipped>> all = new CompletableFuture<>();

	ShippedRules(ResourcePatternResolver resources) {
		@Nullable ClassLoader own = resources.getClassLoader();
		this.classes = (own != null) ? own : ShippedRules.class.getClassLoader();
		Thread compiler = new Thread(() -> compileAll(resources), "rules-compiler");
		compiler.setDaemon(true);
		compiler.start();
	}

	/**
	 * A rule set as it is shipped.
	 *
	 * @param examples empty where it has none
	 */
	record Shipped(RuleSet rules, String drl, String examples) {
	}

	/**
	 * All of them by name. Waits for the compiler where it has not finished.
	 * @throws BrokenRules where one does not compile
	 */
	Map<String, Shipped> all() {
		try {
			return this.all.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof BrokenRules broken) {
				throw broken;
			}
			throw ex;
		}
	}

	/** Where rules find the classes of their facts. */
	ClassLoader classes() {
		return this.classes;
	}

	private void compileAll(ResourcePatternResolver resources) {
		try {
			long began = System.nanoTime();
			Map<String, Shipped> compiled = new TreeMap<>();
			for (Resource resource : resources.getResources("classpath*:" + FOLDER + "**/*" + SUFFIX)) {
				String name = nameOf(resource);
				String drl = resource.getContentAsString(StandardCharsets.UTF_8);
				compiled.put(name,
						new Shipped(RuleSet.compile(name, 0, drl, this.classes), drl, examples(resources, name)));
			}
			logger.info(
					"Compiled " + compiled.size() + " rule sets in " + (System.nanoTime() - began) / 1_000_000 + " ms");
			this.all.complete(compiled);
		}
		catch (Throwable ex) { // whatever it is, those who wait must hear of it
			this.all.completeExceptionally(ex);
		}
	}

	private static String examples(ResourcePatternResolver resources, String name) throws IOException {
		Resource examples = resources.getResource("classpath:" + FOLDER + name + EXAMPLES);
		return examples.exists() ? examples.getContentAsString(StandardCharsets.UTF_8) : "";
	}

	private static String nameOf(Resource resource) throws IOException {
		String url = resource.getURL().toString();
		int at = url.lastIndexOf(FOLDER) + FOLDER.length();
		return url.substring(at, url.length() - SUFFIX.length());
	}

}
