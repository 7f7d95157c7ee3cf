import { addDays } from '#domain/day.ts';

/** The day itself, or where it is a Saturday or Sunday the nearest working day in the direction given. */
export const workday = (day: string, direction: 1 | -1): string => {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6 ? workday(addDays(day, direction), direction) : day;
};

/** An instant on a day, by a time of day in UTC. */
export const instantOn = (day: string, time: string): string => `${day}T${time}:00.000Z`;
