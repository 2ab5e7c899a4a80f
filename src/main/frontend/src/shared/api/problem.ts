import type { FetchBaseQueryError } from '@reduxjs/toolkit/query/react';

/** A refusal, as people are told of it. */
export interface ApiProblem {
  /** 0 where there was no answer */
  status: number;
  code: string;
  message: string;
  details: { field?: string; code?: string; message?: string }[];
}

export function asProblem(error: FetchBaseQueryError): ApiProblem {
  const status = typeof error.status === 'number' ? error.status : 0;
  const body = (error.data as { error?: Partial<ApiProblem> } | undefined)?.error;
  return { status, code: body?.code ?? '', message: body?.message ?? '', details: body?.details ?? [] };
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

/** Whether somebody else was faster. */
export function isStale(problem: ApiProblem | undefined): boolean {
  return problem?.status === 412 || problem?.code === 'STALE';
}
