package io.nagare.database;

/** The database was away and answers again. */
public record DatabaseReturned() {
}
