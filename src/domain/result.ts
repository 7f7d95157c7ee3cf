/** An expected outcome: either a value or the problem that kept it from being made. Bugs throw instead. */
export type Result<Value, Problem> = { ok: true; value: Value } | { ok: false; problem: Problem };

/** Wraps a value as a success. */
export const succeed = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });

/** Wraps a problem as an expected failure. */
export const fail = <Problem>(problem: Problem): { ok: false; problem: Problem } => ({ ok: false, problem });
