/** The calls by which suppliers and contracts are read and kept. */
@NullMarked
package io.nagare.vendor.web;

import org.jspecify.annotations.NullMarked;
