/**
 * Measures the product as a user feels it, beside the bare engine; run by the profile
 * bench only.
 */
@NullMarked
package io.nagare.bench;

import org.jspecify.annotations.NullMarked;
