package io.nagare.shared;

import java.util.function.Supplier;

/**
 * Does what a caller asks for under a key of his once, however often he asks: he may have
 * heard no answer.
 */
public interface OnceOnly {

	/**
	 * Does it, unless that was done before. The key is used up by the first transaction
	 * that the work commits; work that fails leaves the key as it was.
	 * @param key as the caller made it up
	 * @param asked all that decides what is done
	 * @param work does it, and answers
	 * @return what was answered the first time
	 * @throws Refusal VALIDATION_FAILED for what is no key, CONFLICT where it stood for
	 * something else, where another request is at it, or where the answer is lost
	 */
	String once(String key, String asked, Supplier<String> work);

	/**
	 * Does one part of what the request asks for, unless it was done before under the
	 * request's key; always where the request has none.
	 * @param part which one it is, among those of the request
	 * @throws Refusal CONFLICT where another request with the key is at it
	 */
	void part(String part, Runnable work);

}
