package io.nagare.database;

/** A database server that the product may start again; production brings none along. */
interface RevivableServer {

	/**
	 * Starts it again on the same port where it has ended.
	 * @param frozen whether it has not answered for so long that it is to be ended first
	 */
	void revive(boolean frozen);

}
