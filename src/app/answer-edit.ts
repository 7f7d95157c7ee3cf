import type { Answer, AnswerValue, NoAnswerReason } from '#domain/follow-up/answer.ts';
import type { Asked } from '#domain/follow-up/asked.ts';

/** Leaves out what is empty, so that an answer taken back equals one never given. */
const tidy = (of: {
  value?: AnswerValue | undefined;
  reason?: NoAnswerReason | undefined;
  comment?: string | undefined;
  deviation?: string | undefined;
  asked?: Asked | undefined;
}): Answer => ({
  ...(of.value !== undefined && { value: of.value }),
  ...(of.reason !== undefined && { reason: of.reason }),
  ...(of.comment && { comment: of.comment }),
  ...(of.deviation && { deviation: of.deviation }),
  ...(of.asked !== undefined && { asked: of.asked }),
});

/** The answer with another value; a reason for having none goes. Comment and deviation stay. */
export const withValue = (of: Answer | undefined, value: AnswerValue | undefined): Answer =>
  tidy({ ...of, value, reason: value === undefined ? of?.reason : undefined });

/** The answer left, with the reason; null takes the reason away. */
export const withReason = (of: Answer | undefined, reason: NoAnswerReason | null): Answer =>
  tidy(reason === null ? { ...of, reason: undefined } : { ...of, value: undefined, reason });

export const withComment = (of: Answer | undefined, comment: string): Answer => tidy({ ...of, comment });

export const withDeviation = (of: Answer | undefined, deviation: string): Answer =>
  tidy({ ...of, deviation });

/** The answer with how the client was asked; what she answered stays. */
export const withAsked = (of: Answer | undefined, asked: Asked): Answer => tidy({ ...of, asked });
