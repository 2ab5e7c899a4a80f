import type { FetchBaseQueryError } from '@reduxjs/toolkit/query/react';
import { problemIn, type Problem } from 'nagare-client/problem';

/** A refusal, as people are told of it; its status is 0 where there was no answer. */
export type ApiProblem = Problem;

export function asProblem(error: FetchBaseQueryError): ApiProblem {
  return problemIn(typeof error.status === 'number' ? error.status : 0, error.data);
}

/** The message at a field; what names no field that the form shows is left to the alert. */
export function atField(problem: ApiProblem | undefined, field: string): string | undefined {
  return problem?.details.find((detail) => detail.field === field)?.message;
}

export function isProblem(error: unknown): error is ApiProblem {
  return typeof error === 'object' && error !== null && 'details' in error && 'status' in error;
}

/** What went wrong; what is no refusal of the server has no words of its own. */
export function problemOf(error: unknown): ApiProblem {
  return isProblem(error) ? error : { status: -1, code: '', message: '', details: [] };
}

/** Whether it is not there, or not for the reader; asking again is of no use. */
export function isMissing(error: unknown): boolean {
  return isProblem(error) && [400, 403, 404].includes(error.status);
}

/** Whether somebody else was faster. */
export function isStale(problem: ApiProblem | undefined): boolean {
  return problem?.status === 412 || problem?.code === 'STALE';
}
