/** Walks the committed OpenAPI document: every call, by everybody, with anything. */
@NullMarked
package io.nagare.contract;

import org.jspecify.annotations.NullMarked;
