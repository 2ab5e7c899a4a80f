package io.nagare;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.nagare.signin.Client.Answer;

/** Lets many call at the same moment. */
public final class AtOnce {

	private AtOnce() {
	}

	/** The status that each of them got, in their order. */
	public static List<Integer> statuses(int many, IntFunction<Answer> call) {
		return all(many, (number) -> call.apply(number).status());
	}

	/** What each of them got, in their order. */
	public static <T> List<T> all(int many, IntFunction<T> call) {
		ExecutorService threads = Executors.newFixedThreadPool(many);
		CyclicBarrier start = new CyclicBarrier(many);
		List<Callable<T>> calls = IntStream.range(0, many).<Callable<T>>mapToObj((number) -> () -> {
			start.await();
			return call.apply(number);
		}).toList();
		List<T> answers = new ArrayList<>();
		try {
			for (Future<T> one : threads.invokeAll(calls)) {
				answers.add(one.get());
			}
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new AssertionError(ex);
		}
		finally {
			threads.shutdown();
		}
		return answers;
	}

}
