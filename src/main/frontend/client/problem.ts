/** A refusal, as the contract tells it. */
export interface Problem {
  /** of HTTP; 0 where there was no answer */
  status: number;
  /** the contract's word, such as `ACTION_NOT_OPEN`; empty where something before Nagare answered */
  code: string;
  /** in the language that was asked for */
  message: string;
  /** what exactly is wrong; of an action that is not open, those that are */
  details: { field?: string; code?: string; message?: string }[];
}

/** The refusal in the body of an answer; of a foreign body, the status alone. */
export function problemIn(status: number, body: unknown): Problem {
  const error = (body as { error?: Partial<Problem> } | undefined)?.error;
  return { status, code: error?.code ?? '', message: error?.message ?? '', details: error?.details ?? [] };
}
